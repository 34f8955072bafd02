package io.wattline.csms.account;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The users of an account. Nobody grants more than he has, nor touches somebody who has more. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {
    private final UserRows users;
    private final UserRights rights;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SecondFactor secondFactor;
    private final Bodies bodies;

    UserController(UserRows users, UserRights rights, PasswordPolicy policy, Passwords passwords, Sessions sessions,
            SecondFactor secondFactor, Bodies bodies) {
        this.users = users;
        this.rights = rights;
        this.policy = policy;
        this.passwords = passwords;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.bodies = bodies;
    }

    @Needs(Permission.READ_USERS)
    @GetMapping
    Mono<Page<UserView>> list(Caller caller, @Valid PageQuery page) {
        return users.list(caller.account(), page).collectList()
                .map(rows -> Page.of(rows, page, user -> user.email().toLowerCase(Locale.ROOT)));
    }

    @Needs(Permission.READ_USERS)
    @GetMapping("/{id}")
    Mono<UserView> get(Caller caller, @PathVariable UserId id) {
        return users.find(caller.account(), id).switchIfEmpty(UserRights.unknown(id));
    }

    @Needs(Permission.MANAGE_USERS)
    @PostMapping
    Mono<ResponseEntity<UserView>> create(Caller caller, @Schema(implementation = UserForm.class) @RequestBody JsonNode body) {
        UserForm form = bodies.over(UserForm.BLANK, body);
        if (form.password() == null) throw Problem.badRequest("A new user needs a password.", new Problem.Field("password", "is missing"));
        policy.require("password", form.password(), form.email(), form.name());
        var id = new UserId(UUID.randomUUID());
        return rights.mayGrant(caller, UserForm.BLANK, form).then(passwords.hash(form.password()))
                .flatMap(hash -> users.create(caller.account(), id, form, hash))
                .map(user -> ResponseEntity.created(URI.create("/api/v1/users/" + id)).body(user));
    }

    /** A new password, and being disabled, end the user's sessions; other permissions hold at once. */
    @Needs(Permission.MANAGE_USERS)
    @PatchMapping("/{id}")
    Mono<UserView> change(Caller caller, @PathVariable UserId id, @Schema(implementation = UserForm.class) @RequestBody JsonNode body) {
        return rights.over(caller, id).flatMap(user -> {
            UserForm form = allowed(caller, user, bodies.over(user.form(), body));
            return rights.mayGrant(caller, user.form(), form).then(newHash(form));
        }).flatMap(hash -> users.change(caller.account(), id, hash.orElse(null),
                user -> allowed(caller, user, bodies.over(user.form(), body)))).doOnNext(_ -> sessions.changed(caller.account(), id));
    }

    @Needs(Permission.MANAGE_USERS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable UserId id) {
        if (caller.user().equals(id)) return Mono.error(() -> Problem.conflict("You cannot delete yourself."));
        return rights.over(caller, id).flatMap(_ -> users.delete(caller.account(), id))
                .doOnSuccess(_ -> sessions.changed(caller.account(), id));
    }

    /** For somebody who lost his phone and his recovery codes. */
    @Needs(Permission.MANAGE_USERS)
    @DeleteMapping("/{id}/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> turnOffSecondFactor(Caller caller, @PathVariable UserId id) {
        if (caller.user().equals(id)) return Mono.error(() -> Problem.conflict("Turn off your own with your password."));
        return rights.over(caller, id).then(Mono.defer(() -> secondFactor.turnOff(caller.account(), id))).then();
    }

    private Mono<Optional<String>> newHash(UserForm form) {
        if (form.password() == null) return Mono.just(Optional.empty());
        policy.require("password", form.password(), form.email(), form.name());
        return passwords.hash(form.password()).map(Optional::of);
    }

    private static UserForm allowed(Caller caller, UserView user, UserForm form) {
        UserRights.requireAll(caller, user.form().granted());
        Set<Permission> granted = form.granted();
        UserRights.requireAll(caller, granted);
        if (caller.user().value().equals(user.id()) && (!form.enabled() || !granted.contains(Permission.MANAGE_USERS)))
            throw Problem.conflict("You cannot lock yourself out.");
        return form;
    }
}
