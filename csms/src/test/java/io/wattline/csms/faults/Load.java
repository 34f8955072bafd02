package io.wattline.csms.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stations of both families that charge without pause, each in a thread of its own. */
final class Load implements AutoCloseable {
    private final String name;
    private final Ledger ledger = new Ledger();
    private final List<BusyStation> stations = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** {@code name}: how the stations' ids begin; {@code patience}: how long a station waits for an answer. */
    Load(String name, int port, int count, Duration patience) {
        this.name = name;
        for (int i = 0; i < count; i++) {
            Dialect dialect = i % 2 == 0 ? Dialect.OCPP_16 : new Dialect201();
            var station = new BusyStation(name + "-" + i, port, dialect, patience, ledger, Clock.systemUTC());
            stations.add(station);
            threads.add(Thread.ofVirtual().name(name + "-" + i).start(station));
        }
    }

    Ledger ledger() { return ledger; }

    /** Waits until the stations were told so many more steps. */
    void goesOn(int steps) {
        int goal = ledger.size() + steps;
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).untilAsserted(
                () -> assertThat(ledger.size()).as("steps acknowledged").isGreaterThanOrEqualTo(goal));
    }

    /** Waits until nobody is answered any more, for a second. */
    void standsStill() {
        var size = new AtomicInteger(-1);
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                .until(() -> size.getAndSet(ledger.size()) == ledger.size());
    }

    /** All end the sessions they are in. */
    Ledger finish() {
        stations.forEach(BusyStation::leave);
        awaitAll();
        return ledger;
    }

    /** How the stations' ids begin. */
    @Override
    public String toString() { return name; }

    @Override
    public void close() {
        stations.forEach(BusyStation::abandon);
        awaitAll();
    }

    private void awaitAll() {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> threads.stream().noneMatch(Thread::isAlive));
    }
}
