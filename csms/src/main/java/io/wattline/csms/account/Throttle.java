package io.wattline.csms.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.ocpp.TokenBucket;
import io.wattline.csms.ocpp.TokenBucket.Rate;
import io.wattline.csms.ocpp.Uptime;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Slows down those who guess. A device or an address that the user signed in from before has a tally of its own, so that strangers who guess
 * lock him out of nothing; strangers share one per user and one per source. An attempt counts before it is judged, so that many at once
 * gain nothing; the right secret clears the tally, except that of a source, which may be right for one user to guess at another.
 */
@Component
class Throttle {
    private static final Rate SOURCE = new Rate(30, 200);
    private static final Rate STRANGERS = new Rate(1, 10);
    private static final Rate KNOWN = new Rate(10, 100);
    private static final Rate CONFIRMING = new Rate(2, 10);

    private final Cache<String, TokenBucket> tallies = Caffeine.newBuilder().maximumSize(200_000).expireAfterAccess(Duration.ofHours(2))
            .build();

    /** What an attempt is counted under. */
    record Tally(String key, Rate rate, boolean cleared) {
        static List<Tally> ofKnown(String secret, String place) { return List.of(new Tally(secret + " known " + place, KNOWN, true)); }

        /** For who is signed in and says his password once more. */
        static List<Tally> ofConfirming(UserId user) {
            return List.of(new Tally("confirming " + user, CONFIRMING, true));
        }

        static List<Tally> ofStranger(String secret, String user, String address) {
            return List.of(new Tally("source " + network(address), SOURCE, false),
                    new Tally(secret + " user " + user.toLowerCase(Locale.ROOT), STRANGERS, true));
        }

        /** Whoever has one address of IPv6 has a network of them. */
        private static String network(String address) {
            String[] groups = address.split(":", -1);
            return groups.length < 5 ? address : String.join(":", List.of(groups).subList(0, 4));
        }
    }

    /** Fails with {@code rate_limited}. */
    void count(List<Tally> tallied) {
        long now = Uptime.millis();
        var waits = new ArrayList<Long>();
        for (Tally tally : tallied) waits.add(tallies.get(tally.key(), _ -> new TokenBucket(tally.rate())).tryTake(now));
        long wait = waits.stream().mapToLong(Long::longValue).max().orElse(0);
        if (wait > 0)
            throw Problem.rateLimited("Too many attempts. Wait a little, or sign in where you signed in before.", (wait + 999) / 1000);
    }

    void succeeded(List<Tally> tallied) { for (Tally tally : tallied) if (tally.cleared()) tallies.invalidate(tally.key()); }
}
