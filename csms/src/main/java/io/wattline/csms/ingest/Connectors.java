package io.wattline.csms.ingest;

import io.wattline.csms.metering.MeterReading;
import io.wattline.csms.station.ConnectorState;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connectors of a station as far as it told of them; what it never told of is learnt when it does. */
final class Connectors {
    private final StationState station;
    private final Map<ConnectorRef, ConnectorState> known;

    Connectors(StationState station, Map<ConnectorRef, ConnectorState> known) {
        this.station = station;
        this.known = new HashMap<>(known);
    }

    Connectors copyFor(StationState copy) { return new Connectors(copy, known); }

    void know(ConnectorState connector) { known.put(connector.ref(), connector); }

    Collection<ConnectorState> all() { return known.values(); }

    /** Messages that name an EVSE without its connector, or nothing at all, are about what we know: the transaction's place, else the EVSE's first connector. */
    ConnectorRef place(ConnectorRef told, @Nullable ConnectorRef ofTransaction) {
        if (told.isStation()) return ofTransaction == null ? told : ofTransaction;
        if (told.connector() > 0) return told;
        if (ofTransaction != null && ofTransaction.evse() == told.evse() && ofTransaction.connector() > 0) return ofTransaction;
        int first = known.keySet().stream().filter(ref -> ref.evse() == told.evse()).mapToInt(ConnectorRef::connector)
                .filter(n -> n > 0).min().orElse(1);
        return new ConnectorRef(told.station(), told.evse(), first);
    }

    /** Whether the connector's status is newer than this one, which comes late. */
    boolean isOld(StatusChanged changed) {
        ConnectorState before = known.get(changed.connector());
        return before != null && before.statusAt() != null && changed.at().isBefore(before.statusAt());
    }

    void status(StatusChanged changed, boolean charging, Changes changes) {
        ConnectorState connector = connector(changed.connector()).with(changed);
        boolean free = connector.status() == ConnectorStatus.AVAILABLE && !charging;
        put(free ? connector.idle(connector.energyWh()) : connector, changes);
    }

    void measured(ConnectorRef place, Instant at, MeterReading reading, @Nullable BigDecimal energyWh, Changes changes) {
        if (!place.isStation()) put(connector(place).measured(at, reading.powerW(), energyWh, reading.socPercent()), changes);
    }

    /** An older transaction, told late, does not take a connector from the one that is there. */
    void show(ChargingTransaction transaction, Optional<ChargingTransaction> shown, Changes changes) {
        if (transaction.connector().isStation()) return;
        ConnectorState connector = connector(transaction.connector());
        boolean older = shown.filter(other -> other.isActive() && !other.id().equals(transaction.id())
                && other.begin().at().isAfter(transaction.begin().at())).isPresent();
        if (transaction.isActive() && !older) put(connector.charging(transaction.id()), changes);
        else if (transaction.id().equals(connector.transactionId())) put(connector.idle(transaction.energyWh()), changes);
    }

    ConnectorState connector(ConnectorRef ref) { return Optional.ofNullable(known.get(ref)).orElseGet(() -> ConnectorState.unknown(ref)); }

    /** The connectors that a status is about: of a 2.x EVSE without a connector, all of it. */
    List<ConnectorRef> named(ConnectorRef told) {
        if (told.connector() > 0) return List.of(told);
        List<ConnectorRef> ofEvse = known.keySet().stream().filter(ref -> ref.evse() == told.evse() && ref.connector() > 0).toList();
        return ofEvse.isEmpty() ? List.of(place(told, null)) : ofEvse;
    }

    private void put(ConnectorState connector, Changes changes) {
        ConnectorState before = known.put(connector.ref(), connector);
        if (!connector.equals(before)) changes.connector(station, connector, before != null && connector.isOnlyMeasuredSince(before));
    }
}
