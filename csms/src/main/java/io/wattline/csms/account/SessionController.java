package io.wattline.csms.account;

import io.wattline.csms.account.SessionRows.Session;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.Problem;
import io.wattline.csms.web.SignedIn;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where one is signed in, and how to end it there; a user manager can end it for others. */
@RestController
@RequestMapping("/api/v1")
class SessionController {
    record SessionView(UUID id, String method, String address, @Nullable String userAgent, Instant beganAt, Instant lastUsedAt,
            boolean current) {
        static SessionView of(Session session, @Nullable UUID current) {
            return new SessionView(session.id(), session.method(), session.address(), session.userAgent(), session.beganAt(),
                    session.lastUsedAt(), session.id().equals(current));
        }
    }

    private final Sessions sessions;
    private final UserRights rights;

    SessionController(Sessions sessions, UserRights rights) {
        this.sessions = sessions;
        this.rights = rights;
    }

    /** The last used first. */
    @SignedIn
    @GetMapping("/me/sessions")
    Mono<Page<SessionView>> mine(Caller caller) {
        return sessions.list(caller.account(), caller.user()).map(session -> SessionView.of(session, caller.session())).collectList()
                .map(Page::whole);
    }

    @SignedIn
    @DeleteMapping("/me/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endMine(Caller caller, @PathVariable UUID id) {
        return sessions.end(caller.account(), caller.user(), id).filter(ended -> ended == 1)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("unknown_session", "There is no session " + id + "."))).then();
    }

    /** All but the one that asks. */
    @SignedIn
    @DeleteMapping("/me/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endOthers(Caller caller) { return sessions.endAllBut(caller.account(), caller.user(), caller.session()).then(); }

    @Needs(Permission.MANAGE_USERS)
    @GetMapping("/users/{id}/sessions")
    Mono<Page<SessionView>> of(Caller caller, @PathVariable UserId id) {
        return rights.over(caller, id).thenMany(sessions.list(caller.account(), id)).map(session -> SessionView.of(session, null))
                .collectList().map(Page::whole);
    }

    @Needs(Permission.MANAGE_USERS)
    @DeleteMapping("/users/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endOf(Caller caller, @PathVariable UserId id) {
        return rights.over(caller, id).then(sessions.endAll(caller.account(), id)).then();
    }
}
