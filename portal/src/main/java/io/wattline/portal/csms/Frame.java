package io.wattline.portal.csms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One OCPP frame of a station's log: {@code direction} in or out, {@code type} call, result, error or send, {@code payload} the frame text. */
public record Frame(String id, Instant at, String direction, String type, @Nullable String action, @Nullable String messageId,
        String payload,
        @Nullable Long latencyMs, @Nullable String verdict) {}
