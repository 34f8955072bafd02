package io.wattline.csms.frame;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which frames: from a time (inclusive) to a time (exclusive), of stations, of an action, with a message id, in or out, of a type, with a verdict,
 * with a text in them whatever its case. What is not said does not matter.
 */
record FrameQuery(@Nullable Instant from, @Nullable Instant to, @Nullable List<String> stationId, @Nullable String action,
        @Nullable String messageId, @Nullable String direction, @Nullable String type, @Nullable String verdict,
        @Size(max = 200) @Nullable String q) {
    FrameQuery of(String station) { return new FrameQuery(from, to, List.of(station), action, messageId, direction, type, verdict, q); }

    /** Of those that are kept. */
    boolean finds(FrameView frame) {
        return (from == null || !frame.at().isBefore(from)) && (to == null || frame.at().isBefore(to)) && includes(frame);
    }

    /** Of those that pass live; the time does not matter. */
    boolean includes(FrameView frame) {
        return (action == null || action.equals(frame.action())) && (messageId == null || messageId.equals(frame.messageId()))
                && (direction == null || direction.equals(frame.direction())) && (type == null || type.equals(frame.type()))
                && (verdict == null || verdict.equals(frame.verdict()))
                && (q == null || frame.payload().toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT)));
    }
}
