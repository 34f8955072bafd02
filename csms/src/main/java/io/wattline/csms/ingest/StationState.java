package io.wattline.csms.ingest;

import io.wattline.csms.metering.MeterReading;
import io.wattline.csms.metering.MeterRows.MeterRow;
import io.wattline.csms.power.StationPower;
import io.wattline.csms.station.ConnectorState;
import io.wattline.csms.station.StationRows.BootRow;
import io.wattline.csms.station.StationRows.StationChange;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.csms.transaction.EnergyReading.Kind;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.Announcement;
import io.wattline.model.event.Booted;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.event.VariablesReported;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A station's connectors and running transactions. A batch folds its reports into a copy; once that is stored, the copy takes the
 * original's place. What the reports changed is collected in {@link Changes}.
 */
final class StationState {
    final AccountId account;
    final StationId station;
    private final Connectors connectors;
    private final Ledger ledger;
    private ConnectorStatus status;
    private @Nullable Instant bootedAt;
    private boolean online;
    private boolean doubtful;
    private Duration clockAhead = Duration.ZERO;

    /** Knows nothing yet but, of a doubtful one, what no row tells. */
    StationState(AccountId account, StationId station, StationPower power, @Nullable StationState doubtful) {
        this.account = account;
        this.station = station;
        this.connectors = new Connectors(this, new HashMap<>());
        this.ledger = new Ledger(account, station, power);
        this.status = ConnectorStatus.UNKNOWN;
        this.bootedAt = doubtful == null ? null : doubtful.bootedAt;
        this.online = doubtful != null && doubtful.online;
    }

    private StationState(StationState original) {
        this.account = original.account;
        this.station = original.station;
        this.connectors = original.connectors.copyFor(this);
        this.ledger = original.ledger.copy();
        this.status = original.status;
        this.bootedAt = original.bootedAt;
        this.online = original.online;
    }

    /** The same, to be read again before it is used. */
    StationState doubtful() {
        StationState copy = copy();
        copy.doubtful = true;
        return copy;
    }

    boolean isDoubtful() { return doubtful; }

    StationState copy() { return new StationState(this); }

    void know(ConnectorState connector) { connectors.know(connector); }

    void know(ConnectorStatus ofStation) { status = ofStation; }

    void know(Duration ahead) { clockAhead = ahead; }

    Ledger ledger() { return ledger; }

    boolean isOnline() { return online; }

    /** The whole station's status, which lies over those of its connectors. */
    ConnectorStatus status() { return status; }

    void forgetOthers() { ledger.forgetOthers(); }

    void apply(Report report, Changes changes) {
        var rules = new TransactionRules(ledger, ledger.settled(), connectors, report.receivedAt(), byItsClock(report.receivedAt()),
                (transaction, before) -> change(transaction, before, report, changes),
                fact -> changes.told(account, fact, report.receivedAt()));
        ChargingTransaction before = null;
        for (StationEvent fact : report.facts()) {
            if (!(fact instanceof TransactionFact step) || step.transaction() == null) continue;
            before = (step instanceof TransactionEnded ended ? ledger.find(ended) : ledger.find(step.transaction())).orElse(null);
            if (step instanceof TransactionEnded) rules.identify(step);
        }
        for (StationEvent fact : report.facts()) apply(fact, report, before, rules, changes);
    }

    private void apply(StationEvent fact, Report report, @Nullable ChargingTransaction before, TransactionRules rules, Changes changes) {
        switch (fact) {
            case StationConnected connected -> connect(connected, changes);
            case StationDisconnected disconnected ->
                goOnline(false, new StationChange(account, station, false, null, null, null, null, null, null, disconnected.at()), changes);
            case Booted booted -> boot(booted, changes);
            case StatusChanged changed -> changeStatus(changed, report.receivedAt(), rules, changes);
            case MeterSampled sampled -> sample(sampled, report, rules, changes);
            case TransactionFact step -> {
                rules.apply(step, before);
                meterOf(step, report, changes);
            }
            case VariablesReported reported -> connectors.named(reported, changes);
            case Announcement _ -> {}
        }
        if (!(fact instanceof TransactionFact)) changes.told(account, fact, report.receivedAt());
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
        connectors.all().forEach(connector -> changes.shown(this, connector));
    }

    private void boot(Booted booted, Changes changes) {
        bootedAt = booted.at();
        var row = new BootRow(booted.vendor(), booted.model(), booted.serialNumber(), booted.firmwareVersion(), booted.payload(),
                booted.at());
        changes.station(new StationChange(account, station, null, null, null, null, row, null, null, booted.at()));
    }

