package io.wattline.csms.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hears of every frame in both directions; must return at once. */
public interface FrameListener {
    void onFrame(StationPrincipal station, FrameSeen frame);

    /**
     * {@code latencyMillis}: for an answer, the time since its CALL. {@code verdict}: {@code ok}, {@code tolerated} (understood after a repair), {@code late}, or the error code that the frame earned or carries.
     */
    record FrameSeen(Instant at, Direction direction, Type type, @Nullable String action, String messageId, String text,
            @Nullable Integer latencyMillis,
            String verdict) {}

    enum Direction { IN, OUT }

    /** {@code LOST} is no frame: it stands where some were that could not be kept. */
    enum Type { CALL, RESULT, ERROR, SEND, BROKEN, LOST }
}
