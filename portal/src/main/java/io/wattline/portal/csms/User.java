package io.wattline.portal.csms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who may sign in to the account; who is {@code invited} has no password yet. */
public record User(String id, String email, @Nullable String name, @Nullable List<String> permissions, boolean enabled,
        boolean invited, boolean secondFactor, @Nullable Instant lastLoginAt, @Nullable List<String> stationIds,
        @Nullable List<String> idTags) {
    public User {
        permissions = permissions == null ? List.of() : List.copyOf(permissions);
        stationIds = stationIds == null ? List.of() : List.copyOf(stationIds);
        idTags = idTags == null ? List.of() : List.copyOf(idTags);
    }
}
