package io.wattline.csms.account;

import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user as far as signing in is concerned, with all that his permissions come to; {@code secondFactor}: a password is not enough; without a hash he has no password. */
record User(AccountId account, UserId id, String email, String name, Set<Permission> permissions, boolean enabled,
        @Nullable String passwordHash, int rightsVersion, boolean secondFactor) {
    User { permissions = Set.copyOf(Permission.ofUser(permissions)); }
}
