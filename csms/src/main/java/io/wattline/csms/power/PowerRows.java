package io.wattline.csms.power;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.audit.Audit;
import io.wattline.csms.audit.Note;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.power.PowerForm.ConnectorForm;
import io.wattline.csms.power.PowerLimits.StationKey;
import io.wattline.csms.power.StationPower.Place;
import io.wattline.csms.quirk.Make;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PowerRows {
    private final AccountDatabase database;
    private final Audit audit;

    PowerRows(AccountDatabase database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** {@code kind}: {@code make}, {@code operator} or {@code model}; {@code value} is in {@code unit}, kW for an operator's. */
    record PowerRow(StationKey key, String kind, Place place, @Nullable BigDecimal value, @Nullable String unit, Make make) {}

    /** All that is known of these stations. Source of the variable: OCPP 2.0.1 part 2 appendix, EVSE.Power. */
    @CrossTenant("a batch holds stations of all accounts; every row names its account")
    Flux<PowerRow> of(DatabaseClient db, List<StationKey> stations) {
        return Rows.of(db.sql("""
                WITH w AS (SELECT * FROM unnest(:account::text[], :station::text[]) AS w(account_id, station_id))
                SELECT account_id, station_id, 'make' AS kind, 0 AS evse, 0 AS connector, NULL::numeric AS value, NULL AS unit, vendor, model, firmware_version
                FROM w JOIN station USING (account_id, station_id)
                UNION ALL SELECT account_id, station_id, 'operator', 0, 0, max_power_kw, 'kW', NULL, NULL, NULL
                FROM w JOIN station USING (account_id, station_id) WHERE max_power_kw IS NOT NULL
                UNION ALL SELECT account_id, station_id, 'operator', evse, connector, max_power_kw, 'kW', NULL, NULL, NULL
                FROM w JOIN connector USING (account_id, station_id) WHERE max_power_kw IS NOT NULL
                UNION ALL SELECT account_id, station_id, 'model', evse, connector, max_limit, unit, NULL, NULL, NULL
                FROM w JOIN variable USING (account_id, station_id)
                WHERE lower(variable) = 'power' AND max_limit > 0 AND missing_since IS NULL
                    AND lower(component) IN ('evse', 'connector', 'chargingstation')"""), stations)
                .column("account", key -> key.account().value()).column("station", key -> key.station().value())
                .bound().map(PowerRows::row).all();
    }

    /** An operator's word, whole. Fails with {@code bad_request} when it names a connector that the station does not have. */
    Mono<Void> set(AccountId account, StationId station, PowerForm form) {
        return database.one(account, db -> told(account, station, db).flatMap(before -> write(account, station, form, db)
                .then(Mono.defer(() -> told(account, station, db)))
                .flatMap(after -> audit.note(db, account, new Note("power-limits.change", "station", station.value(), before, after)))));
    }

    private Mono<List<ConnectorForm>> told(AccountId account, StationId station, DatabaseClient db) {
        return of(db, List.of(new StationKey(account, station))).filter(row -> row.kind().equals("operator"))
                .map(row -> new ConnectorForm(row.place().evse(), row.place().connector(), row.value())).collectList();
    }

    private static Mono<Void> write(AccountId account, StationId station, PowerForm form, DatabaseClient db) {
        return db.sql("""
                UPDATE station SET max_power_kw = :power WHERE account_id = :account AND station_id = :station""")
                .bind("account", account.value()).bind("station", station.value())
                .bind("power", nullable(form.maxPowerKw(), BigDecimal.class))
                .then()
                .then(Mono.defer(() -> Rows.of(db.sql("""
                        WITH told AS (SELECT * FROM unnest(:evse::int[], :connector::int[], :power::numeric[]) AS t(evse, connector, power)),
                            changed AS (UPDATE connector c SET max_power_kw =
                                    (SELECT power FROM told t WHERE t.evse = c.evse AND t.connector = c.connector)
                                WHERE c.account_id = :account AND c.station_id = :station)
                        SELECT count(*) AS unknown FROM told t WHERE NOT EXISTS (SELECT FROM connector c WHERE c.account_id = :account
                            AND c.station_id = :station AND c.evse = t.evse AND c.connector = t.connector)""")
                        .bind("account", account.value()).bind("station", station.value()), form.connectors())
                        .column("evse", ConnectorForm::evse).column("connector", ConnectorForm::connector)
                        .column("power", ConnectorForm::maxPowerKw).bound()
                        .map(row -> Objects.requireNonNull(row.get("unknown", Long.class))).one().filter(unknown -> unknown == 0)
                        .switchIfEmpty(Mono.error(() -> Problem.badRequest("The station has no such connector.",
                                new Problem.Field("connectors", "names one that the station never told of"))))))
                .then();
    }

    /** The connectors that the station told of. */
    Flux<Place> connectors(AccountId account, StationId station) {
        return database.many(account, db -> db
                .sql("""
                SELECT evse, connector FROM connector WHERE account_id = :account AND station_id = :station AND evse > 0 ORDER BY evse, connector""")
                .bind("account", account.value()).bind("station", station.value()).map(PowerRows::place).all());
    }

    /** Of one station, under row-level security. */
    Flux<PowerRow> of(AccountId account, StationId station) {
        return database.many(account, db -> of(db, List.of(new StationKey(account, station))));
    }

    private static PowerRow row(Readable row) {
        var key = new StationKey(new AccountId(text(row, "account_id")), new StationId(text(row, "station_id")));
        var make = new Make(row.get("vendor", String.class), row.get("model", String.class), row.get("firmware_version", String.class));
        return new PowerRow(key, text(row, "kind"), place(row), row.get("value", BigDecimal.class), row.get("unit", String.class), make);
    }

    private static Place place(Readable row) {
        return new Place(Objects.requireNonNull(row.get("evse", Integer.class)),
                Objects.requireNonNull(row.get("connector", Integer.class)));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
