package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.ocpp.ws.RawStation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What goes on beside a message is no reason to refuse it. */
class OddMomentsTest extends OddScene {
    @Autowired
    private AllAccountsDatabase database;

    /** Somebody holds the station and wants its connector; a transaction that begins holds the connector and needs the station. */
    @Test
    void aDeadlockInTheDatabaseIsNoErrorForTheStation() {
        RawStation station = connects("ocpp1.6");
        station.sends("[2,'1'," + status(1, "Available", "") + "]").answers("[3,'1',{}]");

        database.transactional(db -> lock(db, "station").then(Mono.fromRunnable(() -> {
            station.sends("[2,'2'," + start(1, 1000, ago(10)) + "]");
            await().atMost(Duration.ofSeconds(10)).until(this::somebodyWaits);
        }).subscribeOn(Schedulers.boundedElastic())).then(lock(db, "connector"))).toFuture().join();

        assertThat(station.hears()).startsWith("[3,\"2\",{\"transactionId\":");
        operator.seesTransactions(1);
        operator.seesTransaction("{'state':'active','meterStartKwh':1}");
    }

    private Mono<Long> lock(DatabaseClient db, String table) {
        return db.sql("SELECT 1 FROM " + table + " WHERE account_id = 'demo' AND station_id = '" + id + "' FOR UPDATE").fetch()
                .rowsUpdated()
                .thenReturn(1L);
    }

    private boolean somebodyWaits() {
        return database.client().sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                .map(row -> row.get(0, Long.class)).one().toFuture().join() > 0;
    }
}
