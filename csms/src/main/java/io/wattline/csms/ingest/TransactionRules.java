package io.wattline.csms.ingest;

import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.csms.transaction.EnergyReading;
import io.wattline.csms.transaction.EnergyReading.Kind;
import io.wattline.csms.transaction.TransactionFlag;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.ForeignTransactionStopped;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.event.TransactionIncomplete;
import io.wattline.model.event.TransactionQueueTold;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a station's message does to its transactions. Nothing it says of them is refused: what comes twice changes nothing, what comes late
 * counts at its own time, what fits nothing becomes a record of its own.
 */
final class TransactionRules {
    /** A connector that is free so long after a transaction's latest news shows that it is over. */
    private static final Duration QUIET = Duration.ofSeconds(60);
    /** A status that follows a boot may seem to come before it: clocks of stations count whole seconds and differ from ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);
    /** A start told within this time happens now; an older one was kept by a station that had no connection. */
    private static final Duration LIVE = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Set<UUID> settled;
    private final Connectors connectors;
    private final Instant receivedAt;
    private final Instant receivedByItsClock;
    private final BiConsumer<ChargingTransaction, @Nullable ChargingTransaction> changed;
    private final Consumer<StationEvent> told;

    /** {@code settled}: those that were before this message; {@code receivedByItsClock}: what the station would have written for {@code receivedAt}; {@code changed} hears of every transaction that changed, and what its row says, if it has one; {@code told} of the facts that are news. */
    TransactionRules(Ledger ledger, Set<UUID> settled, Connectors connectors, Instant receivedAt, Instant receivedByItsClock,
            BiConsumer<ChargingTransaction, @Nullable ChargingTransaction> changed,
            Consumer<StationEvent> told) {
        this.ledger = ledger;
        this.settled = settled;
        this.connectors = connectors;
        this.receivedAt = receivedAt;
        this.receivedByItsClock = receivedByItsClock;
        this.changed = changed;
        this.told = told;
    }

    /** The transaction a fact is about; null when it is about none, and a start that is known under another number. */
    @Nullable
    ChargingTransaction identify(TransactionFact fact) {
        TransactionRef ref = Objects.requireNonNull(fact.transaction(), "a started transaction is numbered before it is told");
        Optional<ChargingTransaction> known = fact instanceof TransactionEnded ended ? ledger.find(ended) : ledger.find(ref);
        if (known.isPresent()) return known.get();
        return switch (fact) {
            case TransactionStarted started -> identify(started, ref);
            case TransactionUpdated updated -> create(updated, ref);
            case TransactionEnded ended -> ended.details().seqNo() == null ? identify(ended) : create(ended, ref);
            case TransactionQueueTold _ -> null;
        };
    }

    private @Nullable ChargingTransaction identify(TransactionStarted started, TransactionRef ref) {
        boolean repeated = ledger.all().stream().anyMatch(other -> started.opening().equals(other.begin().opening()));
        if (repeated) return null;
        boolean numberedByUs = started.details().seqNo() == null;
        Optional<ChargingTransaction> ended = numberedByUs ? ledger.endedBy(started) : Optional.empty();
        return ended.map(transaction -> keep(transaction.numbered(ref))).orElseGet(() -> create(started, ref));
    }

    private ChargingTransaction identify(TransactionEnded ended) {
        var owner = ledger.ownerOf(ended.transaction());
        if (owner != null) {
            told.accept(new ForeignTransactionStopped(ended.station(), receivedAt, ended.transaction().value(), owner.value()));
            return keep(create(ended, Ledger.wrongName(ended)).flagged(TransactionFlag.ORPHAN).flagged(TransactionFlag.FOREIGN));
        }
        return ledger.meantBy(ended).map(meant -> keep(meant.toldAs(Ledger.wrongName(ended))))
                .orElseGet(() -> keep(create(ended, Ledger.wrongName(ended)).flagged(TransactionFlag.ORPHAN)));
    }

    private ChargingTransaction create(TransactionFact fact, TransactionRef ref) {
        return ledger.create(connectors.place(fact.connector(), null), ref, fact.at());
    }

    void apply(TransactionFact fact, @Nullable ChargingTransaction before) {
        ChargingTransaction transaction = identify(fact);
        if (transaction == null) return;
        ConnectorRef place = connectors.place(fact.connector(), transaction.connector());
        TransactionFact placed = fact.named(place, transaction.ref());
        boolean news = before == null || isNews(fact, before);
        ChargingTransaction after = switch (placed) {
            case TransactionStarted started -> start(transaction, started);
            case TransactionUpdated updated -> resume(transaction, updated.at()).with(updated);
            case TransactionEnded ended -> end(transaction, ended);
            case TransactionQueueTold queue -> queued(transaction, queue);
        };
        ChargingTransaction checked = after.gapChecked();
        if (news) told.accept(placed);
        if (checked.flags().contains(TransactionFlag.GAP) && !(before != null && before.flags().contains(TransactionFlag.GAP)))
            announceGap(checked);
        keep(checked);
    }

    /** A reading of a transaction; of one that is settled it is history only. */
    ChargingTransaction count(ChargingTransaction transaction, EnergyReading reading) {
        ChargingTransaction current = resume(transaction, reading.at());
        if (settled.contains(current.id()) || current.end() != null && !current.isAbandoned() && reading.kind() == Kind.END) return current;
        return keep(ledger.count(current, reading));
    }

