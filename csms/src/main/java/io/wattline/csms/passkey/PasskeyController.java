package io.wattline.csms.passkey;

import com.webauthn4j.data.AuthenticationData;
import io.wattline.csms.account.Confirmation;
import io.wattline.csms.account.SignIn;
import io.wattline.csms.account.Tickets;
import io.wattline.csms.account.Tickets.Kind;
import io.wattline.csms.account.Visitor;
import io.wattline.csms.account.Visitors;
import io.wattline.csms.passkey.Ceremony.Descriptor;
import io.wattline.csms.passkey.Passkeys.Fresh;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Open;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.Problem;
import io.wattline.csms.web.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Passkeys: adding, listing and removing one's own, and signing in with one. A challenge is good for one answer within five minutes. */
@RestController
@RequestMapping("/api/v1")
class PasskeyController {
    private static final int MOST = 20;

    record PasswordForm(@NotNull String password) {}

    /** {@code credential} is what the browser's {@code credential.toJSON()} gives. */
    record NewPasskey(@NotNull String ticket, @NotBlank @Size(max = 100) String name, @NotNull JsonNode credential) {}

    record Answer(@NotNull String ticket, @NotNull JsonNode credential, @Nullable String deviceToken) {}

    /** {@code publicKey} is for the browser, {@code ticket} comes back with its answer. */
    record Asked<T>(String ticket, T publicKey) {}

    private final Passkeys passkeys;
    private final PasskeyRows rows;
    private final Confirmation confirmation;
    private final Tickets tickets;
    private final SignIn signIn;
    private final Visitors visitors;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PasskeyController(Passkeys passkeys, PasskeyRows rows, Confirmation confirmation, Tickets tickets, SignIn signIn, Visitors visitors,
            Clock clock) {
        this.passkeys = passkeys;
        this.rows = rows;
        this.confirmation = confirmation;
        this.tickets = tickets;
        this.signIn = signIn;
        this.visitors = visitors;
        this.clock = clock;
    }

    @SignedIn
    @GetMapping("/me/passkeys")
    Mono<Page<PasskeyRows.View>> list(Caller caller) { return rows.list(caller.account(), caller.user()).collectList().map(Page::whole); }

    @SignedIn
    @PostMapping("/me/passkeys/options")
    Mono<Asked<Ceremony.Creation>> askNew(Caller caller, @Valid @RequestBody PasswordForm form) {
        String challenge = challenge();
        return confirmation.require(caller, form.password())
                .thenMany(rows.credentialIds(caller.account(), caller.user()))
                .map(id -> new Descriptor("public-key", Ceremony.text(bytes(id)))).collectList().doOnNext(there -> {
                    if (there.size() >= MOST) throw Problem.conflict("There are " + MOST + " passkeys already. Remove one first.");
                })
                .flatMap(there -> tickets.issue(Kind.NEW_PASSKEY, caller.user().toString(), challenge).map(ticket -> new Asked<>(ticket,
                        Ceremony.creation(passkeys.rpId(), caller.user().value(), caller.email(), caller.name(), challenge, there))));
    }

    @SignedIn
    @PostMapping("/me/passkeys")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PasskeyRows.View> add(Caller caller, @Valid @RequestBody NewPasskey form) {
        return tickets.redeem(Kind.NEW_PASSKEY, form.ticket()).filter(ticket -> ticket.subject().equals(caller.user().toString()))
                .mapNotNull(ticket -> passkeys.judgeNew(caller.account(), caller.user(), ticket.says(), form.credential().toString()))
                .switchIfEmpty(Mono.error(() -> Problem.badRequest("This is no passkey for us, or it took too long.")))
                .flatMap(
                        (Fresh fresh) -> rows.add(caller.account(), caller.user(), form.name(), bytes(fresh.credentialId()), fresh.stored(),
                                clock.instant()))
                .onErrorMap(DuplicateKeyException.class, _ -> Problem.conflict("This passkey is known already."));
    }

    @SignedIn
    @PostMapping("/me/passkeys/{id}/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Caller caller, @PathVariable UUID id, @Valid @RequestBody PasswordForm form) {
        return confirmation.require(caller, form.password()).then(Mono.defer(() -> rows.remove(caller.account(), caller.user(), id)))
                .filter(removed -> removed == 1)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("unknown_passkey", "There is no passkey " + id + "."))).then();
    }

    @Open
    @PostMapping("/auth/passkey/options")
    Mono<Asked<Ceremony.Request>> ask() {
        String challenge = challenge();
        return tickets.issue(Kind.PASSKEY, "anybody", challenge)
                .map(ticket -> new Asked<>(ticket, Ceremony.request(passkeys.rpId(), challenge)));
    }

    @Open
    @PostMapping("/auth/passkey")
    Mono<SignIn.Tokens> signIn(@Valid @RequestBody Answer form, ServerHttpRequest request) {
        Visitor visitor = visitors.of(request, form.deviceToken());
        return Mono.justOrEmpty(passkeys.read(form.credential().toString()))
                .flatMap(answer -> tickets.redeem(Kind.PASSKEY, form.ticket()).flatMap(ticket -> enter(ticket.says(), answer, visitor)))
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("This passkey does not let anybody in here.")));
    }

    private Mono<SignIn.Tokens> enter(String challenge, AuthenticationData answer, Visitor visitor) {
        return rows.find(answer.getCredentialId()).flatMap(stored -> Mono.justOrEmpty(passkeys.judge(stored, challenge, answer))
                .filterWhen(use -> rows.used(stored.account(), stored.user(), stored.id(), use.counter(), use.backedUp(), clock.instant()))
                .flatMap(_ -> signIn.begin(stored.account(), stored.user(), "passkey", visitor)));
    }

    private String challenge() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Ceremony.text(bytes);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
