package io.wattline.csms.frame;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** A query as SQL: what is asked for becomes conditions on {@code frame}, and each value a parameter. */
final class FrameSearch {
    private final StringBuilder conditions = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final boolean named;

    FrameSearch(FrameQuery query, @Nullable Long before) {
        named = query.stationId() != null && !query.stationId().isEmpty();
        if (named) values.put("stations", query.stationId().toArray(String[]::new));
        where("at >= :from", "from", query.from());
        where("at < :to", "to", query.to());
        where("action = :action", "action", query.action());
        where("message_id = :messageId", "messageId", query.messageId());
        where("direction = :direction", "direction", query.direction());
        where("type = :type", "type", query.type());
        where("verdict = :verdict", "verdict", query.verdict());
        where("strpos(lower(payload), lower(:q)) > 0", "q", query.q());
        where("frame_id < :before", "before", before);
        // An id is never before its time: this spares the partitions of later days.
        where("at <= :beforeTime", "beforeTime", before == null ? null : Instant.EPOCH.plus(before, ChronoUnit.MICROS));
    }

    private void where(String condition, String name, @Nullable Object value) {
        if (value == null) return;
        conditions.append(" AND ").append(condition);
        values.put(name, value);
    }

    /** Whose frames are looked at. */
    String stations() {
        return named
                ? "SELECT DISTINCT unnest(:stations::text[]) AS station_id"
                : "SELECT station_id FROM station WHERE account_id = :account";
    }

    String conditions() { return conditions.toString(); }

    GenericExecuteSpec bound(GenericExecuteSpec statement) {
        GenericExecuteSpec bound = statement;
        for (var value : values.entrySet()) bound = bound.bind(value.getKey(), value.getValue());
        return bound;
    }
}
