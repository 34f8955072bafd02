package io.wattline.csms.oidc;

import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as a provider vouches for him.
 *
 * @param email       null unless the provider verified it: else anybody could take the place of a user by entering his address there
 * @param permissions null when the provider has no say in them
 */
record Arrival(AccountId account, String issuer, String subject, @Nullable String email, String name,
        @Nullable Set<Permission> permissions, boolean createUser) {}
