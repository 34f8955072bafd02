package io.wattline.portal.csms;

import io.wattline.model.account.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signed-in user; {@code timeZone} is an IANA name, null when he never chose one. */
public record Me(String userId, String email, String name, String accountId, String accountName, List<String> permissions,
        @Nullable String timeZone, @Nullable String language, @Nullable Boolean darkMode) {
    public Me {
        permissions = List.copyOf(permissions);
    }

    public boolean may(Permission permission) { return permissions.contains(permission.wireName()); }
}
