package io.wattline.csms.account;

import io.wattline.csms.account.SignInRows.RefreshToken;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Signing in and staying so: each refresh token is used once and brings its successor. One that comes a second time was stolen, so its
 * whole family ends; within ten seconds it is the other tab of a browser and gets a successor too. Source: RFC 9700 §4.14.2.
 */
@Service
class SignIn {
    /** What a client gets. */
    record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {}

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final Duration REFRESH_LIFETIME = Duration.ofDays(30);
    private static final Duration RACE = Duration.ofSeconds(10);

    private final SignInRows rows;
    private final AllAccountsDatabase database;
    private final Passwords passwords;
    private final AccessTokens accessTokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignIn(SignInRows rows, AllAccountsDatabase database, Passwords passwords, AccessTokens accessTokens, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    Mono<Tokens> withPassword(String email, String password) {
        return rows.byEmail(email).map(Optional::of).defaultIfEmpty(Optional.empty())
                .filterWhen(found -> found.isPresent()
                        ? passwords.matches(password, found.get().passwordHash())
                        : passwords.matchesNobody(password))
                .map(Optional::orElseThrow).filter(User::enabled).flatMap(this::begin)
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("The e-mail address or the password is wrong.")));
    }

    /** Somebody whom another provider vouches for. */
    Mono<Tokens> of(Caller caller) {
        return rows.byId(caller.account(), caller.user()).filter(User::enabled).flatMap(this::begin)
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("This user cannot sign in any more.")));
    }

    Mono<Tokens> withRefreshToken(String token) {
        byte[] hash = hash(token);
        return database.transactional(db -> rows.lock(db, hash).flatMap(found -> refresh(db, found, hash)))
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("The refresh token is not valid any more.")));
    }

    /** Ends all that came of the same sign-in; an unknown token has nothing to end. */
    Mono<Void> end(String token) {
        return database.transactional(db -> rows.lock(db, hash(token)).flatMap(found -> rows.endFamily(db, found)));
    }

    private Mono<Tokens> begin(User user) {
        Instant now = clock.instant();
        String refreshToken = newToken();
        LOG.atInfo().addKeyValue("account", user.account()).addKeyValue("user", user.id()).log("signed in");
        return rows.begin(user, hash(refreshToken), UUID.randomUUID(), now, now.plus(REFRESH_LIFETIME))
                .then(Mono.defer(() -> tokens(user, refreshToken)));
    }

    private Mono<Tokens> refresh(DatabaseClient db, RefreshToken found, byte[] usedHash) {
        Instant now = clock.instant();
        boolean stolen = found.usedAt() != null && now.isAfter(found.usedAt().plus(RACE));
        if (stolen)
            LOG.atWarn().addKeyValue("account", found.user().account()).addKeyValue("user", found.user().id())
                    .log("refresh token used twice");
        if (stolen || !found.user().enabled() || now.isAfter(found.expiresAt())) return rows.endFamily(db, found).then(Mono.empty());
        String next = newToken();
        return rows.replace(db, found, usedHash, hash(next), now, now.plus(REFRESH_LIFETIME))
                .then(Mono.defer(() -> tokens(found.user(), next)));
    }

    private Mono<Tokens> tokens(User user, String refreshToken) {
        return accessTokens.issue(user).map(access -> new Tokens(access, refreshToken, "Bearer", AccessTokens.LIFETIME.toSeconds()));
    }

    private String newToken() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
