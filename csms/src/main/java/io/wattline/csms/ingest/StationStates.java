package io.wattline.csms.ingest;

import io.wattline.csms.station.StationRows;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.csms.transaction.TransactionRows;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.Announcement;
import io.wattline.model.event.Booted;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.station.StationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The committed state of the stations that report here. Only the one running commit works with it. */
@Component
class StationStates implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(StationStates.class);

    record Key(AccountId account, StationId station) {
        static Key of(Report report) { return new Key(report.account(), report.station()); }
    }

    private final StationRows stations;
    private final TransactionRows transactions;
    private final Map<Key, StationState> committed = new ConcurrentHashMap<>();
    /** Rows of an earlier run that was killed say that stations are online; done before the first of them comes back. */
    private final Mono<Boolean> freshStart;

    StationStates(StationRows stations, TransactionRows transactions) {
        this.stations = stations;
        this.transactions = transactions;
        freshStart = stations.nobodyIsOnline().thenReturn(true).cacheInvalidateIf(_ -> false);
    }

    @Override
    public void afterSingletonsInstantiated() {
        freshStart.subscribe(_ -> {}, failure -> LOG.atError().setCause(failure).log("stations of an earlier run stay online"));
    }

    /** Copies to fold a batch into, read from the database where this node does not know them. */
    Mono<Map<Key, StationState>> workingCopies(DatabaseClient db, List<Report> batch) {
        var copies = new LinkedHashMap<Key, StationState>();
        var missing = new LinkedHashMap<Key, StationState>();
        for (Report report : batch) {
            Key key = Key.of(report);
            if (copies.containsKey(key)) continue;
            StationState known = committed.get(key);
            if (known == null) missing.put(key, new StationState(report.account(), report.station()));
            copies.put(key, known == null ? missing.get(key) : known.copy());
        }
        return freshStart.then(load(db, missing)).then(Mono.defer(() -> loadNamedTransactions(db, batch, copies))).thenReturn(copies);
    }

    void committed(Map<Key, StationState> copies) {
        copies.forEach((key, state) -> {
            state.forgetEnded();
            if (state.isOnline()) committed.put(key, state);
            else
                committed.remove(key);
        });
    }

    private Mono<Void> load(DatabaseClient db, Map<Key, StationState> missing) {
        if (missing.isEmpty()) return Mono.empty();
        List<AccountId> accounts = missing.keySet().stream().map(Key::account).toList();
        List<StationId> ids = missing.keySet().stream().map(Key::station).toList();
        return stations.connectorsOf(db, accounts, ids)
                .doOnNext(row -> missing.get(new Key(row.account(), row.state().ref().station())).know(row.state()))
                .thenMany(transactions.activeOf(db, accounts, ids))
                .doOnNext(row -> missing.get(new Key(row.account(), row.transaction().connector().station())).know(row.transaction()))
                .then();
    }

    /** Facts may be about transactions that ended long ago, or that another node knows. */
    private Mono<Void> loadNamedTransactions(DatabaseClient db, List<Report> batch, Map<Key, StationState> copies) {
        var wanted = new HashMap<UUID, StationState>();
        for (Report report : batch) {
            StationState state = copies.get(Key.of(report));
            for (StationEvent fact : report.facts()) {
                TransactionRef named = transactionOf(fact);
                if (named != null && !state.knows(named)) wanted.put(ChargingTransaction.idOf(state.account, state.station, named), state);
            }
        }
        if (wanted.isEmpty()) return Mono.empty();
        var ids = new ArrayList<>(wanted.keySet());
        return transactions.byIds(db, ids.stream().map(id -> wanted.get(id).account).toList(), ids)
                .doOnNext(row -> wanted.get(row.transaction().id()).know(row.transaction())).then();
    }

    private static @Nullable TransactionRef transactionOf(StationEvent fact) {
        return switch (fact) {
            case MeterSampled sampled -> sampled.transaction();
            case TransactionFact told -> told.transaction();
            case StationConnected _,StationDisconnected _,Booted _,StatusChanged _,Announcement _ -> null;
        };
    }
}
