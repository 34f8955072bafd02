package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.v2.Message.TransactionEvent;
import io.wattline.csms.ocpp.wire.Moment;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.TransactionDetails;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionQueueTold;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The facts of a TransactionEvent, in the order they happened. Its EVSE is told once only, so later ones are of the station. */
final class TransactionFacts {
    private TransactionFacts() {}

    /** {@code token} is what will be answered about the event's token; null when it names none. */
    static List<StationEvent> of(StationId station, TransactionEvent event, @Nullable TagStatus token, Instant received) {
        var info = event.transactionInfo();
        var connector = connector(station, event.evse());
        var transaction = new TransactionRef(info.transactionId());
        var moment = Moment.of(event.timestamp(), received);
        List<MeterSampled> readings = MeterReadings.of(connector, transaction, event.meterValue(), received);
        var details = new TransactionDetails(event.seqNo(), Boolean.TRUE.equals(event.offline()), event.triggerReason(), token,
                event.reservationId(), event.numberOfPhasesUsed(), event.cableMaxCurrent(), moment.claimed());
        var idToken = Tokens.of(event.idToken());
        var update = new TransactionUpdated(connector, moment.at(), transaction, idToken, info.chargingState(), info.remoteStartId(),
                details);
        var facts = new ArrayList<StationEvent>(readings.size() + 2);
        switch (event.eventType()) {
            case Started -> {
                facts.add(new TransactionStarted(connector, moment.at(), transaction, info.transactionId(), idToken,
                        MeterReadings.register(readings, "Transaction.Begin"), info.remoteStartId(), event.triggerReason(), details));
                if (info.chargingState() != null) facts.add(update);
                facts.addAll(readings);
            }
            case Updated -> {
                facts.add(update);
                facts.addAll(readings);
            }
            case Ended -> {
                facts.addAll(readings);
                facts.add(new TransactionEnded(connector, moment.at(), transaction, idToken,
                        MeterReadings.register(readings, "Transaction.End"),
                        info.stoppedReason() == null ? StopReason.LOCAL : new StopReason(info.stoppedReason()), details));
            }
        }
        return facts;
    }

    /** What an answer to GetTransactionStatus says of the transaction asked about. */
    static List<StationEvent> queue(StationId station, JsonNode request, JsonNode answer, Instant now) {
        JsonNode asked = request.path("transactionId");
        if (!asked.isString() || !answer.path("messagesInQueue").isBoolean()) return List.of();
        JsonNode ongoing = answer.path("ongoingIndicator");
        return List.of(new TransactionQueueTold(new ConnectorRef(station, 0, 0), now, new TransactionRef(asked.stringValue()),
                ongoing.isBoolean() ? ongoing.booleanValue() : null, answer.path("messagesInQueue").booleanValue()));
    }

    private static ConnectorRef connector(StationId station, Message.@Nullable Evse evse) {
        if (evse == null || evse.id() <= 0) return new ConnectorRef(station, 0, 0);
        return new ConnectorRef(station, evse.id(), evse.connectorId() == null ? 0 : Math.max(0, evse.connectorId()));
    }
}
