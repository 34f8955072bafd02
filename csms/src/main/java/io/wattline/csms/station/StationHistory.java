package io.wattline.csms.station;

import static io.wattline.csms.database.QueryParameter.nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What a station was and did, newest first: the stored facts in the order of their commit. */
@Repository
class StationHistory {
    record StatusItem(@Schema(hidden = true) long sequence, Instant at, int evse, int connector, String status, String reportedStatus,
            @Nullable String errorCode, @Nullable String info) {}

    /** {@code at} is the station's time, {@code receivedAt} ours; {@code data} depends on the type. */
    record EventItem(long sequence, Instant at, Instant receivedAt, String type, @Nullable Integer evse, @Nullable Integer connector,
            @JsonRawValue @Schema(type = "object") String data) {}

    /** A span of the station's time, both ends open when null. */
    record Span(@Nullable Instant from, @Nullable Instant to) {}

    /** Partitions are by our time; a clock that is wrong by more than this hides facts from a narrow span. */
    private static final String WHERE = """
            FROM outbox WHERE account_id = :account AND station_id = :station
                AND (:from::timestamptz IS NULL OR (at >= :from AND received_at >= :from::timestamptz - interval '1 day'))
                AND (:to::timestamptz IS NULL OR at < :to) AND (:before::bigint IS NULL OR sequence < :before)
            """;

    private final AccountDatabase database;

    StationHistory(AccountDatabase database) { this.database = database; }

    Flux<StatusItem> statuses(AccountId account, StationId station, Span span, PageQuery page) {
        return database.many(account, db -> bound(account, station, span, page, db.sql("""
                SELECT sequence, at, evse, connector, data ->> 'status' AS status, data ->> 'reportedStatus' AS reported, data ->> 'errorCode' AS error,
                    data ->> 'info' AS info
                """ + WHERE + "AND type = 'status.changed' ORDER BY sequence DESC LIMIT :rows"))
                .map(row -> new StatusItem(row.get("sequence", Long.class), row.get("at", Instant.class), row.get("evse", Integer.class),
                        row.get("connector", Integer.class), row.get("status", String.class), row.get("reported", String.class),
                        row.get("error", String.class), row.get("info", String.class)))
                .all());
    }

    Flux<EventItem> events(AccountId account, StationId station, @Nullable String type, Span span, PageQuery page) {
        return database.many(account, db -> bound(account, station, span, page,
                db.sql("SELECT sequence, at, received_at, type, evse, connector, data::text AS data\n" + WHERE
                        + "AND (:type::text IS NULL OR type = :type) ORDER BY sequence DESC LIMIT :rows")
                        .bind("type", nullable(type, String.class)))
                .map(row -> new EventItem(row.get("sequence", Long.class), row.get("at", Instant.class),
                        row.get("received_at", Instant.class),
                        row.get("type", String.class), row.get("evse", Integer.class), row.get("connector", Integer.class),
                        row.get("data", String.class)))
                .all());
    }

    private static GenericExecuteSpec bound(AccountId account, StationId station, Span span, PageQuery page, GenericExecuteSpec statement) {
        return statement.bind("account", account.value()).bind("station", station.value()).bind("rows", page.rows())
                .bind("before", nullable(page.afterNumber(), Long.class)).bind("from", nullable(span.from(), Instant.class))
                .bind("to", nullable(span.to(), Instant.class));
    }
}
