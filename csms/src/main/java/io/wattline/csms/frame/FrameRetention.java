package io.wattline.csms.frame;

import io.wattline.csms.database.DayPartitions;
import io.wattline.csms.database.Upkeep;
import io.wattline.csms.frame.FrameRows.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Forgets frames that are older than their accounts want: whole days that nobody wants any more at once, the rest of accounts that keep less
 * station by station in small pieces.
 */
@Component
class FrameRetention extends Upkeep {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(6);
    private static final int AT_ONCE = 5_000;

    private final FrameRows rows;
    private final DayPartitions partitions;
    private final Clock clock;

    FrameRetention(FrameRows rows, DayPartitions partitions, Clock clock) {
        super(FIRST, EVERY);
        this.rows = rows;
        this.partitions = partitions;
        this.clock = clock;
    }

    /** Emits how many frames went one by one. */
    Mono<Long> forget() {
        Instant now = clock.instant();
        return rows.retentions().collectList().filter(accounts -> !accounts.isEmpty())
                .flatMap(accounts -> partitions.drop("frame", firstDay(accounts, now))
                        .thenMany(Flux.fromIterable(accounts)).concatMap(account -> forget(account, now)).reduce(0L, Long::sum));
    }

    private static LocalDate firstDay(List<Retention> accounts, Instant now) {
        int longest = accounts.stream().mapToInt(Retention::days).max().orElseThrow();
        return now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(longest);
    }

    private Mono<Long> forget(Retention account, Instant now) {
        Instant before = now.minus(Duration.ofDays(account.days()));
        return rows.stations(account.account()).concatMap(station -> rows.deleteSome(account.account(), station, before, AT_ONCE)
                .repeat().takeUntil(deleted -> deleted < AT_ONCE).reduce(0L, Long::sum)).reduce(0L, Long::sum);
    }

    @Override
    protected Mono<Long> round() { return forget(); }
}
