package io.wattline.csms.ingest;

import io.wattline.csms.station.ConnectorState;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.VariablesReported;
import io.wattline.model.event.VariablesReported.Attribute;
import io.wattline.model.event.VariablesReported.Reported;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The connectors of a station as far as it told of them; what it never told of is learnt when it does. */
final class Connectors {
    private static final String NUMBER_OF_CONNECTORS = VariableRef.ofConfigurationKey("NumberOfConnectors").key();

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

    void measured(ConnectorRef place, Instant at, @Nullable BigDecimal powerW, @Nullable BigDecimal socPercent,
            @Nullable BigDecimal energyWh, Changes changes) {
        if (!place.isStation()) put(connector(place).measured(at, powerW, energyWh, socPercent), changes);
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

    /** A device model tells of connectors whose status nobody heard yet. Source: OCPP 1.6 §9.1.19, OCPP 2.0.1 part 1 §4.2. */
    void named(VariablesReported reported, Changes changes) {
        reported.variables().stream().flatMap(variable -> connectorsOf(reported.station(), variable)).filter(ref -> !known.containsKey(ref))
                .forEach(ref -> put(ConnectorState.unknown(ref), changes));
    }

    private static Stream<ConnectorRef> connectorsOf(StationId station, Reported variable) {
        VariableRef ref = variable.variable();
        if (ref.key().equals(NUMBER_OF_CONNECTORS)) {
            int count = variable.attributes().stream().map(Attribute::value).filter(value -> value != null && value.matches("[1-9]\\d?"))
                    .mapToInt(Integer::parseInt).max().orElse(0);
            return IntStream.rangeClosed(1, count).mapToObj(n -> new ConnectorRef(station, n, 1));
        }
        return ref.component().equalsIgnoreCase("Connector") && ref.evse() > 0 && ref.connector() > 0
                ? Stream.of(new ConnectorRef(station, ref.evse(), ref.connector()))
                : Stream.empty();
    }

    private void put(ConnectorState connector, Changes changes) {
        ConnectorState before = known.put(connector.ref(), connector);
        if (!connector.equals(before)) changes.connector(station, connector, before != null && connector.isOnlyMeasuredSince(before));
    }
}
