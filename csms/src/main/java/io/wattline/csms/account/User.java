package io.wattline.csms.account;

import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.util.Set;

/** A user as far as signing in is concerned, with all that his permissions come to. */
record User(AccountId account, UserId id, String email, String name, Set<Permission> permissions, boolean enabled, String passwordHash) {
    User { permissions = Set.copyOf(Permission.ofUser(permissions)); }
}
