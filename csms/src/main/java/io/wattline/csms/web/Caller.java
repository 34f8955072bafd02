package io.wattline.csms.web;

import io.wattline.csms.database.Actor;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request; a controller method takes one as an argument. An API key is an actor of its own: its id stands in the place of a
 * user's, so that what it does appears as its doing, and nothing is assigned to it.
 *
 * @param email of a user; of a key, that of the user who made it
 * @param key the recognisable beginning of the key that calls, null when a user does
 * @param session in which a user calls, null when a key or a visitor does
 * @param visit whether an administrator of the platform looks into the account
 */
public record Caller(UserId user, AccountId account, Set<Permission> permissions, String email, String name, @Nullable String key,
        @Nullable UUID session, boolean visit) {
    public Caller { permissions = Set.copyOf(permissions); }

    public Caller(UserId user, AccountId account, Set<Permission> permissions, String email, String name) {
        this(user, account, permissions, email, name, null);
    }

    public Caller(UserId user, AccountId account, Set<Permission> permissions, String email, String name, @Nullable String key) {
        this(user, account, permissions, email, name, key, null, false);
    }

    public boolean isKey() { return key != null; }

    /** Whom to name where it is told who did something. */
    public String actor() { return key == null ? email : "API key " + name; }

    Actor actor(@Nullable String address, @Nullable String request) {
        if (key != null) return new Actor(Actor.Kind.API_KEY, user.toString(), name, address, request);
        return new Actor(visit ? Actor.Kind.PLATFORM_ADMIN : Actor.Kind.USER, user.toString(), email, address, request);
    }

    public boolean may(Permission permission) { return permissions.contains(permission); }

    /** Fails with the problem {@code forbidden} unless the caller has the permission. */
    public void require(Permission permission) {
        if (!may(permission)) throw Problem.forbidden("This needs the permission " + permission.wireName() + ".");
    }
}
