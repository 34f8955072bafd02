package io.wattline.csms.variable;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Device models as people and other features read them. */
@Repository
class VariableQueries {
    /** What is wanted and not so; {@code true} and {@code True} are one. Unknown is not so. */
    static final String DRIFT = """
            (w.value IS NOT NULL AND v.attributes -> 'Actual' ->> 'value' IS DISTINCT FROM w.value
                AND NOT (lower(w.value) IN ('true', 'false') AND lower(v.attributes -> 'Actual' ->> 'value') IS NOT DISTINCT FROM lower(w.value)))""";

    private static final String ROWS = """
            SELECT variable_key, COALESCE(v.component, w.component) AS component, COALESCE(v.component_instance, w.component_instance) AS component_instance,
                COALESCE(v.evse, w.evse) AS evse, COALESCE(v.connector, w.connector) AS connector, COALESCE(v.variable, w.variable) AS variable,
                COALESCE(v.instance, w.instance) AS instance, v.attributes::text AS attributes, v.unit, v.data_type, v.min_limit, v.max_limit, v.values_list,
                v.supports_monitoring, COALESCE(v.reboot_required, false) AS reboot_required, v.missing_since,
                COALESCE(v.updated_at, w.updated_at) AS updated_at, w.value AS wanted, %1$s AS drift,
                (SELECT json_agg(json_build_object('id', monitor_id, 'type', type, 'value', m.value, 'severity', severity, 'transaction', transaction_only,
                    'eventNotificationType', event_notification_type) ORDER BY monitor_id) FROM variable_monitor m
                    WHERE m.account_id = :account AND m.station_id = :station AND m.variable_key = COALESCE(v.variable_key, w.variable_key))::text AS monitors
            FROM (SELECT * FROM variable WHERE account_id = :account AND station_id = :station) v
                FULL JOIN (SELECT * FROM variable_wanted WHERE account_id = :account AND station_id = :station) w USING (variable_key)
            """.formatted(DRIFT);

    private static final String SELECTED = ROWS + """
            WHERE (:component::text IS NULL OR lower(COALESCE(v.component, w.component)) = lower(:component))
                AND (:variable::text IS NULL OR lower(COALESCE(v.variable, w.variable)) = lower(:variable))
                AND (:q::text IS NULL OR strpos(lower(concat_ws(' ', v.component, v.component_instance, v.variable, v.instance, w.component, w.variable,
                    v.attributes -> 'Actual' ->> 'value')), lower(:q)) > 0)
                AND (NOT :drift OR %s) AND (:after::text IS NULL OR variable_key > :after)
            ORDER BY variable_key LIMIT :rows""".formatted(DRIFT);

    record Filter(@Nullable String component, @Nullable String variable, @Nullable String q, @Nullable Boolean drift) {}

    record Row(VariableRef ref, @Nullable String attributes, @Nullable String unit, @Nullable String dataType, @Nullable BigDecimal min,
            @Nullable BigDecimal max, List<String> values, @Nullable Boolean supportsMonitoring, boolean rebootRequired,
            @Nullable Instant missingSince, Instant updatedAt, @Nullable String wanted, boolean drift, @Nullable String monitors) {}

    private final AccountDatabase database;

    VariableQueries(AccountDatabase database) { this.database = database; }

    Mono<String> value(AccountId account, StationId station, String component, String variable) {
        return database.one(account, db -> db.sql("""
                SELECT attributes -> 'Actual' ->> 'value' AS value FROM variable
                WHERE account_id = :account AND station_id = :station AND lower(component) = lower(:component) AND lower(variable) = lower(:variable)
                    AND missing_since IS NULL AND attributes -> 'Actual' ->> 'value' IS NOT NULL ORDER BY variable_key LIMIT 1""")
                .bind("account", account.value()).bind("station", station.value()).bind("component", component).bind("variable", variable)
                .map(row -> text(row, "value")).one());
    }

