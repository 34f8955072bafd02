package io.wattline.csms.variable;

import static io.wattline.csms.database.QueryParameter.nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What monitors noticed, newest first, as the history keeps it. */
@Repository
class MonitorEvents {
    /** {@code severity} as the event told it, else that of its monitor; {@code event} is all that was told. */
    record EventView(@Schema(hidden = true) long sequence, Instant at, Instant receivedAt, @Nullable Integer severity, String component,
            @Nullable Integer evse, String variable, String trigger, @Nullable String actualValue, @Nullable Boolean cleared,
            @JsonRawValue @Schema(type = "object") String event) {}

    private final AccountDatabase database;

    MonitorEvents(AccountDatabase database) { this.database = database; }

    Flux<EventView> list(AccountId account, StationId station, PageQuery page) {
        return database.many(account, db -> db.sql("""
                SELECT sequence, at, received_at, COALESCE((data ->> 'severity')::int, (SELECT severity FROM variable_monitor m
                        WHERE m.account_id = o.account_id AND m.station_id = o.station_id AND m.monitor_id::text = o.data ->> 'monitorId')) AS severity,
                    data -> 'variable' ->> 'component' AS component, (data -> 'variable' ->> 'evse')::int AS evse, data -> 'variable' ->> 'name' AS variable,
                    data ->> 'trigger' AS trigger, data ->> 'actualValue' AS value, (data ->> 'cleared')::boolean AS cleared, data::text AS data
                FROM outbox o WHERE account_id = :account AND station_id = :station AND type = 'station.event'
                    AND (:before::bigint IS NULL OR sequence < :before) ORDER BY sequence DESC LIMIT :rows""")
                .bind("account", account.value()).bind("station", station.value()).bind("before", nullable(page.afterNumber(), Long.class))
                .bind("rows", page.rows())
                .map(row -> new EventView(Objects.requireNonNull(row.get("sequence", Long.class)),
                        Objects.requireNonNull(row.get("at", Instant.class)), Objects.requireNonNull(row.get("received_at", Instant.class)),
                        row.get("severity", Integer.class), Objects.requireNonNull(row.get("component", String.class)),
                        row.get("evse", Integer.class), Objects.requireNonNull(row.get("variable", String.class)),
                        Objects.requireNonNull(row.get("trigger", String.class)), row.get("value", String.class),
                        row.get("cleared", Boolean.class), Objects.requireNonNull(row.get("data", String.class))))
                .all());
    }
}
