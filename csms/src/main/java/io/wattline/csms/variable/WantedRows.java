package io.wattline.csms.variable;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.Rows;
import io.wattline.csms.variable.DeviceModel.Drifted;
import io.wattline.csms.variable.VariableQueries.Filter;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The values that people want variables to have. */
@Repository
class WantedRows {
    private final AccountDatabase database;

    WantedRows(AccountDatabase database) { this.database = database; }

    /** Each variable once. */
    Mono<Void> want(AccountId account, StationId station, List<WantedForm> wanted, Instant now) {
        return database.one(account,
                db -> Rows.of(
                        db.sql("""
                INSERT INTO variable_wanted (account_id, station_id, variable_key, component, component_instance, evse, connector, variable, instance, value,
                    updated_at)
                SELECT :account, :station, w.*, :now FROM unnest(:key::text[], :component::text[], :componentInstance::text[], :evse::int[],
                    :connector::int[], :variable::text[], :instance::text[], :value::text[]) AS w
                ON CONFLICT (account_id, station_id, variable_key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at""")
                                .bind("account", account.value()).bind("station", station.value()).bind("now", now),
                        wanted)
                        .column("key", w -> w.ref().key()).column("component", w -> w.ref().component())
                        .column("componentInstance", w -> w.ref().componentInstance())
                        .column("evse", w -> w.ref().evse()).column("connector", w -> w.ref().connector())
                        .column("variable", w -> w.ref().name()).column("instance", w -> w.ref().instance())
                        .column("value", w -> w.value().replace("\u0000", "")).bound().then());
    }

    /** All that the filter leaves. */
    Mono<Void> forget(AccountId account, StationId station, Filter filter) {
        return database.one(account, db -> db.sql("""
                DELETE FROM variable_wanted WHERE account_id = :account AND station_id = :station
                    AND (:component::text IS NULL OR lower(component) = lower(:component))
                    AND (:variable::text IS NULL OR lower(variable) = lower(:variable))""")
                .bind("account", account.value()).bind("station", station.value())
                .bind("component", nullable(filter.component(), String.class)).bind("variable", nullable(filter.variable(), String.class))
                .then());
    }

    /** Those of the variables that the station lets nobody write. */
    Flux<String> readOnly(AccountId account, StationId station, List<WantedForm> wanted) {
        return database.many(account, db -> db.sql("""
                SELECT variable FROM variable WHERE account_id = :account AND station_id = :station AND variable_key = ANY (:keys)
                    AND attributes -> 'Actual' ->> 'mutability' = 'ReadOnly' ORDER BY variable_key""")
                .bind("account", account.value()).bind("station", station.value())
                .bind("keys", wanted.stream().map(each -> each.ref().key()).toArray(String[]::new))
                .map(row -> Objects.requireNonNull(row.get("variable", String.class))).all());
    }

    Flux<Drifted> drifted(AccountId account, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT w.* FROM variable_wanted w LEFT JOIN variable v USING (account_id, station_id, variable_key)
                WHERE w.account_id = :account AND w.station_id = :station
                    AND""" + VariableQueries.DRIFT + " ORDER BY variable_key")
                .bind("account", account.value()).bind("station", station.value())
                .map(row -> new Drifted(VariableQueries.ref(row), Objects.requireNonNull(row.get("value", String.class)))).all());
    }
}
