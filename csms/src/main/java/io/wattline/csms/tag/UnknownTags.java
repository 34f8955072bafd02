package io.wattline.csms.tag;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.database.BackgroundWriter;
import io.wattline.csms.database.Gathered;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
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

/** Remembers which tokens stations asked about that are no tags, without ever slowing an answer: many sightings are stored together. */
@Component
class UnknownTags extends BackgroundWriter {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownTags.class);
    private static final int MOST_WAITING = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Retry A_BAD_MOMENT = Retry.backoff(3, PAUSE);

    private final UnknownTagRows rows;
    private final Clock clock;
    private final Counter lost;
    private final Gathered<Sighting.Key, Sighting> waiting = new Gathered<>(MOST_WAITING, Sighting::key, Sighting::and);

    UnknownTags(UnknownTagRows rows, Clock clock, MeterRegistry meters) {
        super(PAUSE);
        this.rows = rows;
        this.clock = clock;
        lost = meters.counter("wattline.tags.unknown.lost");
    }

    void saw(AccountId account, IdToken token, StationId station) {
        if (!TagForm.isId(token.value())) return;
        Instant now = clock.instant();
        if (!waiting.add(new Sighting(account, token, station, now, now, 1))) lost.increment();
        wake();
    }

    @Override
    protected boolean isEmpty() { return waiting.isEmpty(); }

    @Override
    protected Mono<Void> store() {
        List<Sighting> sightings = waiting.take();
        return rows.add(sightings).retryWhen(A_BAD_MOMENT).onErrorResume(failure -> {
            lost.increment(sightings.size());
            LOG.atWarn().setCause(failure).log("unknown tokens not stored");
            return Mono.empty();
        });
    }
}
