package io.wattline.csms.station;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Looks up who is at the door; those who come while a look-up runs share the next, so that a storm of reconnects costs few of them. */
@Repository
@CrossTenant("a station at the door names its account in its address or not at all")
class AdmissionLookup {
    record Known(AccountId account, StationId station, boolean enabled, @Nullable String passwordHash) {}

    private record Waiting(StationId station, MonoSink<List<Known>> answer) {}

    private static final int MOST = 1_000;

    private final AllAccountsDatabase database;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean reading = new AtomicBoolean();

    AdmissionLookup(AllAccountsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The stations of that name, in whatever accounts. */
    Mono<List<Known>> find(StationId station) {
        return Mono.create(answer -> {
            queue.add(new Waiting(station, answer));
            drain();
        });
    }

    /** Registers it with the defaults of its account, if that one accepts whom nobody registered. */
    Mono<Known> join(AccountId account, StationId station) {
        return database.client().sql("""
                INSERT INTO station AS old (account_id, station_id, name, price_per_kwh, currency, updated_at)
                SELECT account_id, :station, :station, default_price_per_kwh, currency, :now FROM account
                WHERE account_id = :account AND unknown_station_policy = 'accept'
                ON CONFLICT (account_id, station_id) DO UPDATE SET deleted_at = NULL, updated_at = excluded.updated_at
                RETURNING account_id, station_id, enabled, password_hash""").bind("account", account.value())
                .bind("station", station.value())
                .bind("now", clock.instant()).map(AdmissionLookup::known).one();
    }

    private void drain() {
        if (queue.isEmpty() || !reading.compareAndSet(false, true)) return;
        List<Waiting> together = next();
        read(together).doFinally(_ -> {
            reading.set(false);
            drain();
        }).subscribe(found -> together.forEach(each -> each.answer().success(found.getOrDefault(each.station(), List.of()))),
                failure -> together.forEach(each -> each.answer().error(failure)));
    }

    private List<Waiting> next() {
        var together = new ArrayList<Waiting>();
        for (Waiting each = queue.poll(); each != null; each = together.size() < MOST ? queue.poll() : null) together.add(each);
        return together;
    }

    private Mono<Map<StationId, List<Known>>> read(List<Waiting> together) {
        String[] names = together.stream().map(each -> each.station().value()).distinct().toArray(String[]::new);
        return database.client()
                .sql("""
                SELECT account_id, station_id, enabled, password_hash FROM station WHERE station_id = ANY (:names) AND deleted_at IS NULL""")
                .bind("names", names).map(AdmissionLookup::known).all().collect(Collectors.groupingBy(Known::station));
    }

    private static Known known(Readable row) {
        return new Known(new AccountId(Objects.requireNonNull(row.get("account_id", String.class))),
                new StationId(Objects.requireNonNull(row.get("station_id", String.class))),
                Boolean.TRUE.equals(row.get("enabled", Boolean.class)),
                row.get("password_hash", String.class));
    }
}
