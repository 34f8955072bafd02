package io.wattline.csms.ingest;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.Patience;
import io.wattline.csms.metering.MeterRows;
import io.wattline.csms.outbox.Outbox;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether a batch is stored whose commit was not answered, because the connection was lost meanwhile. It is there as a whole or not at all,
 * so one of its rows tells; a batch that adds no row may be written twice.
 */
@Component
class Traces {
    private final AllAccountsDatabase database;
    private final Patience patience;
    private final Outbox outbox;
    private final MeterRows metering;

    Traces(AllAccountsDatabase database, Patience patience, Outbox outbox, MeterRows metering) {
        this.database = database;
        this.patience = patience;
        this.outbox = outbox;
        this.metering = metering;
    }

    /** Waits for the database; fails when it stays away. */
    Mono<Boolean> areThere(Changes changes) {
        return patience.with(Mono.defer(() -> lookFor(changes)));
    }

    private Mono<Boolean> lookFor(Changes changes) {
        return outbox.hasAny(database.client(), changes.facts())
                .switchIfEmpty(Mono.defer(() -> metering.hasAny(database.client(), changes.meterRows()))).defaultIfEmpty(false);
    }
}
