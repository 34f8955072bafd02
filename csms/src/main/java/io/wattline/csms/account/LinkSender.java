package io.wattline.csms.account;

import io.wattline.model.account.AccountId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Brings links to the people they are for, by mail or otherwise. Any bean of this type is asked; without one, whoever asked for the link
 * passes it on. A link is a secret: it belongs into no log.
 */
public interface LinkSender {
    /** {@code invitation} is for somebody who never had a password. */
    record PasswordLink(AccountId account, String email, String name, boolean invitation, String link, Instant expiresAt) {}

    Mono<Void> send(PasswordLink link);
}
