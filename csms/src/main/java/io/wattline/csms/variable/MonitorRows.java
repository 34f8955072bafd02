package io.wattline.csms.variable;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.variable.MonitorChanges.Cleared;
import io.wattline.csms.variable.MonitorChanges.SetMonitor;
import io.wattline.csms.variable.MonitorChanges.StreamValue;
import io.wattline.model.event.MonitorFact.Monitor;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What ingest writes of monitors: many rows with one statement. */
@Component
@CrossTenant("a batch holds monitors of all accounts; every row names its account")
class MonitorRows {
    Mono<Void> write(DatabaseClient db, MonitorChanges changes) {
        return clear(db, changes.cleared()).then(set(db, changes.monitors())).then(stream(db, changes.values()));
    }

    /** A null id is all of the station's, or all that somebody set. */
    private static Mono<Void> clear(DatabaseClient db, List<Cleared> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                DELETE FROM variable_monitor m
                USING unnest(:account::text[], :station::text[], :id::int[], :custom::boolean[]) AS c(account_id, station_id, id, custom)
                WHERE m.account_id = c.account_id AND m.station_id = c.station_id AND (c.id IS NULL OR m.monitor_id = c.id)
                    AND (NOT c.custom OR m.event_notification_type = :customMonitor)""").bind("customMonitor", Monitor.CUSTOM), rows)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value())
                .column("id", Cleared::id).column("custom", Cleared::customOnly).bound().then();
    }

    private static Mono<Void> set(DatabaseClient db, List<SetMonitor> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                INSERT INTO variable_monitor AS old (account_id, station_id, monitor_id, variable_key, type, value, severity, transaction_only,
                    event_notification_type, updated_at)
                SELECT * FROM unnest(:account::text[], :station::text[], :id::int[], :key::text[], :type::text[], :value::numeric[], :severity::int[],
                    :transactionOnly::boolean[], :notification::text[], :at::timestamptz[])
                ON CONFLICT (account_id, station_id, monitor_id) DO UPDATE SET variable_key = excluded.variable_key, type = excluded.type,
                    value = excluded.value, severity = excluded.severity, transaction_only = excluded.transaction_only,
                    event_notification_type = COALESCE(excluded.event_notification_type, old.event_notification_type),
                    updated_at = excluded.updated_at"""), rows)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value())
                .column("id", r -> r.monitor().id()).column("key", r -> r.monitor().variable().key())
                .column("type", r -> r.monitor().type()).column("value", r -> r.monitor().value())
                .column("severity", r -> r.monitor().severity())
                .column("transactionOnly", r -> r.monitor().transactionOnly())
                .column("notification", r -> r.monitor().notification()).column("at", SetMonitor::at).bound()
                .then();
    }

    /** A stream belongs to a monitor, and that one to a variable. */
    private static Mono<Void> stream(DatabaseClient db, List<StreamValue> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                UPDATE variable v SET attributes = v.attributes || jsonb_build_object('Actual',
                        COALESCE(v.attributes -> 'Actual', '{}') || jsonb_build_object('value', s.value)), updated_at = s.at
                FROM unnest(:account::text[], :station::text[], :stream::text[], :value::text[], :at::timestamptz[])
                        AS s(account_id, station_id, stream, value, at)
                    JOIN station_notice n ON n.account_id = s.account_id AND n.station_id = s.station_id AND n.kind = 'event-stream' AND n.key = s.stream
                    JOIN variable_monitor m ON m.account_id = s.account_id AND m.station_id = s.station_id
                        AND m.monitor_id::text = n.data ->> 'variableMonitoringId'
                WHERE v.account_id = m.account_id AND v.station_id = m.station_id AND v.variable_key = m.variable_key"""), rows)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value())
                .column("stream", r -> Integer.toString(r.stream())).column("value", StreamValue::value)
                .column("at", StreamValue::receivedAt).bound().then();
    }
}
