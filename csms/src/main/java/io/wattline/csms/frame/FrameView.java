package io.wattline.csms.frame;

import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A frame in REST; {@code payload} is its text as it went over the wire, secrets masked; {@code latencyMs} is the time since its CALL. */
record FrameView(long id, String stationId, Instant at, String direction, String type, @Nullable String action, @Nullable String messageId,
        String payload,
        @Nullable Integer latencyMs, String verdict) {
    static FrameView of(FrameRow row) {
        FrameSeen frame = row.frame();
        return new FrameView(row.id(), row.place().station().value(), frame.at(), wireName(frame.direction()), wireName(frame.type()),
                frame.action(), frame.messageId(),
                frame.text(), frame.latencyMillis(), frame.verdict());
    }

    static String wireName(Enum<?> word) { return word.name().toLowerCase(Locale.ROOT); }
}
