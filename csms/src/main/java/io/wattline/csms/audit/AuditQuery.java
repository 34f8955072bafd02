package io.wattline.csms.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries: by whom (id or name), which action or all of a target ({@code tag} and {@code tag.change}), done to what, with which
 * request, from a time (inclusive) to a time (exclusive). What is not said does not matter.
 */
record AuditQuery(@Nullable String actor, @Nullable String action, @Nullable String targetKind, @Nullable String targetId,
        @Nullable String requestId, @Nullable Instant from, @Nullable Instant to) {}
