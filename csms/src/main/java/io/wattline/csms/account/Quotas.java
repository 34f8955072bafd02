package io.wattline.csms.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How much of the platform an account may use; null where there is no limit.
 *
 * @param messagesPerMinute of all its stations together; more are answered later, and none is lost
 * @param requestsPerMinute of REST, by all its users and keys together
 * @param uploadBytes what its stations left, together
 */
public record Quotas(@Min(0) @Nullable Integer stations, @Min(0) @Nullable Integer users, @Min(0) @Nullable Integer tags,
        @Min(0) @Nullable Long uploadBytes, @Min(1) @Max(100_000_000) @Nullable Integer messagesPerMinute,
        @Min(1) @Max(100_000_000) @Nullable Integer requestsPerMinute) {
    /** No limits. */
    public static final Quotas NONE = new Quotas(null, null, null, null, null, null);
}
