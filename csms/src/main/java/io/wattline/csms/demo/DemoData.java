package io.wattline.csms.demo;

import io.wattline.csms.account.Passwords;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.account.Permission;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two accounts to try Wattline with; whoever changes or deletes something of it finds it changed after the next start too. */
@Repository
@CrossTenant("the demo is two accounts at once, so that one can see that they do not see each other")
class DemoData {
    private record Account(String id, String name, String currency, String timeZone, String unknownStations, String price) {}

    private record User(String account, String email, String name, boolean isOwner, UUID id) {}

    private record Tag(String account, String idTag, String name, @Nullable String parent, boolean blocked, @Nullable Duration age) {}

    private record Station(String account, String id, String name, String price, String currency, String location) {}

    private static final String PASSWORD = "wattline";
    private static final List<Account> ACCOUNTS = List.of(new Account("demo", "Demo", "EUR", "Europe/Berlin", "accept", "0.39"),
            new Account("nordic", "Nordic", "NOK", "Europe/Oslo", "refuse", "4.90"));
    private static final User DRIVER = new User("demo", "driver@demo.example", "Dana Driver", false, UUID.randomUUID());
    private static final List<User> USERS = List.of(new User("demo", "owner@demo.example", "Olivia Owner", true, UUID.randomUUID()), DRIVER,
            new User("nordic", "owner@nordic.example", "Nils Owner", true, UUID.randomUUID()));
    private static final List<Tag> TAGS = List.of(new Tag("demo", "DEMO0001", "Dana's card", null, false, null),
            new Tag("demo", "DEMO0002", "Dana's key fob", "DEMO0001", false, null),
            new Tag("demo", "DEMO-BLOCKED", "Lost card", null, true, null),
            new Tag("demo", "DEMO-EXPIRED", "Last year's guest", null, false, Duration.ofDays(30)),
            new Tag("nordic", "NORDIC01", "Nils's card", null, false, null));
    private static final List<Station> STATIONS = List.of(
            new Station("demo", "CP1", "Market Square West", "0.39", "EUR", "Market Square 1, Berlin"),
            new Station("demo", "CP2", "Market Square East", "0.39", "EUR", "Market Square 1, Berlin"),
            new Station("demo", "CP3", "Library", "0.35", "EUR", "Library Street 12, Berlin"),
            new Station("demo", "CP4", "Town Hall", "0.42", "EUR", "Town Hall Square 3, Berlin"),
            new Station("demo", "CP201", "Harbour North", "0.49", "EUR", "Harbour Road 5, Hamburg"),
            new Station("demo", "CP202", "Harbour South", "0.49", "EUR", "Harbour Road 9, Hamburg"),
            new Station("demo", "CP203", "Central Station", "0.55", "EUR", "Station Square 2, Hamburg"),
            new Station("demo", "CP204", "Office Park A", "0.29", "EUR", "Office Park 4, Munich"),
            new Station("demo", "CP205", "Office Park B", "0.29", "EUR", "Office Park 4, Munich"),
            new Station("nordic", "NCP1", "Fjord View", "4.90", "NOK", "Fjord Way 7, Oslo"));
    private static final List<String> DRIVERS_STATIONS = List.of("CP1", "CP201");

    private final AllAccountsDatabase database;
    private final Passwords passwords;
    private final Clock clock;

    DemoData(AllAccountsDatabase database, Passwords passwords, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
    }

    Mono<Boolean> isThere() {
        return database.client().sql("SELECT EXISTS (SELECT FROM account WHERE account_id = ANY (:accounts)) "
                + "OR EXISTS (SELECT FROM app_user WHERE lower(email) = ANY (:emails)) AS there")
                .bind("accounts", ACCOUNTS.stream().map(Account::id).toArray(String[]::new))
                .bind("emails", USERS.stream().map(User::email).toArray(String[]::new))
                .map(row -> row.get("there", Boolean.class)).one();
    }

    /** Once for a database: all of it, or nothing when any of it is there. */
    Mono<Void> writeOnce() {
        return isThere().filter(there -> !there).flatMap(_ -> passwords.hash(PASSWORD))
                .flatMap(hash -> database
                        .transactional(db -> accounts(db).then(users(db, hash)).then(tags(db)).then(stations(db)).then(drivers(db))));
    }

    private static Mono<Void> accounts(DatabaseClient db) {
        return Rows
                .of(db.sql(
                        """
                INSERT INTO account (account_id, name, currency, time_zone, unknown_station_policy, default_price_per_kwh, unnamed_version_policy)
                SELECT *, 'assume' FROM unnest(:id::text[], :name::text[], :currency::text[], :timeZone::text[], :policy::text[], :price::numeric[])"""),
                        ACCOUNTS)
                .column("id", Account::id).column("name", Account::name)
                .column("currency", Account::currency)
                .column("timeZone", Account::timeZone).column("policy", Account::unknownStations)
                .column("price", account -> new BigDecimal(account.price())).bound().then();
    }

    private static Mono<Void> users(DatabaseClient db, String hash) {
        String[] all = Stream.of(Permission.values()).map(Permission::wireName).toArray(String[]::new);
        return Flux.fromIterable(USERS).concatMap(user -> db.sql("""
                INSERT INTO app_user (account_id, user_id, email, name, password_hash, permissions, time_zone)
                SELECT account_id, :id, :email, :name, :hash, :permissions, time_zone FROM account WHERE account_id = :account""")
                .bind("account", user.account()).bind("id", user.id()).bind("email", user.email()).bind("name", user.name())
                .bind("hash", hash)
                .bind("permissions", user.isOwner() ? all : new String[0]).then()).then();
    }

    private Mono<Void> tags(DatabaseClient db) {
        Instant now = clock.instant();
        return Rows.of(db.sql("""
                INSERT INTO tag (account_id, tag_key, id_tag, name, parent_key, blocked, expires_at)
                SELECT account_id, upper(id), id, name, parent, blocked, expires
                FROM unnest(:account::text[], :id::text[], :name::text[], :parent::text[], :blocked::boolean[], :expires::timestamptz[])
                    AS t(account_id, id, name, parent, blocked, expires)"""), TAGS)
                .column("account", Tag::account).column("id", Tag::idTag)
                .column("name", Tag::name)
                .column("parent", Tag::parent).column("blocked", Tag::blocked)
                .column("expires", tag -> tag.age() == null ? null : now.minus(tag.age())).bound().then();
    }

    private static Mono<Void> stations(DatabaseClient db) {
        return Rows
                .of(db.sql(
                        """
                INSERT INTO station (account_id, station_id, name, price_per_kwh, currency, location)
                SELECT * FROM unnest(:account::text[], :id::text[], :name::text[], :price::numeric[], :currency::text[], :location::text[])"""),
                        STATIONS)
                .column("account", Station::account).column("id", Station::id)
                .column("name", Station::name)
                .column("price", station -> new BigDecimal(station.price()))
                .column("currency", Station::currency)
                .column("location", Station::location).bound().then();
    }

    private static Mono<Void> drivers(DatabaseClient db) {
        Mono<Void> stations = db
                .sql("INSERT INTO station_access (account_id, station_id, user_id) SELECT :account, unnest(:stations::text[]), :user")
                .bind("account", DRIVER.account()).bind("user", DRIVER.id()).bind("stations", DRIVERS_STATIONS.toArray(String[]::new))
                .then();
        return stations.then(db.sql("INSERT INTO tag_user (account_id, tag_key, user_id) VALUES (:account, 'DEMO0001', :user)")
                .bind("account", DRIVER.account()).bind("user", DRIVER.id()).then());
    }
}
