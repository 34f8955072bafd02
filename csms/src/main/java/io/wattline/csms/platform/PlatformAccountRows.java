package io.wattline.csms.platform;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All accounts from outside. What changes one goes through the door of its own requests, so that its audit has it. */
@Repository
class PlatformAccountRows {
    private static final String SELECT = """
            SELECT a.account_id, a.name, a.status, a.suspended_at, a.suspension_reason, a.currency, a.time_zone, a.created_at,
                (SELECT count(*) FROM station s WHERE s.account_id = a.account_id AND s.deleted_at IS NULL) AS stations,
                (SELECT count(*) FROM station s WHERE s.account_id = a.account_id AND s.deleted_at IS NULL AND s.online) AS online,
                (SELECT count(*) FROM app_user u WHERE u.account_id = a.account_id) AS users
            FROM account a WHERE""";

    private final AllAccountsDatabase all;
    private final AccountDatabase database;

    PlatformAccountRows(AllAccountsDatabase all, AccountDatabase database) {
        this.all = all;
        this.database = database;
    }

    @CrossTenant("the administrators of the platform see that accounts are there")
    Flux<PlatformAccount> list(PageQuery page) {
        return all.client().sql(SELECT + " a.account_id > :after ORDER BY a.account_id LIMIT :rows")
                .bind("after", page.after() == null ? "" : page.after()).bind("rows", page.rows()).map(PlatformAccountRows::account).all();
    }

    Mono<PlatformAccount> find(AccountId account) {
        return all.client().sql(SELECT + " a.account_id = :account").bind("account", account.value()).map(PlatformAccountRows::account)
                .one();
    }

    /** Fails with {@code conflict} when the id or the e-mail address is taken. */
    Mono<Void> create(AccountId account, NewAccount form, String passwordHash) {
        return database.one(account, db -> db.sql("""
                INSERT INTO account (account_id, name, currency, time_zone) VALUES (:account, :name, :currency, :timeZone)""")
                .bind("account", account.value()).bind("name", form.name()).bind("currency", form.currency())
                .bind("timeZone", form.timeZone()).then().onErrorMap(DuplicateKeyException.class,
                        _ -> Problem.conflict("There is an account " + account + " already."))
                .then(Mono.defer(() -> owner(account, form, passwordHash, db))));
    }

    private static Mono<Void> owner(AccountId account, NewAccount form, String passwordHash, DatabaseClient db) {
        return db.sql("""
                INSERT INTO app_user (account_id, user_id, email, name, password_hash, permissions, time_zone)
                VALUES (:account, :user, :email, :name, :hash, :permissions, :timeZone)""").bind("account", account.value())
                .bind("user", UUID.randomUUID()).bind("email", form.ownerEmail())
                .bind("name", form.ownerName() == null ? form.ownerEmail() : form.ownerName()).bind("hash", passwordHash)
                .bind("permissions", Stream.of(Permission.values()).map(Permission::wireName).toArray(String[]::new))
                .bind("timeZone", form.timeZone()).then()
                .onErrorMap(DuplicateKeyException.class, _ -> Problem.conflict("This e-mail address is taken."));
    }

    private static PlatformAccount account(Readable row) {
        return new PlatformAccount(text(row, "account_id"), text(row, "name"), text(row, "status"), row.get("suspended_at", Instant.class),
                row.get("suspension_reason", String.class), text(row, "currency"), text(row, "time_zone"),
                Objects.requireNonNull(row.get("created_at", Instant.class)), number(row, "stations"), number(row, "online"),
                number(row, "users"));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }

    private static long number(Readable row, String column) { return Objects.requireNonNull(row.get(column, Long.class)); }
}
