package io.wattline.csms.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What we sign and others bring back, so that nothing has to be remembered here. None of them is an access token, nor one kind another. */
@Component
public class Tickets {
    /** What a ticket is for, and how long. */
    public enum Kind {
        /** The user signed in at this device before. */
        DEVICE(Duration.ofDays(365)),
        /** The password was right; now the second factor. */
        SECOND_FACTOR(Duration.ofMinutes(5)),
        /** The challenge for a new passkey. */
        NEW_PASSKEY(Duration.ofMinutes(5)),
        /** The challenge to sign in with a passkey. */
        PASSKEY(Duration.ofMinutes(5));

        private final Duration lifetime;

        Kind(Duration lifetime) { this.lifetime = lifetime; }

        private String issuer() { return "wattline/" + name(); }
    }

    /** {@code says} is what it was issued with. */
    public record Ticket(String id, String subject, String says) {}

    private final SigningKeys keys;
    private final Clock clock;
    private final Cache<String, Boolean> used = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(10)).maximumSize(100_000).build();

    Tickets(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public Mono<String> issue(Kind kind, String subject, String says) {
        return keys.current().map(key -> signed(key, kind, subject, says));
    }

    /** Empty for what is none of ours, of another kind, or too old. */
    public Mono<Ticket> open(Kind kind, @Nullable String ticket) {
        return ticket == null ? Mono.empty() : keys.all().mapNotNull(all -> checked(all, kind, ticket));
    }

    /** Like {@link #open}, and empty from the second time on. */
    public Mono<Ticket> redeem(Kind kind, @Nullable String ticket) {
        return open(kind, ticket).filter(opened -> used.asMap().putIfAbsent(opened.id(), true) == null);
    }

    private String signed(RSAKey key, Kind kind, String subject, String says) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder().issuer(kind.issuer()).subject(subject).jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(now.plus(kind.lifetime))).claim("says", says).build();
        var ticket = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            ticket.sign(new RSASSASigner(key));
            return ticket.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key " + key.getKeyID() + " cannot sign.", e);
        }
    }

    private @Nullable Ticket checked(JWKSet all, Kind kind, String text) {
        try {
            SignedJWT ticket = SignedJWT.parse(text);
            JWK key = all.getKeyByKeyId(ticket.getHeader().getKeyID());
            if (key == null || !ticket.verify(new RSASSAVerifier(key.toRSAKey()))) return null;
            JWTClaimsSet claims = ticket.getJWTClaimsSet();
            boolean good = kind.issuer().equals(claims.getIssuer()) && claims.getExpirationTime().toInstant().isAfter(clock.instant());
            return good ? new Ticket(claims.getJWTID(), claims.getSubject(), claims.getStringClaim("says")) : null;
        } catch (ParseException | JOSEException _) {
            return null;
        }
    }
}
