package io.wattline.csms.reservation;

import io.wattline.csms.database.AllAccountsDatabase;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends reservations whose time is over; 1.6 stations do not tell. Any number of nodes may do it: a due row is claimed by one. */
@Component
class ReservationExpiry implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReservationExpiry.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final AllAccountsDatabase database;
    private final ReservationFacts facts;
    private final Clock clock;
    private @Nullable Disposable timer;

    ReservationExpiry(AllAccountsDatabase database, ReservationFacts facts, Clock clock) {
        this.database = database;
        this.facts = facts;
        this.clock = clock;
    }

    Mono<Void> expireDue() { return database.transactional(db -> facts.expire(db, clock.instant())); }

    @Override
    public synchronized void start() {
        timer = Flux.interval(EVERY).onBackpressureDrop().concatMap(_ -> expireDue().onErrorResume(ReservationExpiry::report)).subscribe();
    }

    @Override
    public synchronized void stop() {
        if (timer != null) timer.dispose();
        timer = null;
    }

    @Override
    public synchronized boolean isRunning() { return timer != null; }

    private static Mono<Void> report(Throwable failure) {
        LOG.atError().setCause(failure).log("reservations not expired; the next try is in five seconds");
        return Mono.empty();
    }
}
