package io.wattline.csms.account;

import io.wattline.csms.account.SignInRows.Found;
import io.wattline.csms.account.SignInRows.RefreshToken;
import io.wattline.csms.account.Throttle.Tally;
import io.wattline.csms.account.Tickets.Kind;
import io.wattline.csms.account.Tickets.Ticket;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Signing in and staying so: each refresh token is used once and brings its successor. One that comes a second time was stolen, so its
 * whole session ends; within ten seconds it is the other tab of a browser and gets a successor too. Source: RFC 9700 §4.14.2.
 */
@Service
public class SignIn {
    /** What a client gets; {@code deviceToken}, when new, is worth keeping: with it, nobody's guesses keep the user out. */
    public record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn, @Nullable String deviceToken) {}

    private record Known(Found found, @Nullable Ticket device) {
        User user() { return found.user(); }

        List<Tally> tally(String secret, Visitor visitor) {
            if (device != null) return Tally.ofKnown(secret, "device " + device.id());
            if (found.addressKnown()) return Tally.ofKnown(secret, user().id() + " at " + visitor.address());
            return Tally.ofStranger(secret, user().email(), visitor.address());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(30);
    private static final Duration RACE = Duration.ofSeconds(10);

    private final SignInRows rows;
    private final AllAccountsDatabase database;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Throttle throttle;
    private final Tickets tickets;
    private final AccessTokens accessTokens;
    private final Sessions sessions;
    private final Clock clock;

    SignIn(SignInRows rows, AllAccountsDatabase database, Passwords passwords, SecondFactor secondFactor, Throttle throttle,
            Tickets tickets, AccessTokens accessTokens, Sessions sessions, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.throttle = throttle;
        this.tickets = tickets;
        this.accessTokens = accessTokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Fails with {@code second_factor_required} and a {@code ticket} when that is not all. */
    Mono<Tokens> withPassword(String email, String password, @Nullable String code, Visitor visitor) {
        return rows.byEmail(email, visitor.address()).flatMap(found -> known(found, visitor)).map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(known -> {
                    List<Tally> tally = known.map(each -> each.tally("password", visitor))
                            .orElseGet(() -> Tally.ofStranger("password", email, visitor.address()));
                    return counted(tally, right(known, password)).flatMap(_ -> Mono.justOrEmpty(known));
                })
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("The e-mail address or the password is wrong.")))
                .flatMap(known -> !known.user().secondFactor()
                        ? begin(known.user(), "password", visitor, known.device() == null)
                        : code == null ? demandSecondFactor(known.user()) : withCode(known, code, visitor));
    }

    /** The second step after {@code second_factor_required}. */
    Mono<Tokens> withSecondFactor(String ticket, String code, Visitor visitor) {
        return tickets.open(Kind.SECOND_FACTOR, ticket)
                .flatMap(opened -> rows.byId(new AccountId(opened.says()), UserId.of(opened.subject()), visitor.address()))
                .filter(found -> found.user().enabled() && found.user().secondFactor()).flatMap(found -> known(found, visitor))
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("That took too long. Start again with your password.")))
                .flatMap(known -> withCode(known, code, visitor));
    }

    /** For somebody who proved by other means who he is; {@code method} names them. Empty for a user who is disabled. */
    public Mono<Tokens> begin(AccountId account, UserId user, String method, Visitor visitor) {
        return rows.byId(account, user, visitor.address()).filter(found -> found.user().enabled())
                .flatMap(found -> known(found, visitor))
                .flatMap(known -> begin(known.user(), method, visitor, known.device() == null));
    }

    Mono<Tokens> withRefreshToken(String token, Visitor visitor) {
        byte[] hash = Secrets.hash(token);
        return database.transactional(db -> rows.lock(db, hash).flatMap(found -> refresh(db, found, hash, visitor)))
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("The refresh token is not valid any more.")));
    }

    /** Ends all that came of the same sign-in; an unknown token has nothing to end. */
    Mono<Void> end(String token) {
        return database.transactional(db -> rows.lock(db, Secrets.hash(token)).flatMap(found -> end(db, found)));
    }

    private Mono<Known> known(Found found, Visitor visitor) {
        return tickets.open(Kind.DEVICE, visitor.device()).filter(device -> device.subject().equals(found.user().id().toString()))
                .map(device -> new Known(found, device)).defaultIfEmpty(new Known(found, null));
    }

    private Mono<Boolean> right(Optional<Known> known, String password) {
        Optional<String> hash = known.map(Known::user).map(User::passwordHash);
        return hash.isEmpty()
                ? passwords.matchesNobody(password)
                : passwords.matches(password, hash.get()).map(right -> right && known.get().user().enabled());
    }

    private Mono<Tokens> withCode(Known known, String code, Visitor visitor) {
        return counted(known.tally("code", visitor), secondFactor.accepts(known.user(), code))
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("The code is wrong or was used before.")))
                .flatMap(_ -> begin(known.user(), "second-factor", visitor, known.device() == null));
    }

    /** True, or empty for a wrong secret; counts before the work is done. */
    private Mono<Boolean> counted(List<Tally> tally, Mono<Boolean> judged) {
        return Mono.defer(() -> {
            throttle.count(tally);
            return judged.filter(right -> right).doOnNext(_ -> throttle.succeeded(tally));
        });
    }

    private Mono<Tokens> demandSecondFactor(User user) {
        return tickets.issue(Kind.SECOND_FACTOR, user.id().toString(), user.account().value())
                .flatMap(ticket -> Mono.error(new Problem(HttpStatus.UNAUTHORIZED, "second_factor_required",
                        "Give a code of your device, or a recovery code.").with("ticket", ticket)));
    }

    private Mono<Tokens> begin(User user, String method, Visitor visitor, boolean newDevice) {
        String refreshToken = Secrets.token();
        var session = UUID.randomUUID();
        LOG.atInfo().addKeyValue("account", user.account()).addKeyValue("user", user.id()).addKeyValue("method", method)
                .addKeyValue("address", visitor.address()).log("signed in");
        Mono<Optional<String>> device = newDevice
                ? tickets.issue(Kind.DEVICE, user.id().toString(), user.account().value()).map(Optional::of)
                : Mono.just(Optional.empty());
        return rows.begin(user, session, method, visitor, Secrets.hash(refreshToken), clock.instant()).then(device)
                .flatMap(token -> tokens(user, session, refreshToken, token.orElse(null)));
    }

    private Mono<Tokens> refresh(DatabaseClient db, RefreshToken found, byte[] usedHash, Visitor visitor) {
        Instant now = clock.instant();
        boolean stolen = found.usedAt() != null && now.isAfter(found.usedAt().plus(RACE));
        if (stolen)
            LOG.atWarn().addKeyValue("account", found.user().account()).addKeyValue("user", found.user().id())
                    .log("refresh token used twice");
        if (stolen || !found.user().enabled() || now.isAfter(found.expiresAt())) return end(db, found).then(Mono.empty());
        String next = Secrets.token();
        return rows.replace(db, found, usedHash, visitor, Secrets.hash(next), now)
                .then(Mono.defer(() -> tokens(found.user(), found.session(), next, null)));
    }

    private Mono<Void> end(DatabaseClient db, RefreshToken token) {
        return rows.end(db, token).doOnSuccess(_ -> sessions.changed(token.user().account(), token.user().id()));
    }

    private Mono<Tokens> tokens(User user, UUID session, String refreshToken, @Nullable String device) {
        return accessTokens.issue(user, session)
                .map(access -> new Tokens(access, refreshToken, "Bearer", AccessTokens.LIFETIME.toSeconds(), device));
    }
}
