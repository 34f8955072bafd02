package io.wattline.csms.frame;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which frames: from a time (inclusive) to a time (exclusive), of an action, with a text in them whatever its case. */
record FrameQuery(@Nullable Instant from, @Nullable Instant to, @Nullable String action, @Size(max = 200) @Nullable String q) {
    /** Of those that pass live; the time does not matter. */
    boolean includes(FrameView frame) {
        return (action == null || action.equals(frame.action()))
                && (q == null || frame.payload().toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT)));
    }
}
