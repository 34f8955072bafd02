package io.wattline.csms.account;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.account.LinkSender.PasswordLink;
import io.wattline.csms.account.PasswordLinkRows.Invited;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Open;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Inviting people, helping those who forgot their password, and what they do with the link they get. */
@RestController
@RequestMapping("/api/v1")
class PasswordLinkController {
    /** The link is told this once. */
    record LinkView(UUID userId, String email, String link, Instant expiresAt) {
        static LinkView of(UserView user, PasswordLink link) {
            return new LinkView(user.id(), user.email(), link.link(), link.expiresAt());
        }
    }

    /** {@code link} is what stands behind the # of a link. */
    record LinkForm(@NotNull String link) {}

    record UseForm(@NotNull String link, @NotNull String password, @Size(max = 100) @Nullable String name) {}

    record InvitedView(String accountName, String email, String name, boolean invitation, Instant expiresAt) {
        static InvitedView of(Invited invited) {
            return new InvitedView(invited.accountName(), invited.email(), invited.name(), invited.invitation(), invited.expiresAt());
        }
    }

    private final UserRows users;
    private final UserRights rights;
    private final PasswordLinks links;
    private final Bodies bodies;

    PasswordLinkController(UserRows users, UserRights rights, PasswordLinks links, Bodies bodies) {
        this.users = users;
        this.rights = rights;
        this.links = links;
        this.bodies = bodies;
    }

    /** Like a new user, who chooses his password himself. */
    @Needs(Permission.MANAGE_USERS)
    @PostMapping("/users/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<LinkView> invite(Caller caller, @Schema(implementation = UserForm.class) @RequestBody JsonNode body) {
        UserForm form = bodies.over(UserForm.BLANK, body);
        if (form.password() != null)
            throw Problem.badRequest("Whoever is invited chooses his password.", new Problem.Field("password", "is not taken here"));
        var id = new UserId(UUID.randomUUID());
        return rights.mayGrant(caller, UserForm.BLANK, form).then(Mono.defer(() -> users.create(caller.account(), id, form, null)))
                .flatMap(user -> links.issue(caller.account(), user).map(link -> LinkView.of(user, link)));
    }

    /** A new invitation for somebody who never had a password, else a way to set a new one. */
    @Needs(Permission.MANAGE_USERS)
    @PostMapping("/users/{id}/password-link")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<LinkView> renew(Caller caller, @PathVariable UserId id) {
        return rights.over(caller, id).flatMap(user -> links.issue(caller.account(), user).map(link -> LinkView.of(user, link)));
    }

    @Open
    @PostMapping("/auth/password-link")
    Mono<InvitedView> look(@Valid @RequestBody LinkForm form) { return links.find(form.link()).map(InvitedView::of); }

    /** Sets the password; then one signs in. */
    @Open
    @PostMapping("/auth/password-link/use")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> use(@Valid @RequestBody UseForm form) { return links.use(form.link(), form.password(), form.name()).then(); }
}
