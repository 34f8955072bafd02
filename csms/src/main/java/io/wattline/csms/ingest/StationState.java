package io.wattline.csms.ingest;

import io.wattline.csms.metering.MeterReading;
import io.wattline.csms.metering.MeterRows.MeterRow;
import io.wattline.csms.station.ConnectorState;
import io.wattline.csms.station.StationRows.BootRow;
import io.wattline.csms.station.StationRows.StationChange;
import io.wattline.csms.transaction.ChargingTransaction;
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
import io.wattline.model.event.TransactionQueueTold;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A station's connectors and running transactions. A batch folds its facts into a copy; once that is stored, the copy takes the
 * original's place. What the facts changed is collected in {@link Changes}.
 */
final class StationState {
    final AccountId account;
    final StationId station;
    private final Map<ConnectorRef, ConnectorState> connectors;
    private final Map<TransactionRef, ChargingTransaction> transactions;
    private boolean online;

    StationState(AccountId account, StationId station) { this(account, station, new HashMap<>(), new HashMap<>(), false); }

    private StationState(AccountId account, StationId station, Map<ConnectorRef, ConnectorState> connectors,
            Map<TransactionRef, ChargingTransaction> transactions, boolean online) {
        this.account = account;
        this.station = station;
        this.connectors = connectors;
        this.transactions = transactions;
        this.online = online;
    }

    StationState copy() { return new StationState(account, station, new HashMap<>(connectors), new HashMap<>(transactions), online); }

    void know(ConnectorState connector) { connectors.put(connector.ref(), connector); }

    void know(ChargingTransaction transaction) { transactions.put(transaction.ref(), transaction); }

    boolean knows(TransactionRef transaction) { return transactions.containsKey(transaction); }

    boolean isOnline() { return online; }

    void forgetEnded() { transactions.values().removeIf(transaction -> !transaction.isActive()); }

    void apply(StationEvent fact, Instant receivedAt, Changes changes) {
        switch (fact) {
            case StationConnected connected -> connect(connected, changes);
            case StationDisconnected disconnected ->
                goOnline(false, new StationChange(account, station, false, null, null, null, null, null, null, disconnected.at()), changes);
            case Booted booted -> changes.station(boot(booted));
            case StatusChanged changed -> changeStatus(changed, receivedAt, changes);
            case MeterSampled sampled -> sample(sampled, receivedAt, changes);
            case TransactionFact told -> change(told, receivedAt, changes);
            case Announcement _ -> {}
        }
    }

    private void connect(StationConnected connected, Changes changes) {
        goOnline(true,
                new StationChange(account, station, true, connected.at(), connected.version().number(), connected.remoteAddress(), null,
                        null, null,
                        connected.at()),
                changes);
    }

    private void goOnline(boolean nowOnline, StationChange change, Changes changes) {
        online = nowOnline;
        changes.station(change);
        connectors.values().forEach(connector -> changes.shown(this, connector));
    }

    private StationChange boot(Booted booted) {
        var row = new BootRow(booted.vendor(), booted.model(), booted.serialNumber(), booted.firmwareVersion(), booted.payload(),
                booted.at());
        return new StationChange(account, station, null, null, null, null, row, null, null, booted.at());
    }

    private void changeStatus(StatusChanged changed, Instant receivedAt, Changes changes) {
        if (changed.connector().isStation()) {
            changes.station(new StationChange(account, station, null, null, null, null, null, changed.status().wireName(),
                    changed.reported(), receivedAt));
            return;
        }
        ConnectorState connector = connector(changed.connector()).with(changed);
        boolean free = connector.status() == ConnectorStatus.AVAILABLE && running(connector.ref()).isEmpty();
        put(free ? connector.idle(connector.energyWh()) : connector, changes);
    }

