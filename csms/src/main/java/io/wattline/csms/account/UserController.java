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
    private final Passwords passwords;
    private final Bodies bodies;

    UserController(UserRows users, Passwords passwords, Bodies bodies) {
        this.users = users;
        this.passwords = passwords;
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
    Mono<UserView> get(Caller caller, @PathVariable UserId id) { return users.find(caller.account(), id).switchIfEmpty(unknown(id)); }

    @Needs(Permission.MANAGE_USERS)
    @PostMapping
    Mono<ResponseEntity<UserView>> create(Caller caller, @Schema(implementation = UserForm.class) @RequestBody JsonNode body) {
        UserForm form = bodies.over(UserForm.BLANK, body);
        if (form.password() == null) throw Problem.badRequest("A new user needs a password.", new Problem.Field("password", "is missing"));
        requireAll(caller, form.granted());
        var id = new UserId(UUID.randomUUID());
        return passwords.hash(form.password()).flatMap(hash -> users.create(caller.account(), id, form, hash))
                .map(user -> ResponseEntity.created(URI.create("/api/v1/users/" + id)).body(user));
    }

    @Needs(Permission.MANAGE_USERS)
    @PatchMapping("/{id}")
    Mono<UserView> change(Caller caller, @PathVariable UserId id, @Schema(implementation = UserForm.class) @RequestBody JsonNode body) {
        return users.find(caller.account(), id).switchIfEmpty(unknown(id))
                .map(user -> allowed(caller, user, bodies.over(user.form(), body)))
                .flatMap(form -> newHash(form).flatMap(hash -> users.change(caller.account(), id, hash.orElse(null),
                        user -> allowed(caller, user, bodies.over(user.form(), body)))));
    }

    @Needs(Permission.MANAGE_USERS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable UserId id) {
        if (caller.user().equals(id)) return Mono.error(() -> Problem.conflict("You cannot delete yourself."));
        return users.find(caller.account(), id).switchIfEmpty(unknown(id)).doOnNext(user -> requireAll(caller, user.form().granted()))
                .flatMap(_ -> users.delete(caller.account(), id));
    }

    private Mono<Optional<String>> newHash(UserForm form) {
        return form.password() == null ? Mono.just(Optional.empty()) : passwords.hash(form.password()).map(Optional::of);
    }

    private static UserForm allowed(Caller caller, UserView user, UserForm form) {
        requireAll(caller, user.form().granted());
        Set<Permission> granted = form.granted();
        requireAll(caller, granted);
        if (caller.user().value().equals(user.id()) && (!form.enabled() || !granted.contains(Permission.MANAGE_USERS)))
            throw Problem.conflict("You cannot lock yourself out.");
        return form;
    }

    private static void requireAll(Caller caller, Set<Permission> permissions) { permissions.forEach(caller::require); }

    private static <T> Mono<T> unknown(UserId id) {
        return Mono.error(() -> Problem.notFound("unknown_user", "There is no user " + id + "."));
    }
}
