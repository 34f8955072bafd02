package io.wattline.csms.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.rpc.StationSessions;
import io.wattline.csms.transaction.MessageOrder.Truth;
import io.wattline.model.station.OcppVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the order, the losses and the repetitions: every session is there once, with its energy, and nothing that was acknowledged is lost. */
@io.wattline.csms.CsmsTest
class MessageOrdersTest {
    private static final int ORDERS = 1_000;
    private static final int AT_ONCE = 64;

    @Autowired
    private StationSessions sessions;
    @Autowired
    private CentralSystem central;
    @Autowired
    private AllAccountsDatabase database;

    @ParameterizedTest
    @EnumSource
    void anyOrderGivesTheSameSessions(OcppVersion version) throws Exception {
        String prefix = "O" + version.number() + "-";
        register(prefix);
        Map<String, MessageOrder> orders = run(version, prefix);

        Map<String, List<Found>> found = transactions(prefix);
        Map<String, Set<Instant>> samples = samples(prefix);
        var wrong = new ArrayList<String>();
        orders.forEach((station, order) -> {
            String difference = difference(order, found.getOrDefault(station, List.of()));
            if (difference != null) wrong.add(station + ": " + difference);
            var lost = new HashSet<>(order.acknowledgedSamples());
            lost.removeAll(samples.getOrDefault(station, Set.of()));
            if (!lost.isEmpty()) wrong.add(station + ": lost samples of " + lost);
        });
        assertThat(orders).hasSize(ORDERS);
        assertThat(wrong).as("orders that went wrong; the number is the seed").isEmpty();
    }

    private Map<String, MessageOrder> run(OcppVersion version, String prefix) throws Exception {
        Map<String, Callable<MessageOrder>> runs = new LinkedHashMap<>();
        for (int seed = 0; seed < ORDERS; seed++) {
            int number = seed;
            runs.put(prefix + seed, () -> {
                var order = new MessageOrder(new RealStation(sessions, central, "orders", prefix + number, version), number);
                order.run();
                return order;
            });
        }
        Map<String, MessageOrder> done = new LinkedHashMap<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var running = new LinkedHashMap<String, Future<MessageOrder>>();
            runs.forEach((station, run) -> running.put(station, threads.submit(run)));
            for (var each : running.entrySet()) done.put(each.getKey(), each.getValue().get());
        }
        return done;
    }

    private static String difference(MessageOrder order, List<Found> found) {
        List<Truth> truths = order.truths();
        if (found.size() != truths.size()) return truths.size() + " sessions became " + found;
        for (int i = 0; i < truths.size(); i++) {
            Truth truth = truths.get(i);
            Found got = found.get(i);
            boolean right = got.energyWh.compareTo(truth.energyWh()) == 0 && got.state.equals("ended")
                    && got.startedAt.equals(truth.startedAt()) && got.stoppedAt.equals(truth.stoppedAt())
                    && got.flags.contains("gap") != truth.complete() && !got.flags.contains("suspect")
                    && !got.flags.contains("discrepancy") && !got.flags.contains("baseline");
            if (!right) return truth + " became " + got;
        }
        return null;
    }

    private record Found(String state, Instant startedAt, Instant stoppedAt, BigDecimal energyWh, Set<String> flags) {}

    private Map<String, List<Found>> transactions(String prefix) {
        var found = new HashMap<String, List<Found>>();
        database.client()
                .sql("SELECT * FROM transaction WHERE account_id = 'orders' AND station_id LIKE '" + prefix + "%' ORDER BY started_at")
                .map(row -> found.computeIfAbsent(row.get("station_id", String.class), _ -> new ArrayList<>())
                        .add(new Found(row.get("state", String.class), row.get("started_at", Instant.class),
                                row.get("stopped_at", Instant.class), row.get("energy_wh", BigDecimal.class),
                                Set.of(row.get("flags", String[].class)))))
                .all().collectList().toFuture().join();
        return found;
    }

    private Map<String, Set<Instant>> samples(String prefix) {
        var samples = new HashMap<String, Set<Instant>>();
        database.client()
                .sql("SELECT station_id, at FROM meter_value WHERE account_id = 'orders' AND station_id LIKE '" + prefix + "%'")
                .map(row -> samples.computeIfAbsent(row.get("station_id", String.class), _ -> new HashSet<>())
                        .add(row.get("at", Instant.class)))
                .all().collectList().toFuture().join();
        return samples;
    }

    private void register(String prefix) {
        sql("INSERT INTO account (account_id, name) VALUES ('orders', 'Orders') ON CONFLICT DO NOTHING");
        sql("INSERT INTO tag (account_id, tag_key, id_tag) VALUES ('orders', 'ORDER', 'ORDER') ON CONFLICT DO NOTHING");
        sql("INSERT INTO station (account_id, station_id, name) SELECT 'orders', '" + prefix + "' || n, 'O' FROM generate_series(0, "
                + (ORDERS - 1) + ") n");
    }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
