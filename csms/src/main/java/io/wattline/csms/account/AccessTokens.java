package io.wattline.csms.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.csms.web.TokenReader;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Signs access tokens and checks them; RS256 because every service checks far more tokens than are signed here. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class AccessTokens implements TokenReader {
    static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String ISSUER = "wattline";
    private static final String VISIT = "visit";

    private final SigningKeys keys;
    private final Clock clock;
    private final ReactiveJwtDecoder decoder;
    private final Sessions sessions;

    AccessTokens(SigningKeys keys, Clock clock, Sessions sessions) {
        this.keys = keys;
        this.clock = clock;
        this.sessions = sessions;
        this.decoder = decoder(keys, clock);
    }

    /** The last who is asked: whatever nobody else knows. */
    @Override
    public boolean knows(String token) { return true; }

    @Override
    public Mono<Caller> read(String token, @Nullable String address) {
        return decoder.decode(token).filterWhen(good -> isVisit(good) ? Mono.just(true) : sessions.isGood(good)).map(AccessTokens::caller)
                .onErrorMap(JwtException.class, _ -> refused()).switchIfEmpty(Mono.error(AccessTokens::refused));
    }

    Mono<String> issue(User user, UUID session) { return keys.current().map(key -> signed(key, user, session)); }

    /** For an administrator of the platform who looks into the account; a visit is no session. */
    Mono<String> issueVisit(User visitor) {
        return keys.current().map(key -> signed(key, visitor, null));
    }

    /** What others need to check our tokens with. */
    Mono<JWKSet> publicKeys() { return keys.all().map(JWKSet::toPublicJWKSet); }

    private String signed(RSAKey key, User user, @Nullable UUID session) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder().issuer(ISSUER).subject(user.id().toString()).jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFETIME))).claim("account", user.account().value())
                .claim(Sessions.ID, session == null ? null : session.toString()).claim(Sessions.RIGHTS, user.rightsVersion())
                .claim("name", user.name()).claim("email", user.email())
                .claim("permissions", user.permissions().stream().map(Permission::wireName).sorted().toList())
                .claim(VISIT, session == null ? true : null).build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key " + key.getKeyID() + " cannot sign.", e);
        }
    }

    private static Problem refused() { return Problem.unauthorized("The access token is not valid or has expired."); }

    private static boolean isVisit(Jwt token) { return Boolean.TRUE.equals(token.getClaimAsBoolean(VISIT)); }

    private static Caller caller(Jwt token) {
        return new Caller(UserId.of(token.getSubject()), new AccountId(token.getClaimAsString("account")),
                token.getClaimAsStringList("permissions").stream().map(Permission::ofWireName).collect(Collectors.toSet()),
                token.getClaimAsString("email"), token.getClaimAsString("name"), null,
                isVisit(token) ? null : Sessions.of(token), isVisit(token));
    }

    private static ReactiveJwtDecoder decoder(SigningKeys keys, Clock clock) {
        var decoder = NimbusReactiveJwtDecoder.withJwkSource(_ -> keys.all().flatMapMany(all -> Flux.fromIterable(all.getKeys()))).build();
        var times = new JwtTimestampValidator(Duration.ofSeconds(10));
        times.setClock(clock);
        OAuth2TokenValidator<Jwt> validator = new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(ISSUER));
        decoder.setJwtValidator(validator);
        return decoder;
    }
}