    /** Of one that is settled nothing changes any more. */
    ChargingTransaction doubtUnits(ChargingTransaction transaction) {
        return settled.contains(transaction.id())
                ? transaction
                : keep(transaction.flagged(TransactionFlag.UNITS).flagged(TransactionFlag.SUSPECT));
    }

    /** A free connector shows that what ran there is over: at once after a boot, else when it has been quiet for a while. */
    void free(ConnectorRef connector, StatusChanged status, @Nullable Instant bootedAt) {
        boolean free = status.status() == ConnectorStatus.AVAILABLE || status.reported().equals("Preparing");
        if (!free) return;
        for (ChargingTransaction transaction : ledger.active(other -> other.connector().equals(connector))) {
            boolean waitsForTheCar = "Idle".equals(transaction.chargingState());
            boolean quiet = transaction.newsAt().plus(QUIET).isBefore(status.at());
            boolean booted = bootedAt != null && transaction.newsAt().isBefore(bootedAt)
                    && !transaction.newsAt().isAfter(status.at()) && !status.at().isBefore(bootedAt.minus(CLOCKS_DIFFER));
            if (!waitsForTheCar && (quiet || booted)) abandon(transaction);
        }
    }

    private ChargingTransaction start(ChargingTransaction transaction, TransactionStarted started) {
        if (transaction.isStarted()) return transaction.with(started);
        if (!started.details().isUnauthorized()) abandonOthersAt(started);
        ChargingTransaction begun = transaction.with(started);
        return started.meterStartWh() == null
                ? begun
                : ledger.count(begun, new EnergyReading(Kind.BEGIN, started.at(), started.meterStartWh(), null));
    }

    private ChargingTransaction end(ChargingTransaction transaction, TransactionEnded ended) {
        boolean first = transaction.isActive() || transaction.isAbandoned();
        if (!first || ended.meterStopWh() == null) return transaction.with(ended);
        ChargingTransaction counted = ledger.count(transaction,
                new EnergyReading(Kind.END, ended.at(), ended.meterStopWh(), null));
        return counted.with(ended);
    }

    private ChargingTransaction queued(ChargingTransaction transaction, TransactionQueueTold queue) {
        ChargingTransaction after = transaction.queued(queue.messagesInQueue());
        boolean lost = Boolean.FALSE.equals(queue.ongoing()) && !queue.messagesInQueue() && after.isActive();
        if (lost) return after.abandoned();
        return Boolean.TRUE.equals(queue.ongoing()) && after.isAbandoned() ? after.resumed() : after;
    }

    /** An EVSE charges one car at a time: what still runs there has lost its end. A start that comes late ends nothing that began after it. */
    private void abandonOthersAt(TransactionStarted started) {
        ConnectorRef place = started.connector();
        if (place.isStation()) return;
        boolean live = !started.at().isBefore(receivedByItsClock.minus(LIVE));
        ledger.active(other -> other.connector().evse() == place.evse() && !other.isNamed(Objects.requireNonNull(started.transaction()))
                && !other.begin().at().isAfter(started.at()) && (live || other.newsAt().isBefore(started.at()))).forEach(this::abandon);
    }

    private void abandon(ChargingTransaction transaction) {
        ChargingTransaction ended = keep(transaction.abandoned());
        var end = Objects.requireNonNull(ended.end());
        told.accept(new TransactionEnded(ended.connector(), end.at(), ended.ref(), null, end.meterWh(), ChargingTransaction.ABANDONED));
    }

    /** What was given up goes on when news of it comes, unless something else charges there since. */
    private ChargingTransaction resume(ChargingTransaction transaction, Instant at) {
        var end = transaction.end();
        if (end == null || !transaction.isAbandoned() || !at.isAfter(end.at())) return transaction;
        boolean taken = !ledger.active(other -> other.connector().evse() == transaction.connector().evse()
                && !other.begin().at().isBefore(transaction.begin().at())).isEmpty();
        return taken ? transaction : keep(transaction.resumed());
    }

    private static boolean isNews(TransactionFact fact, ChargingTransaction before) {
        Integer seqNo = fact.details().seqNo();
        if (seqNo != null) return !before.events().has(seqNo) || fact.at().isAfter(before.newsAt());
        return switch (fact) {
            case TransactionStarted _ -> !before.isStarted();
            case TransactionEnded ended -> before.isActive() || before.isAbandoned() || before.contradicts(ended);
            case TransactionUpdated _,TransactionQueueTold _ -> true;
        };
    }

    private void announceGap(ChargingTransaction transaction) {
        told.accept(new TransactionIncomplete(transaction.connector().station(), receivedAt, transaction.ref().value(),
                transaction.events().missing()));
    }

    private ChargingTransaction keep(ChargingTransaction transaction) {
        ChargingTransaction before = ledger.find(transaction.id()).orElse(null);
        if (transaction.equals(before)) return transaction;
        boolean stored = ledger.isStored(transaction.id());
        ledger.know(transaction);
        changed.accept(transaction, stored ? before : null);
        return transaction;
    }
}
