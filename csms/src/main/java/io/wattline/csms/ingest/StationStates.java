package io.wattline.csms.ingest;

import io.wattline.csms.deviation.ClockSkews;
import io.wattline.csms.metering.MeterRows;
import io.wattline.csms.metering.MeterRows.ReadingRow;
import io.wattline.csms.metering.MeterRows.ReadingsOf;
import io.wattline.csms.power.PowerLimits;
import io.wattline.csms.power.PowerLimits.StationKey;
import io.wattline.csms.power.StationPower;
import io.wattline.csms.station.StationRows;
import io.wattline.csms.station.StationRows.KnownConnector;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.csms.transaction.TransactionRows;
import io.wattline.csms.transaction.TransactionRows.FoundTransaction;
import io.wattline.csms.transaction.TransactionRows.TransactionRow;
import io.wattline.csms.transaction.TransactionRows.WantedTransaction;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.Announcement;
import io.wattline.model.event.Booted;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The committed state of the stations that report here. Only the one running commit works with it. */
@Component
class StationStates implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(StationStates.class);

    /** Clocks of meters and of stations differ. */
    private static final Duration SKEW = Duration.ofDays(1);

    static StationKey keyOf(Report report) { return new StationKey(report.account(), report.station()); }

    private final StationRows stations;
    private final TransactionRows transactions;
    private final MeterRows readings;
    private final PowerLimits limits;
    private final ClockSkews clocks;
    private final Map<StationKey, StationState> committed = new ConcurrentHashMap<>();
    /** Rows of an earlier run that was killed say that stations are online; done before the first of them comes back. */
    private final Mono<Boolean> freshStart;

    StationStates(StationRows stations, TransactionRows transactions, MeterRows readings, PowerLimits limits,
            ClockSkews clocks) {
        this.stations = stations;
        this.transactions = transactions;
        this.readings = readings;
        this.limits = limits;
        this.clocks = clocks;
        freshStart = stations.nobodyIsOnline().thenReturn(true).cacheInvalidateIf(_ -> false);
    }

    @Override
    public void afterSingletonsInstantiated() {
        freshStart.subscribe(_ -> {}, failure -> LOG.atError().setCause(failure).log("stations of an earlier run stay online"));
    }

    /** Copies to fold a batch into, read from the database where this node does not know them. */
    Mono<Map<StationKey, StationState>> workingCopies(DatabaseClient db, List<Report> batch) {
        Set<StationKey> keys = batch.stream().map(StationStates::keyOf).collect(Collectors.toCollection(LinkedHashSet::new));
        return freshStart.then(Mono.defer(() -> limits.of(db, keys))).flatMap(power -> workingCopies(db, batch, keys, power));
    }

    private Mono<Map<StationKey, StationState>> workingCopies(DatabaseClient db, List<Report> batch, Set<StationKey> keys,
            Map<StationKey, StationPower> power) {
        var copies = new LinkedHashMap<StationKey, StationState>();
        var missing = new LinkedHashMap<StationKey, StationState>();
        for (StationKey key : keys) {
            StationState known = committed.get(key);
            boolean current = known != null && !known.isDoubtful();
            StationState copy = current ? known.copy() : new StationState(key.account(), key.station(), power.get(key), known);
            copy.ledger().know(power.get(key));
            copy.know(clocks.ahead(key.account(), key.station()));
            if (!current) missing.put(key, copy);
            copies.put(key, copy);
        }
        return load(db, missing).then(Mono.defer(() -> loadNamedTransactions(db, batch, copies))).thenReturn(copies);
    }

    /** The running transaction that this 1.x start opened; empty when it is over, or this node does not know the station. */
    Optional<TransactionRef> running(AccountId account, StationId station, String opening) {
        return Optional.ofNullable(committed.get(new StationKey(account, station)))
                .flatMap(state -> state.ledger().all().stream().filter(known -> opening.equals(known.begin().opening())).findFirst())
                .map(ChargingTransaction::ref);
    }

    void committed(Map<StationKey, StationState> copies) {
        copies.forEach((key, state) -> {
            state.forgetOthers();
            if (state.isOnline()) committed.put(key, state);
            else
                committed.remove(key);
        });
    }

    /** What is known of them may be older than what is stored, and is read again. */
    void doubt(Set<StationKey> stations) {
        for (StationKey key : stations) committed.computeIfPresent(key, (_, state) -> state.doubtful());
    }

    private Mono<Void> load(DatabaseClient db, Map<StationKey, StationState> missing) {
        if (missing.isEmpty()) return Mono.empty();
        List<AccountId> accounts = missing.keySet().stream().map(StationKey::account).toList();
        List<StationId> ids = missing.keySet().stream().map(StationKey::station).toList();
        return stations.connectorsOf(db, accounts, ids)
                .doOnNext(known -> know(known, missing))
                .thenMany(transactions.activeOf(db, accounts, ids)).collectList().flatMap(running -> resume(db, running, missing));
    }

    /** Rows of running transactions are up to a minute behind their readings. */
    private Mono<Void> resume(DatabaseClient db, List<TransactionRow> running, Map<StationKey, StationState> missing) {
        if (running.isEmpty()) return Mono.empty();
        List<ReadingsOf> wanted = running.stream().map(row -> new ReadingsOf(row.account(), row.transaction().connector().station(),
                row.transaction().id(), meteredUntil(row.transaction()))).toList();
        return readings.of(db, wanted).collectMultimap(ReadingRow::transaction, ReadingRow::reading)
                .doOnNext(found -> running
                        .forEach(row -> missing.get(new StationKey(row.account(), row.transaction().connector().station())).ledger()
                                .resume(row.transaction(), new TreeSet<>(found.getOrDefault(row.transaction().id(), List.of())))))
                .then();
    }

    private static Instant meteredUntil(ChargingTransaction transaction) {
        Instant last = transaction.energy().lastAt();
        return last == null ? transaction.begin().at().minus(SKEW) : last;
    }

    private static void know(KnownConnector known, Map<StationKey, StationState> missing) {
        StationState state = missing.get(new StationKey(known.row().account(), known.row().state().ref().station()));
        state.know(known.row().state());
        state.know(known.station());
    }

    /** Facts may be about transactions that ended long ago, that another node knows, or that only their readings can tell of. */
    private Mono<Void> loadNamedTransactions(DatabaseClient db, List<Report> batch, Map<StationKey, StationState> copies) {
        var wanted = new ArrayList<WantedTransaction>();
        for (Report report : batch) {
            StationState state = copies.get(keyOf(report));
            report.facts().forEach(fact -> wanted.addAll(wanted(state, fact)));
        }
        return (wanted.isEmpty() ? Flux.<FoundTransaction>empty() : transactions.find(db, wanted))
                .doOnNext(found -> know(found, copies)).then(Mono.defer(() -> loadReadings(db, batch, copies)));
    }

    private static List<WantedTransaction> wanted(StationState state, StationEvent fact) {
        TransactionRef ref = transactionOf(fact);
        if (ref == null || state.ledger().find(ref).isPresent()) return List.of();
        if (fact instanceof TransactionStarted started && started.details().seqNo() == null)
            return List.of(new WantedTransaction(state.account, state.station, ref, started.opening(), started.at(), false));
        if (fact instanceof TransactionEnded ended && ended.details().seqNo() == null)
            return List.of(wanted(state, ref, true), wanted(state, Ledger.wrongName(ended), false));
        return List.of(wanted(state, ref, false));
    }

    private static WantedTransaction wanted(StationState state, TransactionRef ref, boolean anywhere) {
        return new WantedTransaction(state.account, state.station, ref, null, null, anywhere);
    }

    private static void know(FoundTransaction found, Map<StationKey, StationState> copies) {
        StationState state = copies.get(new StationKey(found.account(), found.wantedBy()));
        var transaction = found.transaction();
        if (transaction.connector().station().equals(found.wantedBy())) state.ledger().know(transaction);
        else
            state.ledger().knowOwner(transaction.ref(), transaction.connector().station());
    }

    /** A reading that belongs before others needs them all. */
    private Mono<Void> loadReadings(DatabaseClient db, List<Report> batch, Map<StationKey, StationState> copies) {
        var late = new LinkedHashMap<UUID, StationState>();
        var wanted = new ArrayList<ReadingsOf>();
        boolean everyStationOnce = copies.size() == batch.size();
        for (Report report : batch) {
            StationState state = copies.get(keyOf(report));
            for (ChargingTransaction transaction : LateReadings.in(report, state, !everyStationOnce))
                if (late.put(transaction.id(), state) == null)
                    wanted.add(new ReadingsOf(state.account, state.station, transaction.id(),
                            transaction.begin().at().minus(SKEW)));
        }
        if (wanted.isEmpty()) return Mono.empty();
        return readings.of(db, wanted).doOnNext(row -> late.get(row.transaction()).ledger().know(row.transaction(), row.reading())).then();
    }

    private static @Nullable TransactionRef transactionOf(StationEvent fact) {
        return switch (fact) {
            case MeterSampled sampled -> sampled.transaction();
            case TransactionFact told -> told.transaction();
            case StationConnected _,StationDisconnected _,Booted _,StatusChanged _,Announcement _ -> null;
        };
    }
}
