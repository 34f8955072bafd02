package io.wattline.csms.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done. {@code number} counts without gaps; {@code hash} is the SHA-256 of the hash before it and of what the entry says.
 *
 * @param before and {@code after}: JSON, of changes what differs only
 */
record AuditEntry(long number, Instant at, String actorKind, @Nullable String actorId, @Nullable String actorName,
        @Nullable String address, @Nullable String requestId, String action, String targetKind, String targetId,
        @JsonRawValue @Nullable String before, @JsonRawValue @Nullable String after, String hash) {}
