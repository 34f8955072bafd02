package io.wattline.csms.station;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.Rows;
import io.wattline.csms.station.StationView.ConnectorView;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What requests read and write of stations. */
@Repository
class StationTable {
    /** A station to be, with the hash of its password. */
    record NewStation(StationForm form, @Nullable String passwordHash) {}

    /** What to do about the password of a station; {@code keepsOld}: the present one holds until the new one is used. */
    record PasswordChange(boolean wanted, @Nullable String hash, boolean keepsOld) {}

    private static final String SELECT = """
            SELECT station_id, name, enabled, online, ocpp_version, vendor, model, firmware_version, serial_number, first_seen_at, last_seen_at,
                connected_at, price_per_kwh, currency, location, site_id, accepted, strictness, clock_skew_seconds,
                boot_status(accepted, (SELECT boot_policy FROM account a WHERE a.account_id = station.account_id)) AS boot_status
            FROM station WHERE account_id = :account AND deleted_at IS NULL
            """;

    private final AccountDatabase database;
    private final Clock clock;

    StationTable(AccountDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** {@code online} and {@code text} (a part of the id or the name, in any case) are null for no filter. */
    Mono<List<StationView>> list(AccountId account, StationVisibility visibility, PageQuery page, @Nullable Boolean online,
            @Nullable String text) {
        return database.one(account, db -> {
            var statement = db.sql(SELECT + """
                    AND station_id > :after AND (:stations::text[] IS NULL OR station_id = ANY (:stations::text[]))
                    AND (:online::boolean IS NULL OR online = :online::boolean)
                    AND (:text = '' OR position(lower(:text) IN lower(station_id || ' ' || name)) > 0)
                    ORDER BY station_id LIMIT :rows""").bind("account", account.value())
                    .bind("after", page.after() == null ? "" : page.after())
                    .bind("text", text == null ? "" : text.strip()).bind("rows", page.rows());
            return visibility.bind(statement, "stations").bind("online", nullable(online, Boolean.class)).map(StationView::of).all()
                    .collectList()
                    .flatMap(views -> withConnectors(account, views, db));
        });
    }

    Mono<StationView> find(AccountId account, StationId station) { return database.one(account, db -> find(account, station, db)); }

    /** All or none; a deleted one comes back with its history. Fails with {@code conflict} when one is there already. */
    Mono<List<StationView>> create(AccountId account, List<NewStation> stations) {
        return database.one(account, db -> Rows.of(db.sql("""
                INSERT INTO station AS old (account_id, station_id, name, enabled, password_hash, price_per_kwh, currency, location, site_id, accepted,
                    strictness, updated_at)
                SELECT a.account_id, s.id, COALESCE(s.name, s.id), s.enabled, s.hash, COALESCE(s.price, a.default_price_per_kwh),
                    COALESCE(s.currency, a.currency), s.location, s.site, s.accepted, s.strictness, :now
                FROM account a, unnest(:id::text[], :name::text[], :enabled::boolean[], :hash::text[], :price::numeric[], :currency::text[], :location::text[],
                    :site::uuid[], :accepted::boolean[], :strictness::text[]) AS s(id, name, enabled, hash, price, currency, location, site, accepted, strictness)
                WHERE a.account_id = :account
                ON CONFLICT (account_id, station_id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled, password_hash = excluded.password_hash,
                    price_per_kwh = excluded.price_per_kwh, currency = excluded.currency, location = excluded.location, site_id = excluded.site_id, accepted = excluded.accepted, strictness = excluded.strictness, updated_at = excluded.updated_at,
                    deleted_at = NULL
                WHERE old.deleted_at IS NOT NULL
                RETURNING station_id""").bind("account", account.value()).bind("now", clock.instant()), stations)
                .column("id", s -> s.form().station().value()).column("name", s -> s.form().name())
                .column("enabled", s -> s.form().enabled()).column("hash", NewStation::passwordHash)
                .column("price", s -> s.form().pricePerKwh()).column("currency", s -> s.form().currency())
                .column("location", s -> s.form().location()).column("site", s -> s.form().siteId())
                .column("accepted", s -> s.form().accepted())
                .column("strictness", s -> s.form().strictness()).bound().map(row -> row.get("station_id", String.class))
                .all()
                .collectList()
                .doOnNext(created -> refuseMissing(stations, created)).flatMap(created -> some(account, created, db)))
                .onErrorMap(DataIntegrityViolationException.class, _ -> noSite());
    }

    Mono<StationView> change(AccountId account, StationId station, PasswordChange password, UnaryOperator<StationForm> change) {
        return database.one(account, db -> db.sql(SELECT + "AND station_id = :station FOR UPDATE").bind("account", account.value())
                .bind("station", station.value()).map(StationView::of).one().map(StationView::form).map(change)
                .flatMap(form -> write(account, station, form, password, db)).then(Mono.defer(() -> find(account, station, db))))
                .onErrorMap(DataIntegrityViolationException.class, _ -> noSite());
    }

    /** Its history stays; nobody has access any more. */
    Mono<Boolean> delete(AccountId account, StationId station) {
        return database.one(account, db -> db.sql("""
                WITH access AS (DELETE FROM station_access WHERE account_id = :account AND station_id = :station)
                UPDATE station SET deleted_at = :now, updated_at = :now, enabled = true, password_hash = NULL,
                    previous_password_hash = NULL, accepted = NULL, online = false, site_id = NULL, security_profile = 0,
                    wanted_security_profile = NULL, wanted_security_until = NULL, certificate_thumbprints = '{}', certificate_name = NULL
                WHERE account_id = :account AND station_id = :station AND deleted_at IS NULL""").bind("account", account.value())
                .bind("station", station.value()).bind("now", clock.instant()).fetch().rowsUpdated().map(deleted -> deleted == 1));
    }

    private Mono<Void> write(AccountId account, StationId station, StationForm form, PasswordChange password, DatabaseClient db) {
        return db.sql("""
                UPDATE station s SET name = COALESCE(:name, s.station_id), enabled = :enabled,
                    previous_password_hash = CASE WHEN NOT :newPassword THEN s.previous_password_hash WHEN :keepsOld THEN COALESCE(s.password_hash, '') END,
                    password_hash = CASE WHEN :newPassword THEN :hash ELSE s.password_hash END,
                    price_per_kwh = COALESCE(:price, a.default_price_per_kwh), currency = COALESCE(:currency, a.currency), location = :location, site_id = :site,
                    accepted = :accepted, strictness = :strictness,
                    updated_at = :now
                FROM account a WHERE a.account_id = :account AND s.account_id = :account AND s.station_id = :station""")
                .bind("account", account.value())
                .bind("station", station.value()).bind("enabled", form.enabled()).bind("newPassword", password.wanted())
                .bind("keepsOld", password.keepsOld()).bind("accepted", nullable(form.accepted(), Boolean.class))
                .bind("now", clock.instant())
                .bind("name", nullable(form.name(), String.class)).bind("hash", nullable(password.hash(), String.class))
                .bind("price", nullable(form.pricePerKwh(), BigDecimal.class)).bind("currency", nullable(form.currency(), String.class))
                .bind("location", nullable(form.location(), String.class)).bind("site", nullable(form.siteId(), UUID.class))
                .bind("strictness", form.strictness()).then();
    }

    private static Mono<StationView> find(AccountId account, StationId station, DatabaseClient db) {
        return some(account, List.of(station.value()), db).filter(found -> !found.isEmpty()).map(List::getFirst);
    }

    private static Mono<List<StationView>> some(AccountId account, List<String> stations, DatabaseClient db) {
        return db.sql(SELECT + "AND station_id = ANY (:wanted) ORDER BY station_id").bind("account", account.value())
                .bind("wanted", stations.toArray(String[]::new)).map(StationView::of).all().collectList()
                .flatMap(views -> withConnectors(account, views, db));
    }

    private static Mono<List<StationView>> withConnectors(AccountId account, List<StationView> views, DatabaseClient db) {
        return db
                .sql("""
                SELECT c.*, s.status AS station_status FROM connector c JOIN station s USING (account_id, station_id)
                WHERE c.account_id = :account AND c.station_id = ANY (:stations) AND c.evse > 0 ORDER BY c.station_id, c.evse, c.connector""")
                .bind("account", account.value()).bind("stations", views.stream().map(StationView::id).toArray(String[]::new))
                .map(row -> Map.entry(text(row, "station_id"), ConnectorView.of(row))).all()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .map(connectors -> views.stream().map(view -> view.with(connectors.getOrDefault(view.id(), List.of()))).toList());
    }

    private static Problem noSite() { return Problem.badRequest("There is no such site.", new Problem.Field("siteId", "is not a site")); }

    private static void refuseMissing(List<NewStation> wanted, List<String> created) {
        Set<String> missing = wanted.stream().map(station -> station.form().station().value())
                .collect(Collectors.toCollection(HashSet::new));
        created.forEach(missing::remove);
        if (!missing.isEmpty())
            throw Problem.conflict("There already: " + String.join(", ", missing.stream().sorted().limit(10).toList()) + ".");
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