    Mono<String> value(AccountId account, StationId station, VariableRef variable) {
        return database.one(account, db -> db.sql("""
                SELECT attributes -> 'Actual' ->> 'value' AS value FROM variable
                WHERE account_id = :account AND station_id = :station AND variable_key = :key AND missing_since IS NULL
                    AND attributes -> 'Actual' ->> 'value' IS NOT NULL""")
                .bind("account", account.value()).bind("station", station.value()).bind("key", variable.key())
                .map(row -> text(row, "value")).one());
    }

    Mono<String> nearest(AccountId account, StationId station, int evse, String variable) {
        return database.one(account, db -> db
                .sql("""
                SELECT attributes -> 'Actual' ->> 'value' AS value FROM variable
                WHERE account_id = :account AND station_id = :station AND lower(variable) = lower(:variable) AND evse IN (0, :evse)
                    AND missing_since IS NULL AND attributes -> 'Actual' ->> 'value' IS NOT NULL ORDER BY evse DESC, variable_key LIMIT 1""")
                .bind("account", account.value()).bind("station", station.value()).bind("evse", evse).bind("variable", variable)
                .map(row -> text(row, "value")).one());
    }

    Mono<BigDecimal> most(AccountId account, StationId station, VariableRef variable) {
        return database.one(account, db -> db.sql("""
                SELECT max_limit FROM variable WHERE account_id = :account AND station_id = :station AND variable_key = :key
                    AND missing_since IS NULL AND max_limit IS NOT NULL""").bind("account", account.value())
                .bind("station", station.value()).bind("key", variable.key())
                .map(row -> Objects.requireNonNull(row.get("max_limit", BigDecimal.class))).one());
    }

    /** {@code value}: empty when there is none. */
    record Told(String key, String value) {}

    Flux<Told> told(AccountId account, StationId station, Set<String> keys) {
        return database.many(account, db -> db.sql("""
                SELECT variable_key, CASE WHEN missing_since IS NULL THEN COALESCE(attributes -> 'Actual' ->> 'value', '') ELSE '' END AS value
                FROM variable WHERE account_id = :account AND station_id = :station AND variable_key = ANY (:keys)""")
                .bind("account", account.value()).bind("station", station.value()).bind("keys", keys.toArray(String[]::new))
                .map(row -> new Told(text(row, "variable_key"), text(row, "value"))).all());
    }

    Flux<Row> list(AccountId account, StationId station, Filter filter, PageQuery page) {
        return database.many(account, db -> db.sql(SELECTED).bind("account", account.value()).bind("station", station.value())
                .bind("component", nullable(filter.component(), String.class)).bind("variable", nullable(filter.variable(), String.class))
                .bind("q", nullable(filter.q(), String.class)).bind("drift", Boolean.TRUE.equals(filter.drift()))
                .bind("after", nullable(page.after(), String.class)).bind("rows", page.rows()).map(VariableQueries::row).all());
    }

    private static Row row(Readable row) {
        String[] values = row.get("values_list", String[].class);
        return new Row(ref(row), row.get("attributes", String.class), row.get("unit", String.class), row.get("data_type", String.class),
                row.get("min_limit", BigDecimal.class), row.get("max_limit", BigDecimal.class),
                values == null ? List.of() : List.of(values),
                row.get("supports_monitoring", Boolean.class), Boolean.TRUE.equals(row.get("reboot_required", Boolean.class)),
                row.get("missing_since", Instant.class), Objects.requireNonNull(row.get("updated_at", Instant.class)),
                row.get("wanted", String.class), Boolean.TRUE.equals(row.get("drift", Boolean.class)), row.get("monitors", String.class));
    }

    static VariableRef ref(Readable row) {
        return new VariableRef(text(row, "component"), row.get("component_instance", String.class),
                Objects.requireNonNull(row.get("evse", Integer.class)),
                Objects.requireNonNull(row.get("connector", Integer.class)), text(row, "variable"), row.get("instance", String.class));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
