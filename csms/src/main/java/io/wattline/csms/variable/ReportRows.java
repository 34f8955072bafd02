package io.wattline.csms.variable;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.event.ReportRequested;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reports as their parts come in. A report is complete when all parts up to the last are there, in whatever order they came. */
@Component
@CrossTenant("a batch holds reports of all accounts; every row names its account")
class ReportRows {
    Mono<Void> write(DatabaseClient db, List<ReportChange> rows) {
        return rows.isEmpty() ? Mono.empty() : keep(db, rows).then(complete(db, rows));
    }

    /** A request begins anew, unless parts that nobody asked for came just before: then the station reported before it answered. */
    private static Mono<Void> keep(DatabaseClient db, List<ReportChange> rows) {
        return Rows.of(db.sql("""
                INSERT INTO variable_report AS old (account_id, station_id, request_id, kind, requested_at, parts, last_part, updated_at)
                SELECT account_id, station_id, request_id, kind, at, string_to_array(parts, ',')::int[], last_part, at
                FROM unnest(:account::text[], :station::text[], :request::int[], :kind::text[], :parts::text[], :lastPart::int[], :at::timestamptz[])
                    AS r(account_id, station_id, request_id, kind, parts, last_part, at)
                ON CONFLICT (account_id, station_id, request_id) DO UPDATE SET
                    (kind, requested_at, parts, last_part, completed_at) = (
                        SELECT COALESCE(excluded.kind, old.kind), CASE WHEN joins THEN old.requested_at ELSE excluded.requested_at END,
                            CASE WHEN joins THEN ARRAY(SELECT DISTINCT p FROM unnest(old.parts || excluded.parts) AS p ORDER BY p) ELSE excluded.parts END,
                            CASE WHEN joins THEN COALESCE(excluded.last_part, old.last_part) ELSE excluded.last_part END,
                            CASE WHEN joins THEN old.completed_at END
                        FROM (SELECT excluded.kind IS NULL OR (old.kind IS NULL AND old.updated_at > excluded.updated_at - interval '5 minutes') AS joins)),
                    updated_at = excluded.updated_at"""), rows)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value())
                .column("request", ReportChange::requestId).column("kind", ReportChange::kind)
                .column("parts", ReportChange::partsText).column("lastPart", ReportChange::lastPart)
                .column("at", ReportChange::at).bound().then();
    }

    /** What a full report did not mention is no more. */
    private static Mono<Void> complete(DatabaseClient db, List<ReportChange> rows) {
        return Rows.of(db.sql("""
                WITH done AS (
                    UPDATE variable_report r SET completed_at = r.updated_at, firmware_version = s.firmware_version
                    FROM unnest(:account::text[], :station::text[], :request::int[]) AS k(account_id, station_id, request_id)
                        JOIN station s USING (account_id, station_id)
                    WHERE r.account_id = k.account_id AND r.station_id = k.station_id AND r.request_id = k.request_id
                        AND r.completed_at IS NULL AND cardinality(r.parts) = r.last_part + 1
                    RETURNING r.account_id, r.station_id, r.kind, r.requested_at, r.completed_at)
                UPDATE variable v SET missing_since = done.completed_at FROM done
                WHERE done.kind = :full AND v.account_id = done.account_id AND v.station_id = done.station_id
                    AND v.updated_at < done.requested_at AND v.missing_since IS NULL""").bind("full", ReportRequested.FULL), rows)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value())
                .column("request", ReportChange::requestId).bound().then();
    }
}
