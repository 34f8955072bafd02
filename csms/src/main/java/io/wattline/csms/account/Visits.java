package io.wattline.csms.account;

import io.wattline.csms.audit.Audit;
import io.wattline.csms.audit.Note;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.util.EnumSet;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lets an administrator of the platform look into an account for a quarter of an hour. Its owner finds that, and what was done, in the audit. */
@Service
public class Visits {
    /** Lasts {@code expiresIn} seconds and cannot be refreshed. */
    public record Visit(String accessToken, String tokenType, long expiresIn) {}

    private final AccessTokens tokens;
    private final Audit audit;

    Visits(AccessTokens tokens, Audit audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    /** With all permissions, also where the account is suspended; {@code why} is for the account to read. */
    public Mono<Visit> begin(AccountId account, UserId administrator, String email, String why) {
        var visitor = new User(account, administrator, email, "Platform administrator", EnumSet.allOf(Permission.class), true, null, 0,
                false);
        return audit.note(account, new Note("account.visit", "account", account.value(), null, Map.of("reason", why)))
                .then(Mono.defer(() -> tokens.issueVisit(visitor)))
                .map(token -> new Visit(token, "Bearer", AccessTokens.LIFETIME.toSeconds()));
    }
}
