package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.v2.Message.TransactionEvent;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts of a TransactionEvent, in the order they happened. Its EVSE is told once only, so later ones are of the station. */
final class TransactionFacts {
    private TransactionFacts() {}

    static List<StationEvent> of(StationId station, TransactionEvent event, Instant received) {
        var info = event.transactionInfo();
        var connector = connector(station, event.evse());
        var transaction = new TransactionRef(info.transactionId());
        var token = Tokens.of(event.idToken());
        var at = Timestamps.read(event.timestamp(), received);
        List<MeterSampled> readings = MeterReadings.of(connector, transaction, event.meterValue(), received);
        var update = new TransactionUpdated(connector, at, transaction, token, info.chargingState(), info.remoteStartId());
        var facts = new ArrayList<StationEvent>(readings.size() + 2);
        switch (event.eventType()) {
            case Started -> {
                facts.add(new TransactionStarted(connector, at, transaction, info.transactionId(), token,
                        MeterReadings.register(readings, "Transaction.Begin"), info.remoteStartId(), event.triggerReason()));
                if (info.chargingState() != null) facts.add(update);
                facts.addAll(readings);
            }
            case Updated -> {
                facts.add(update);
                facts.addAll(readings);
            }
            case Ended -> {
                facts.addAll(readings);
                facts.add(new TransactionEnded(connector, at, transaction, token, MeterReadings.register(readings, "Transaction.End"),
                        info.stoppedReason() == null ? StopReason.LOCAL : new StopReason(info.stoppedReason())));
            }
        }
        return facts;
    }

    private static ConnectorRef connector(StationId station, Message.@Nullable Evse evse) {
        if (evse == null) return new ConnectorRef(station, 0, 0);
        return new ConnectorRef(station, evse.id(), evse.connectorId() == null ? 0 : evse.connectorId());
    }
}
