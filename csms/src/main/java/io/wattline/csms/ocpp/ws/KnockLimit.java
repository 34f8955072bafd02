package io.wattline.csms.ocpp.ws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.ocpp.Uptime;
import io.wattline.csms.ocpp.rpc.OcppProperties;
import io.wattline.csms.ocpp.TokenBucket;
import io.wattline.csms.ocpp.TokenBucket.Rate;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How often one remote address may try to connect; the addresses that tried longest ago are forgotten first. */
@Component
class KnockLimit {
    private static final int MOST_ADDRESSES = 50_000;

    private final Rate rate;
    private final Cache<String, TokenBucket> addresses = Caffeine.newBuilder().maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofHours(1)).build();

    KnockLimit(OcppProperties settings) { rate = settings.attempts().rate(); }

    /** Zero when it may try now, else how long it has to wait. */
    Duration waitOf(String remoteAddress) {
        return Duration.ofMillis(addresses.get(remoteAddress, _ -> new TokenBucket(rate)).tryTake(Uptime.millis()));
    }
}
