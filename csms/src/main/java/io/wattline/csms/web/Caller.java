package io.wattline.csms.web;

import io.wattline.csms.database.Actor;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who makes a request, as the access token says; a controller method takes one as an argument. */
public record Caller(UserId user, AccountId account, Set<Permission> permissions, String email, String name) {
    public Caller { permissions = Set.copyOf(permissions); }

    public boolean may(Permission permission) { return permissions.contains(permission); }

    /** Fails with the problem {@code forbidden} unless the caller has the permission. */
    public void require(Permission permission) {
        if (!may(permission)) throw Problem.forbidden("This needs the permission " + permission.wireName() + ".");
    }

    Actor actor(@Nullable String address, @Nullable String request) {
        return new Actor(Actor.Kind.USER, user.toString(), email, address, request);
    }

    static Caller of(Jwt token) {
        List<String> permissions = token.getClaimAsStringList("permissions");
        return new Caller(UserId.of(token.getSubject()), new AccountId(token.getClaimAsString("account")),
                permissions.stream().map(Permission::ofWireName).collect(Collectors.toSet()), token.getClaimAsString("email"),
                token.getClaimAsString("name"));
    }
}
