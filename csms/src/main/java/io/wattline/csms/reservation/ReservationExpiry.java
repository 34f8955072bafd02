package io.wattline.csms.reservation;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.Upkeep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends reservations whose time is over; 1.6 stations do not tell. Any number of nodes may do it: a due row is claimed by one. */
@Component
class ReservationExpiry extends Upkeep {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final AllAccountsDatabase database;
    private final ReservationFacts facts;
    private final Clock clock;

    ReservationExpiry(AllAccountsDatabase database, ReservationFacts facts, Clock clock) {
        super(EVERY, EVERY);
        this.database = database;
        this.facts = facts;
        this.clock = clock;
    }

    Mono<Void> expireDue() { return database.transactional(db -> facts.expire(db, clock.instant())); }

    @Override
    protected Mono<Void> round() { return expireDue(); }
}