    private void sample(MeterSampled sampled, Instant receivedAt, Changes changes) {
        Optional<ChargingTransaction> transaction = sampled.transaction() == null
                ? running(sampled.connector())
                : Optional.ofNullable(transactions.get(sampled.transaction()));
        MeterReading reading = MeterReading.of(sampled);
        transaction.ifPresent(known -> meter(known, reading.energyWh(), receivedAt, changes));
        ConnectorRef place = place(sampled.connector(), transaction.map(ChargingTransaction::connector).orElse(null));
        UUID id = transaction.map(ChargingTransaction::id).orElse(null);
        changes.metered(new MeterRow(account, place, sampled.at(), receivedAt, id, reading));
        if (!place.isStation()) put(connector(place).measured(sampled.at(), reading.powerW(), energyOf(id), reading.socPercent()), changes);
    }

    private void meter(ChargingTransaction known, @Nullable BigDecimal registerWh, Instant receivedAt, Changes changes) {
        if (registerWh == null) return;
        ChargingTransaction metered = known.metered(registerWh);
        if (metered.equals(known)) return;
        know(metered);
        changes.transaction(account, metered, receivedAt);
    }

    private @Nullable BigDecimal energyOf(@Nullable UUID id) {
        if (id == null) return null;
        return transactions.values().stream().filter(known -> known.isActive() && known.id().equals(id)).map(ChargingTransaction::energyWh)
                .findFirst().orElse(null);
    }

    private void change(TransactionFact fact, Instant receivedAt, Changes changes) {
        TransactionRef ref = Objects.requireNonNull(fact.transaction(), "a started transaction is numbered before it is told");
        ChargingTransaction known = transactions.get(ref);
        ConnectorRef place = place(fact.connector(), known == null ? null : known.connector());
        if (fact instanceof TransactionStarted && known == null) abandonOthersAt(place, fact.at(), receivedAt, changes);
        ChargingTransaction before = known == null ? ChargingTransaction.first(account, place, ref, fact.at()) : known;
        ChargingTransaction after = switch (fact) {
            case TransactionStarted started -> before.with(started.named(place, ref));
            case TransactionUpdated updated -> before.with(updated);
            case TransactionEnded ended -> before.with(ended);
            case TransactionQueueTold _ -> before;
        };
        know(after);
        changes.transaction(account, after, receivedAt);
        show(after, changes);
    }

    /** An EVSE charges one car at a time: what still runs there has lost its end. */
    private void abandonOthersAt(ConnectorRef place, Instant at, Instant receivedAt, Changes changes) {
        if (place.isStation()) return;
        var others = transactions.values().stream().filter(other -> other.isActive() && other.connector().evse() == place.evse()).toList();
        for (ChargingTransaction other : others) {
            ChargingTransaction ended = other.abandoned(at);
            know(ended);
            changes.transaction(account, ended, receivedAt);
            show(ended, changes);
        }
    }

    private void show(ChargingTransaction transaction, Changes changes) {
        if (transaction.connector().isStation()) return;
        ConnectorState connector = connector(transaction.connector());
        if (transaction.isActive()) put(connector.charging(transaction.id()), changes);
        else if (transaction.id().equals(connector.transactionId())) put(connector.idle(transaction.energyWh()), changes);
    }

    private void put(ConnectorState connector, Changes changes) {
        ConnectorState before = connectors.put(connector.ref(), connector);
        if (!connector.equals(before)) changes.connector(this, connector);
    }

    private ConnectorState connector(ConnectorRef ref) {
        return Optional.ofNullable(connectors.get(ref)).orElseGet(() -> ConnectorState.unknown(ref));
    }

    private Optional<ChargingTransaction> running(ConnectorRef ref) {
        return transactions.values().stream().filter(known -> known.isActive() && known.connector().evse() == ref.evse()
                && (ref.connector() == 0 || known.connector().connector() == ref.connector())).findFirst();
    }

    /** Messages that name an EVSE without its connector, or nothing at all, are about what we know: the transaction's place, else the EVSE's first connector. */
    private ConnectorRef place(ConnectorRef told, @Nullable ConnectorRef known) {
        if (told.isStation()) return known == null ? told : known;
        if (told.connector() > 0) return told;
        if (known != null && known.evse() == told.evse() && known.connector() > 0) return known;
        int first = connectors.keySet().stream().filter(ref -> ref.evse() == told.evse()).mapToInt(ConnectorRef::connector)
                .filter(n -> n > 0).min().orElse(1);
        return new ConnectorRef(told.station(), told.evse(), first);
    }
}
