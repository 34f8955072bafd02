package io.wattline.csms.ingest;

import io.wattline.csms.power.StationPower;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.csms.transaction.EnergyReading;
import io.wattline.csms.transaction.TransactionFlag;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The running transactions of a station, and those that a batch names: which of them a message is about, and what it adds to them. */
final class Ledger {
    /** Clocks of meters and of stations differ a little. */
    private static final Duration LEEWAY = Duration.ofSeconds(10);
    /** How far the row of a running transaction may be behind its readings. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final BigDecimal ROUNDING_WH = BigDecimal.valueOf(100);

    private final AccountId account;
    private final StationId station;
    private StationPower power;
    private final Map<UUID, ChargingTransaction> known;
    /** Until when the rows of running transactions count their readings. */
    private final Map<UUID, Instant> written;
    /** All readings of those that a batch begins, and of those to which it adds late ones. */
    private final Map<UUID, SortedSet<EnergyReading>> readings = new HashMap<>();
    private final Map<TransactionRef, StationId> owners = new HashMap<>();
    /** Those that no row stands for yet. */
    private final Set<UUID> created = new HashSet<>();

    Ledger(AccountId account, StationId station, StationPower power) { this(account, station, power, Map.of(), Map.of()); }

    private Ledger(AccountId account, StationId station, StationPower power, Map<UUID, ChargingTransaction> known,
            Map<UUID, Instant> written) {
        this.account = account;
        this.station = station;
        this.power = power;
        this.known = new HashMap<>(known);
        this.written = new HashMap<>(written);
    }

    Ledger copy() { return new Ledger(account, station, power, known, written); }

    /** From now on. */
    void know(StationPower latest) { power = latest; }

    StationPower power() { return power; }

    void know(ChargingTransaction transaction) { known.put(transaction.id(), transaction); }

    void know(UUID transaction, EnergyReading reading) { readings.computeIfAbsent(transaction, _ -> new TreeSet<>()).add(reading); }

    void knowOwner(TransactionRef number, StationId owner) { owners.put(number, owner); }

    @Nullable
    StationId ownerOf(TransactionRef number) { return owners.get(number); }

    /** What a batch needed beside what runs. */
    void forgetOthers() {
        known.values().removeIf(transaction -> !transaction.isActive());
        written.keySet().retainAll(known.keySet());
        readings.clear();
        owners.clear();
        created.clear();
    }

    Set<UUID> settled() {
        return known.values().stream().filter(ChargingTransaction::isSettled).map(ChargingTransaction::id).collect(Collectors.toSet());
    }

    Optional<ChargingTransaction> find(TransactionRef ref) {
        return known.values().stream().filter(transaction -> transaction.isNamed(ref)).findFirst();
    }

    /** A wrong name may come again with another transaction, so it counts together with the time of the end. */
    Optional<ChargingTransaction> find(TransactionEnded ended) {
        return find(ended.transaction()).or(() -> find(wrongName(ended)));
    }

    /** What a 1.x stop is known by whose number is none that we gave to this station, so that a repeated one finds its own trace. */
    static TransactionRef wrongName(TransactionEnded ended) {
        String name = ended.transaction().value();
        return name.contains("@") ? ended.transaction() : new TransactionRef(name + "@" + ended.at());
    }

    Optional<ChargingTransaction> find(@Nullable UUID id) { return Optional.ofNullable(id).map(known::get); }

    /** A running transaction that goes on after a restart: its row, and what was measured since. */
    void resume(ChargingTransaction row, SortedSet<EnergyReading> since) {
        know(row.caughtUp(since, power.watts(row.connector())));
        wrote(row);
    }

    /** Its row need not be written yet: what it lacks are readings that have rows of their own. */
    boolean mayWait(ChargingTransaction transaction, @Nullable ChargingTransaction before) {
        Instant until = written.get(transaction.id());
        Instant last = transaction.energy().lastAt();
        return before != null && until != null && last != null && transaction.onlyMeasuredOnFrom(before)
                && last.isBefore(until.plus(LONGEST_WAIT));
    }

    void wrote(ChargingTransaction transaction) {
        Instant last = transaction.energy().lastAt();
        if (last != null) written.put(transaction.id(), last);
    }

    boolean isStored(UUID id) { return known.containsKey(id) && !created.contains(id); }

    Collection<ChargingTransaction> all() { return known.values(); }

    /** What runs at an EVSE (or at one connector of it) at that time. */
    Optional<ChargingTransaction> running(ConnectorRef place, Instant at) {
        return active(other -> isAt(other, place) && !at.isBefore(other.begin().at().minus(LEEWAY))).stream()
                .max(Comparator.comparing(other -> other.begin().at()));
    }

    List<ChargingTransaction> active(Predicate<ChargingTransaction> which) {
        return known.values().stream().filter(ChargingTransaction::isActive).filter(which).toList();
    }

    ChargingTransaction create(ConnectorRef place, TransactionRef ref, Instant at) {
        var first = ChargingTransaction.first(account, place, ref, at);
        readings.putIfAbsent(first.id(), new TreeSet<>());
        created.add(first.id());
        know(first);
        return first;
    }

    /** Late readings count with all the others; what is settled only keeps its history. */
    ChargingTransaction count(ChargingTransaction transaction, EnergyReading reading) {
        SortedSet<EnergyReading> all = readings.get(transaction.id());
        if (all != null) all.add(reading);
        if (!transaction.energy().isLate(reading)) return transaction.plus(reading, power.watts(transaction.connector()));
        return all == null ? transaction : transaction.recounted(all, power.watts(transaction.connector()));
    }

    /** Whether this reading belongs before others, so that all are needed to count it. */
    static boolean isLate(ChargingTransaction transaction, EnergyReading reading) {
        return transaction.energy().isLate(reading) && !transaction.energy().repeats(reading);
    }

    /**
     * The running transaction that a 1.x stop with a wrong number means: the only one that its token began and whose register leads to
     * the one told.
     */
    Optional<ChargingTransaction> meantBy(TransactionEnded ended) {
        List<ChargingTransaction> possible = active(
                other -> !other.events().isCounted() && isSameToken(other, ended.idToken()) && !ended.at().isBefore(other.begin().at())
                        && leadsTo(other.energy().lastWh(), ended.meterStopWh()));
        return possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty();
    }

    /** The end that a 1.x station told before this start, whose number it did not know yet. */
    Optional<ChargingTransaction> endedBy(TransactionStarted started) {
        return known.values().stream()
                .filter(other -> !other.isStarted() && other.end() != null && !other.events().isCounted()
                        && !other.flags().contains(TransactionFlag.FOREIGN))
                .filter(other -> other.connector().isStation() || isAt(other, started.connector()))
                .filter(other -> isSameToken(other, started.idToken()) && !other.begin().at().isBefore(started.at())
                        && leadsTo(started.meterStartWh(), other.energy().baselineWh()))
                .min(Comparator.comparing(other -> other.begin().at()));
    }

    private static boolean isAt(ChargingTransaction transaction, ConnectorRef place) {
        return transaction.connector().evse() == place.evse()
                && (place.connector() == 0 || transaction.connector().connector() == place.connector());
    }

    private static boolean isSameToken(ChargingTransaction transaction, @Nullable IdToken token) {
        String known = transaction.begin().idTag();
        return token == null || known == null || new IdToken(known).key().equals(token.key());
    }

    private static boolean leadsTo(@Nullable BigDecimal earlierWh, @Nullable BigDecimal laterWh) {
        return earlierWh == null || laterWh == null || laterWh.compareTo(earlierWh.subtract(ROUNDING_WH)) >= 0;
    }
}
