package io.wattline.csms.metering;

import io.wattline.csms.database.RetentionProperties;
import io.wattline.csms.database.Upkeep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps what meters sampled as minutes, quarters of an hour and hours, too, and forgets those that are too old. It goes on from where it ended,
 * an hour of receiving at a time, and makes every hour anew of which something came: what comes late counts, and twice is once.
 */
@Component
class MeterAggregation extends Upkeep {
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofMinutes(10);
    /** So far a clock may be put back without that a sample is missed; each hour is made twice for that. */
    private static final Duration PUT_BACK = Duration.ofHours(1);
    private static final int AT_ONCE = 10_000;

    private final MeterAggregates aggregates;
    private final MeteringProperties settings;
    private final RetentionProperties retention;
    private final Clock clock;

    MeterAggregation(MeterAggregates aggregates, MeteringProperties settings, RetentionProperties retention, Clock clock) {
        super(FIRST, EVERY);
        this.aggregates = aggregates;
        this.settings = settings;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() { return aggregate().then(forget()); }

    /** Up to the last full hour whose samples are old enough; emits how many rows were made. */
    Mono<Long> aggregate() {
        Instant last = clock.instant().minus(settings.aggregateAfter()).truncatedTo(ChronoUnit.HOURS);
        Instant firstKept = clock.instant().minus(retention.meterValues());
        return aggregates.until().filter(last::isAfter)
                .flatMapMany(until -> hours(until.minus(PUT_BACK).truncatedTo(ChronoUnit.HOURS), last))
                .concatMap(hour -> aggregates.ofReceived(hour, hour.plus(1, ChronoUnit.HOURS), firstKept)).reduce(0L, Long::sum);
    }

    private static Flux<Instant> hours(Instant first, Instant end) {
        long count = Math.max(0, ChronoUnit.HOURS.between(first, end));
        return Flux.range(0, Math.toIntExact(count)).map(hours -> first.plus(hours, ChronoUnit.HOURS));
    }

    private Mono<Void> forget() {
        return forget(Resolution.MINUTE, retention.minutes()).then(forget(Resolution.QUARTER_HOUR, retention.quarterHours()))
                .then(forget(Resolution.HOUR, retention.hours()));
    }

    private Mono<Void> forget(Resolution resolution, Duration kept) {
        return aggregates.deleteSome(resolution, clock.instant().minus(kept), AT_ONCE).repeat().takeUntil(deleted -> deleted < AT_ONCE)
                .then();
    }
}
