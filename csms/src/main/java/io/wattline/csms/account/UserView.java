package io.wattline.csms.account;

import java.util.UUID;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as REST shows him; who is {@code invited} has no password yet. */
record UserView(UUID id, String email, String name, List<String> permissions, boolean enabled, boolean invited, boolean secondFactor,
        @Nullable Instant lastLoginAt, @Nullable String lastLoginAddress, List<String> stationIds, List<String> idTags) {
    UserForm form() { return new UserForm(email, name, permissions, enabled, stationIds, idTags, null); }
}
