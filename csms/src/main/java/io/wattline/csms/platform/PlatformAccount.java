package io.wattline.csms.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account as the platform's administrators see it from outside: active or suspended. */
record PlatformAccount(String id, String name, String status, @Nullable Instant suspendedAt, @Nullable String suspensionReason,
        String currency, String timeZone, Instant createdAt, long stations, long onlineStations, long users) {}
