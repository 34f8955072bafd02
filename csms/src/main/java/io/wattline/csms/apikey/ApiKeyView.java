package io.wattline.csms.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as REST shows it; {@code key} is the key itself, in the answer that made it and nowhere else. */
record ApiKeyView(UUID id, String name, String prefix, List<String> permissions, int requestsPerMinute, UUID createdBy, Instant createdAt,
        Instant expiresAt, @Nullable Instant lastUsedAt, @Nullable String lastUsedFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
    ApiKeyView with(Secret secret) {
        return new ApiKeyView(id, name, prefix, permissions, requestsPerMinute, createdBy, createdAt, expiresAt, lastUsedAt, lastUsedFrom,
                secret.value());
    }
}
