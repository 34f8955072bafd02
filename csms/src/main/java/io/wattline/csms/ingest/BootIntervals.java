package io.wattline.csms.ingest;

import io.wattline.csms.account.Accounts.BootTerms;
import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.csms.ocpp.TokenBucket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The interval that a boot is answered. Stations that have to try again, and those of a storm, get it up to a fifth longer or shorter,
 * so that they do not come back together.
 */
@Component
class BootIntervals {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final double SPREAD = 0.2;
    /** More boots than that are a storm. */
    private static final TokenBucket.Rate CALM = new TokenBucket.Rate(600, 20);

    private final TokenBucket boots = new TokenBucket(CALM);
    private final Clock clock;
    private final DoubleSupplier chance;

    @Autowired
    BootIntervals(Clock clock) { this(clock, () -> ThreadLocalRandom.current().nextDouble()); }

    /** {@code chance}: from 0 to 1. */
    BootIntervals(Clock clock, DoubleSupplier chance) {
        this.clock = clock;
        this.chance = chance;
    }

    Duration of(BootStatus status, BootTerms terms) {
        boolean storm = boots.tryTake(clock.millis()) > 0;
        return switch (status) {
            case ACCEPTED -> limited(storm ? spread(terms.heartbeat()) : terms.heartbeat());
            case PENDING, REJECTED -> limited(spread(terms.retry()));
        };
    }

    private Duration spread(Duration interval) {
        return Duration.ofSeconds(Math.round(interval.toSeconds() * (1 - SPREAD + 2 * SPREAD * chance.getAsDouble())));
    }

    /** Never 0, which some stations take for "without pause" and others for "never". */
    private static Duration limited(Duration interval) {
        if (interval.compareTo(SHORTEST) < 0) return SHORTEST;
        return interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
    }
}
