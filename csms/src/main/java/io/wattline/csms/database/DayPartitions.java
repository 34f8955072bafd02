package io.wattline.csms.database;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the partitions of the days to come. When that fails nothing stops: rows of a day without one are kept together until it works. */
@Component
class DayPartitions extends Upkeep {
    private static final Duration EVERY = Duration.ofHours(6);
    private static final int DAYS_AHEAD = 7;

    private final AllAccountsDatabase database;

    DayPartitions(AllAccountsDatabase database) {
        super(Duration.ZERO, EVERY);
        this.database = database;
    }

    @CrossTenant("partitions hold the rows of all accounts")
    Mono<Void> create() {
        return database.client().sql("SELECT create_day_partitions(:days)").bind("days", DAYS_AHEAD).fetch().rowsUpdated().then();
    }

    @Override
    protected Mono<Void> round() { return create(); }
}
