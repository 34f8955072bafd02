package io.wattline.csms.database;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** How long work for a station waits for a database that is away, before the station is told to try again. */
@Component
public class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Duration limit;

    Patience(DatabaseProperties properties) { limit = properties.patience(); }

    public Duration limit() { return limit; }

    /** The same again until the database is back; fails as the first time when that takes too long. Costs nothing while all is well. */
    public <T> Mono<T> with(Mono<T> work) {
        return work.onErrorResume(Patience::passes, failure -> work.retryWhen(untilItIsBack()).timeout(limit, Mono.error(failure)));
    }

    private static Retry untilItIsBack() {
        return Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE).filter(Patience::passes);
    }

    private static boolean passes(Throwable failure) { return Fault.of(failure) != Fault.REFUSED; }
}