    private void changeStatus(StatusChanged changed, Instant receivedAt, TransactionRules rules, Changes changes) {
        if (changed.connector().isStation()) {
            changes.station(new StationChange(account, station, null, null, null, null, null, changed.status().wireName(),
                    changed.reported(), receivedAt));
            status = changed.status();
            connectors.all().forEach(connector -> changes.shown(this, connector));
            return;
        }
        for (ConnectorRef connector : connectors.named(changed.connector())) {
            var own = new StatusChanged(connector, changed.at(), changed.status(), changed.reported(), changed.errorCode(), changed.info());
            if (!connectors.isOld(own)) rules.free(connector, own, bootedAt);
            connectors.status(own, !ledger.active(other -> other.connector().equals(connector)).isEmpty(), changes);
        }
    }

    /** What the station would have written for this moment of ours: its own times compare with that. */
    private Instant byItsClock(Instant ours) {
        return ours.plus(clockAhead);
    }

    private void sample(MeterSampled sampled, Report report, TransactionRules rules, Changes changes) {
        ConnectorRef told = connectors.place(sampled.connector(), null);
        Optional<ChargingTransaction> known = meant(sampled, report);
        MeterReading reading = MeterReading.of(sampled);
        var energy = reading.energy(sampled.at());
        ConnectorState before = connectors
                .connector(connectors.place(sampled.connector(), known.map(ChargingTransaction::connector).orElse(null)));
        var check = new UnitCheck(before, ledger.power().watts(before.ref()));
        Optional<ChargingTransaction> transaction = known.map(meant -> {
            ChargingTransaction checked = check.isContradicted(sampled.at(), reading, meant.energy()) ? rules.doubtUnits(meant) : meant;
            return energy == null ? checked : rules.count(checked, energy);
        });
        ConnectorRef place = transaction.map(ChargingTransaction::connector).filter(at -> told.isStation() || at.evse() == told.evse())
                .map(at -> connectors.place(sampled.connector(), at)).orElse(told);
        changes.metered(
                new MeterRow(account, place, sampled.at(), report.receivedAt(), transaction.map(ChargingTransaction::id).orElse(null),
                        reading, sampled.claimedAt()));
        boolean live = transaction.map(ChargingTransaction::isActive).orElse(true);
        if (live)
            connectors.measured(place, sampled.at(), check.isPossible(reading) ? reading.powerW() : null, reading.socPercent(),
                    transaction.map(ChargingTransaction::energyWh).orElse(null), changes);
    }

    /**
     * The transaction whose end comes with it, the one it names, else what runs there: a station that never learnt its number names
     * another or none.
     */
    Optional<ChargingTransaction> meant(MeterSampled sampled, Report report) {
        for (StationEvent fact : report.facts())
            if (fact instanceof TransactionEnded ended && ended.transaction().equals(sampled.transaction()))
                return ledger.find(ended).or(() -> ledger.meantBy(ended));
        Optional<ChargingTransaction> named = Optional.ofNullable(sampled.transaction()).flatMap(ledger::find);
        return named.isPresent() || sampled.connector().isStation() ? named : ledger.running(sampled.connector(), sampled.at());
    }

    /** The registers of a start and an end are readings like others; those that came as samples too are not kept twice. */
    private void meterOf(TransactionFact step, Report report, Changes changes) {
        switch (step) {
            case TransactionStarted started -> meter(started, started.meterStartWh(), Kind.BEGIN, report, changes);
            case TransactionEnded ended -> meter(ended, ended.meterStopWh(), Kind.END, report, changes);
            case TransactionFact _ -> {}
        }
    }

    private void meter(TransactionFact step, @Nullable BigDecimal registerWh, Kind kind, Report report, Changes changes) {
        if (registerWh == null || step.transaction() == null) return;
        boolean sampled = report.facts().stream().anyMatch(
                fact -> fact instanceof MeterSampled other && MeterReading.of(other).is(kind, registerWh));
        if (sampled) return;
        var known = step instanceof TransactionEnded ended ? ledger.find(ended) : ledger.find(step.transaction());
        known.filter(transaction -> isItsOwn(step, transaction, registerWh)).ifPresent(transaction -> changes.metered(new MeterRow(account,
                connectors.place(step.connector(), transaction.connector()), step.at(), report.receivedAt(), transaction.id(),
                MeterReading.register(kind, registerWh), step.details().claimedAt())));
    }

    /** A second end that says something else is a discrepancy, not a reading. */
    private static boolean isItsOwn(TransactionFact step, ChargingTransaction transaction, BigDecimal registerWh) {
        var end = transaction.end();
        if (!(step instanceof TransactionEnded) || end == null) return true;
        return end.at().equals(step.at()) && end.meterWh() != null && end.meterWh().compareTo(registerWh) == 0;
    }

    private void change(ChargingTransaction transaction, @Nullable ChargingTransaction before, Report report, Changes changes) {
        if (!ledger.mayWait(transaction, before)) {
            changes.transaction(account, transaction, report.receivedAt(), before != null && transaction.goesOnFrom(before));
            ledger.wrote(transaction);
        }
        var shown = ledger.find(connectors.connector(transaction.connector()).transactionId());
        connectors.show(transaction, shown, changes);
    }
}
