package io.wattline.csms.site;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.station.StationVisibility;
import io.wattline.csms.web.Figures;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SiteRows {
    private static final String SELECT = """
            SELECT s.*,
                ARRAY(SELECT t.station_id FROM station t WHERE t.account_id = s.account_id AND t.site_id = s.site_id AND t.deleted_at IS NULL
                    ORDER BY 1) AS station_ids,
                ARRAY(SELECT u.user_id FROM site_user u WHERE u.account_id = s.account_id AND u.site_id = s.site_id ORDER BY 1) AS user_ids
            FROM site s WHERE s.account_id = :account
            """;

    private final AccountDatabase database;
    private final Clock clock;

    SiteRows(AccountDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Ordered by their names; of a driver those that have a station of his. */
    Flux<SiteView> list(AccountId account, StationVisibility visibility, PageQuery page) {
        return database.many(account, db -> visibility.bind(db.sql(SELECT + """
                AND lower(s.name) > :after AND (:stations::text[] IS NULL OR EXISTS (SELECT FROM station t
                    WHERE t.account_id = s.account_id AND t.site_id = s.site_id AND t.station_id = ANY (:stations::text[])))
                ORDER BY lower(s.name) LIMIT :rows"""), "stations").bind("account", account.value())
                .bind("after", page.after() == null ? "" : page.after()).bind("rows", page.rows()).map(SiteRows::view).all());
    }

    Mono<SiteView> find(AccountId account, UUID site) { return database.one(account, db -> find(account, site, "", db)); }

    Mono<SiteView> create(AccountId account, UUID site, SiteForm form) { return database.one(account, db -> write(account, site, form, """
                INSERT INTO site (account_id, site_id, name, address, latitude, longitude, time_zone, updated_at)
                SELECT account_id, :site, :name, :address, :latitude, :longitude, COALESCE(:timeZone, time_zone), :now
                FROM account WHERE account_id = :account""", db)).onErrorMap(DuplicateKeyException.class, _ -> nameTaken()); }

    Mono<SiteView> change(AccountId account, UUID site, UnaryOperator<SiteForm> change) {
        return database.one(account, db -> find(account, site, "FOR UPDATE", db).map(SiteView::form).map(change)
                .flatMap(form -> write(account, site, form, """
                        UPDATE site s SET name = :name, address = :address, latitude = :latitude, longitude = :longitude,
                            time_zone = COALESCE(:timeZone, a.time_zone), updated_at = :now
                        FROM account a WHERE a.account_id = :account AND s.account_id = :account AND s.site_id = :site""", db)))
                .onErrorMap(DuplicateKeyException.class, _ -> nameTaken());
    }

    /** Its stations stay, at no site. */
    Mono<Boolean> delete(AccountId account, UUID site) {
        return database.one(account, db -> db.sql("DELETE FROM site WHERE account_id = :account AND site_id = :site")
                .bind("account", account.value()).bind("site", site).fetch().rowsUpdated().map(deleted -> deleted == 1));
    }

    private Mono<SiteView> write(AccountId account, UUID site, SiteForm form, String sql, DatabaseClient db) {
        return db.sql(sql).bind("account", account.value()).bind("site", site).bind("name", form.name().strip())
                .bind("address", nullable(form.address(), String.class)).bind("latitude", nullable(form.latitude(), BigDecimal.class))
                .bind("longitude", nullable(form.longitude(), BigDecimal.class)).bind("timeZone", nullable(form.timeZone(), String.class))
                .bind("now", clock.instant()).then()
                .then(Mono.defer(() -> stations(account, site, form.stationIds().stream().distinct().toArray(String[]::new), db)))
                .then(Mono.defer(() -> users(account, site, form.userIds().stream().distinct().toArray(UUID[]::new), db)))
                .then(Mono.defer(() -> find(account, site, "", db)));
    }

    private Mono<Void> stations(AccountId account, UUID site, String[] wanted, DatabaseClient db) {
        return db.sql("""
                WITH there AS (SELECT station_id FROM station WHERE account_id = :account AND station_id = ANY (:wanted) AND deleted_at IS NULL),
                moved AS (UPDATE station SET site_id = CASE WHEN station_id = ANY (:wanted) THEN :site END, updated_at = :now
                    WHERE account_id = :account AND deleted_at IS NULL AND (site_id = :site) IS DISTINCT FROM (station_id = ANY (:wanted))
                        AND (site_id = :site OR station_id = ANY (:wanted)))
                SELECT count(*)::int AS found FROM there""").bind("account", account.value()).bind("site", site).bind("wanted", wanted)
                .bind("now", clock.instant()).map(row -> Objects.requireNonNull(row.get("found", Integer.class))).one()
                .filter(found -> found == wanted.length).switchIfEmpty(Mono.error(() -> unknown("stationIds"))).then();
    }

    private static Mono<Void> users(AccountId account, UUID site, UUID[] wanted, DatabaseClient db) {
        return db.sql("""
                WITH gone AS (DELETE FROM site_user WHERE account_id = :account AND site_id = :site AND user_id <> ALL (:wanted))
                INSERT INTO site_user (account_id, site_id, user_id)
                SELECT account_id, :site, user_id FROM app_user WHERE account_id = :account AND user_id = ANY (:wanted)
                ON CONFLICT (account_id, site_id, user_id) DO UPDATE SET user_id = excluded.user_id""").bind("account", account.value())
                .bind("site", site).bind("wanted", wanted).fetch().rowsUpdated().filter(found -> found == wanted.length)
                .switchIfEmpty(Mono.error(() -> unknown("userIds"))).then();
    }

    private static Mono<SiteView> find(AccountId account, UUID site, String lock, DatabaseClient db) {
        return db.sql(SELECT + "AND s.site_id = :site " + lock).bind("account", account.value()).bind("site", site).map(SiteRows::view)
                .one();
    }

    private static SiteView view(Readable row) {
        return new SiteView(row.get("site_id", UUID.class), row.get("name", String.class), row.get("address", String.class),
                degrees(row, "latitude"), degrees(row, "longitude"), row.get("time_zone", String.class),
                List.of(Objects.requireNonNull(row.get("station_ids", String[].class))),
                List.of(Objects.requireNonNull(row.get("user_ids", UUID[].class))));
    }

    private static @Nullable BigDecimal degrees(Readable row, String column) {
        BigDecimal degrees = row.get(column, BigDecimal.class);
        return degrees == null ? null : Figures.plain(degrees);
    }

    private static Problem unknown(String member) {
        return Problem.badRequest("Some of it does not exist.", new Problem.Field(member, "names something unknown"));
    }

    private static Problem nameTaken() { return Problem.conflict("There is a site of this name already."); }
}
