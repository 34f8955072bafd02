package io.wattline.csms.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the partitions of the days to come. When that fails nothing stops: rows of a day without one are kept together until it works. */
@Component
class DayPartitions implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DayPartitions.class);
    private static final Duration EVERY = Duration.ofHours(6);
    private static final int DAYS_AHEAD = 7;

    private final AllAccountsDatabase database;
    private @Nullable Disposable upkeep;

    DayPartitions(AllAccountsDatabase database) { this.database = database; }

    @CrossTenant("partitions hold the rows of all accounts")
    Mono<Void> create() {
        return database.client().sql("SELECT create_day_partitions(:days)").bind("days", DAYS_AHEAD).fetch().rowsUpdated().then();
    }

    @Override
    public synchronized void start() {
        upkeep = Flux.interval(Duration.ZERO, EVERY).onBackpressureDrop().concatMap(_ -> create().onErrorResume(DayPartitions::report))
                .subscribe();
    }

    @Override
    public synchronized void stop() {
        if (upkeep != null) upkeep.dispose();
        upkeep = null;
    }

    @Override
    public synchronized boolean isRunning() { return upkeep != null; }

    @Override
    public int getPhase() { return 0; }

    private static Mono<Void> report(Throwable failure) {
        LOG.atError().setCause(failure).log("day partitions not made; the next try is in six hours");
        return Mono.empty();
    }
}
