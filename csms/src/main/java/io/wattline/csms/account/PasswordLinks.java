package io.wattline.csms.account;

import io.wattline.csms.account.LinkSender.PasswordLink;
import io.wattline.csms.account.PasswordLinkRows.Invited;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Links by which somebody sets his password: an invitation, or a way back in. Each works once and for a while, and replaces the one before.
 * The secret stands behind the #, which browsers keep to themselves.
 */
@Service
class PasswordLinks {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordLinks.class);

    private final PasswordLinkRows rows;
    private final List<LinkSender> senders;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final Sessions sessions;
    private final IdentityProperties identity;
    private final Clock clock;

    PasswordLinks(PasswordLinkRows rows, List<LinkSender> senders, PasswordPolicy policy, Passwords passwords, Sessions sessions,
            IdentityProperties identity, Clock clock) {
        this.rows = rows;
        this.senders = List.copyOf(senders);
        this.policy = policy;
        this.passwords = passwords;
        this.sessions = sessions;
        this.identity = identity;
        this.clock = clock;
    }

    Mono<PasswordLink> issue(AccountId account, UserView user) {
        Instant now = clock.instant();
        String secret = Secrets.token();
        var expiresAt = now.plus(user.invited() ? identity.invitationLifetime() : identity.resetLifetime());
        var link = new PasswordLink(account, user.email(), user.name(), user.invited(),
                identity.portalUrl().resolve("/welcome") + "#" + secret, expiresAt);
        return rows.store(account, new UserId(user.id()), Secrets.hash(secret), user.invited(), now, expiresAt)
                .then(Flux.fromIterable(senders).concatMap(sender -> sender.send(link).onErrorResume(failure -> report(user, failure)))
                        .then())
                .thenReturn(link);
    }

    /** Whom a link is for; fails with {@code unknown_link} once it was used, was replaced, or is too old. */
    Mono<Invited> find(String secret) {
        return rows.find(Secrets.hash(secret), clock.instant()).switchIfEmpty(unknown());
    }

    /** Fails with {@code unknown_link}, or as the policy says. */
    Mono<Invited> use(String secret, String password, @Nullable String name) {
        return find(secret).flatMap(invited -> {
            String called = name == null || name.isBlank() ? invited.name() : name.strip();
            policy.require("password", password, invited.email(), called);
            return passwords.hash(password)
                    .flatMap(hash -> rows.use(invited.account(), invited.user(), Secrets.hash(secret), hash, called)).filter(used -> used)
                    .switchIfEmpty(unknown()).doOnNext(_ -> sessions.changed(invited.account(), invited.user())).thenReturn(invited);
        });
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> Problem.notFound("unknown_link", "This link was used already, was replaced by another, or is too old."));
    }

    private static Mono<Void> report(UserView user, Throwable failure) {
        LOG.atWarn().addKeyValue("user", user.id()).addKeyValue("reason", failure.getClass().getSimpleName()).log("link not sent");
        return Mono.empty();
    }
}
