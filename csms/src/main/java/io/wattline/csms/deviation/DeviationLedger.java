package io.wattline.csms.deviation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.database.BackgroundWriter;
import io.wattline.csms.database.Gathered;
import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.StationObserver;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Counts how stations deviate and how far their clocks are off, without ever slowing them: what comes while nothing is written is stored
 * at once, what comes within half a second after it together.
 */
@Component
class DeviationLedger extends BackgroundWriter implements StationObserver {
    private static final Logger LOG = LoggerFactory.getLogger(DeviationLedger.class);
    private static final int MOST_WAITING = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Retry A_BAD_MOMENT = Retry.backoff(3, PAUSE);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(30);

    private final DeviationRows rows;
    private final Clock clock;
    private final Counter lost;
    private final ClockSkews skews;
    private final Gathered<Tally.Key, Tally> waiting = new Gathered<>(MOST_WAITING, Tally::key, Tally::and);

    DeviationLedger(DeviationRows rows, ClockSkews skews, Clock clock, MeterRegistry meters) {
        super(PAUSE);
        this.rows = rows;
        this.skews = skews;
        this.clock = clock;
        lost = meters.counter("wattline.deviations.lost");
    }

    @Override
    public void deviated(StationPrincipal station, Deviation deviation) {
        Instant now = clock.instant();
        var key = new Tally.Key(station.account(), station.station(), deviation.kind(), deviation.action(), deviation.pointer());
        if (!waiting.add(new Tally(key, 1, now, now, deviation.example()))) lost.increment();
        wake();
    }

    @Override
    public void toldTime(StationPrincipal station, String action, Instant told, Instant received) {
        Duration ahead = skews.learn(station.account(), station.station(), Duration.between(received, told), action.equals("MeterValues"));
        if (ahead != null && ahead.abs().compareTo(WORTH_TELLING) > 0)
            deviated(station, new Deviation("clock-skew", "*", "", (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + " s"));
        else if (skews.hasNews()) wake();
    }

    /** What waits of the station is not stored any more. */
    void forget(AccountId account, StationId station) {
        waiting.forget(key -> key.isOf(account, station));
    }

    @Override
    protected boolean isEmpty() { return waiting.isEmpty() && !skews.hasNews(); }

    @Override
    protected Mono<Void> store() {
        List<Tally> tallies = waiting.take();
        List<ClockSkews.Row> clocks = skews.take();
        return rows.add(tallies).retryWhen(A_BAD_MOMENT).then(Mono.defer(() -> rows.skews(clocks).retryWhen(A_BAD_MOMENT)))
                .onErrorResume(failure -> {
                    lost.increment(tallies.size());
                    LOG.atWarn().setCause(failure).log("deviations not stored");
                    return Mono.empty();
                });
    }
}
