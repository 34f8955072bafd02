package io.wattline.csms.frame;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * A query as SQL: conditions on the rows of {@code frame} that may hold what is asked for, and each value a parameter. A row holds a block of
 * frames, or one frame if it is from the time before there were blocks; what of it is meant is seen when it is read.
 */
final class FrameSearch {
    private final StringBuilder conditions = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final boolean named;

    FrameSearch(FrameQuery query, @Nullable Long before) {
        named = query.stationId() != null && !query.stationId().isEmpty();
        if (named) values.put("stations", query.stationId().toArray(String[]::new));
        where("at >= :from", "from", query.from());
        where("at < :to", "to", query.to() == null ? null : query.to().plus(FrameBlock.SPAN));
        holds("action", query.action());
        holds("message_id", query.messageId());
        holds("direction", query.direction());
        holds("type", query.type());
        holds("verdict", query.verdict());
        where("strpos(lower(payload), lower(:q)) > 0", "q", query.q() == null ? null : FrameText.escaped(query.q()));
        if (before != null) upTo(before > Long.MAX_VALUE - FrameBlock.SPAN_MICROS ? before : before + FrameBlock.SPAN_MICROS);
    }

    /** Only rows that come after that one, when the newest come first. */
    FrameSearch after(long id, String station) {
        upTo(id);
        where("(frame_id < :id OR station_id < :station)", "station", station);
        return this;
    }

    private void upTo(long id) {
        where("frame_id <= :id", "id", id);
        // An id is never before its time: this spares the partitions of later days.
        where("at <= :idTime", "idTime", FrameText.time(id));
    }

    private void holds(String column, @Nullable String value) {
        where("coalesce(%1$s = :%1$s, strpos(payload, :%1$s_field) > 0)".formatted(column), column, value);
        if (value != null) values.put(column + "_field", FrameText.field(value));
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
