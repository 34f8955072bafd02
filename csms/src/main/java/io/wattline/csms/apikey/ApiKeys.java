package io.wattline.csms.apikey;

import io.wattline.csms.apikey.KnownKeys.Known;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.csms.web.TokenReader;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets programs in. A key may what it was given and its creator still may: when he loses a permission it does, when he is disabled or
 * deleted it opens nothing. Without keys nothing gets in.
 */
@Component
@Order(0)
class ApiKeys implements TokenReader {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

    private final KnownKeys keys;
    private final Clock clock;
    private final Paces paces;

    ApiKeys(KnownKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.paces = new Paces();
    }

    @Override
    public boolean knows(String token) { return token.startsWith(Secret.MARK); }

    @Override
    public Mono<Caller> read(String token, @Nullable String address) {
        var secret = new Secret(token);
        Instant now = clock.instant();
        return keys.find(secret, now, address).switchIfEmpty(Mono.error(() -> refused(secret, address, "unknown or revoked")))
                .doOnNext(known -> check(known, secret, now, address))
                .flatMap(known -> known.freshUse()
                        ? keys.used(known.caller(), now, address).thenReturn(known.caller())
                        : Mono.just(known.caller()));
    }

    private void check(Known known, Secret secret, Instant now, @Nullable String address) {
        if (!known.expiresAt().isAfter(now)) throw refused(secret, address, "expired");
        if (!known.creatorEnabled()) throw refused(secret, address, "its creator is disabled");
        long wait = paces.secondsToWait(known.caller().user(), known.requestsPerMinute(), now);
        if (wait > 0) throw Problem.rateLimited("This API key may call " + known.requestsPerMinute() + " times a minute.", wait);
    }

    private static Problem refused(Secret secret, @Nullable String address, String why) {
        LOG.atInfo().addKeyValue("key", secret.prefix()).addKeyValue("address", address).addKeyValue("why", why).log("API key refused");
        return Problem.unauthorized("The API key is not valid or has expired.");
    }
}
