package io.wattline.csms.account;

import java.util.UUID;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as REST shows him. */
record UserView(UUID id, String email, String name, List<String> permissions, boolean enabled, @Nullable Instant lastLoginAt,
        List<String> stationIds, List<String> idTags) {
    UserForm form() { return new UserForm(email, name, permissions, enabled, stationIds, idTags, null); }
}
