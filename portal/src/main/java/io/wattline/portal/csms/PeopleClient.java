package io.wattline.portal.csms;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wattline.portal.csms.CsmsClient.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What the portal asks of csms about people: how they come in, and what keeps others out. Like {@link CsmsClient}. */
@HttpExchange("/api/v1")
public interface PeopleClient {
    @PostExchange("/auth/token")
    Mono<Tokens> signIn(@RequestBody Credentials credentials);

    @PostExchange("/auth/passkey/options")
    Mono<JsonNode> askPasskey();

    @PostExchange("/auth/passkey")
    Mono<Tokens> signInWithPasskey(@RequestBody JsonNode answer);

    @PostExchange("/auth/password-link")
    Mono<JsonNode> lookAtLink(@RequestBody Map<String, String> link);

    @PostExchange("/auth/password-link/use")
    Mono<Void> useLink(@RequestBody Map<String, String> form);

    @PostExchange("/users/invitations")
    Mono<Link> invite(@RequestBody Map<String, Object> user);

    @PostExchange("/users/{id}/password-link")
    Mono<Link> passwordLink(@PathVariable String id);

    @PostExchange("/me/password")
    Mono<Void> changePassword(@RequestBody Map<String, String> form);

    @GetExchange("/me/sessions")
    Mono<Listing<Session>> sessions();

    @DeleteExchange("/me/sessions/{id}")
    Mono<Void> endSession(@PathVariable String id);

    @DeleteExchange("/me/sessions")
    Mono<Void> endOtherSessions();

    @GetExchange("/me/totp")
    Mono<Totp> totp();

    @PostExchange("/me/totp")
    Mono<Proposal> proposeTotp(@RequestBody Map<String, String> password);

    @PostExchange("/me/totp/confirm")
    Mono<RecoveryCodes> confirmTotp(@RequestBody Map<String, String> code);

    @PostExchange("/me/totp/recovery-codes")
    Mono<RecoveryCodes> renewCodes(@RequestBody Map<String, String> password);

    @PostExchange("/me/totp/off")
    Mono<Void> turnOffTotp(@RequestBody Map<String, String> password);

    @GetExchange("/me/passkeys")
    Mono<Listing<Passkey>> passkeys();

    @PostExchange("/me/passkeys/options")
    Mono<JsonNode> askNewPasskey(@RequestBody JsonNode password);

    @PostExchange("/me/passkeys")
    Mono<JsonNode> addPasskey(@RequestBody JsonNode passkey);

    @PostExchange("/me/passkeys/{id}/remove")
    Mono<Void> removePasskey(@PathVariable String id, @RequestBody Map<String, String> password);

    /** With a password, or with the ticket of the first step and a code. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Credentials(@Nullable String username, @Nullable String password, @Nullable String ticket, @Nullable String code,
            @Nullable String deviceToken) {
        @Override
        public String toString() { return "Credentials"; }
    }

    /** By which somebody sets his password. */
    record Link(String email, String link, Instant expiresAt) {}

    record Session(String id, String method, String address, @Nullable String userAgent, Instant beganAt, Instant lastUsedAt,
            boolean current) {}

    record Totp(boolean on, @Nullable Instant since, int recoveryCodesLeft) {}

    record Proposal(String secret, String uri) {}

    record RecoveryCodes(List<String> recoveryCodes) {
        public RecoveryCodes {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }

    record Passkey(String id, String name, boolean backedUp, Instant createdAt, @Nullable Instant lastUsedAt) {}
}
