package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.wire.Moment;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.TransactionDetails;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The messages about transactions. They are always answered with a result, or the station repeats them for ever and blocks its queue. */
final class Charging {
    private static final BigDecimal LARGEST_NUMBER = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final CentralSystem central;
    private final Clock clock;

    Charging(CentralSystem central, Clock clock) {
        this.central = central;
        this.clock = clock;
    }

    /** The token is asked for first, or it would find the transaction it is about to start. A refused one gets a number too: some stations charge anyway. */
    Mono<JsonNode> start(StationPrincipal station, Message.StartTransaction m) {
        return central.meant(station, new IdToken(m.idTag())).flatMap(token -> start(station, m, token));
    }

    private Mono<JsonNode> start(StationPrincipal station, Message.StartTransaction m, IdToken token) {
        var moment = Moment.of(m.timestamp(), clock.instant());
        var details = new TransactionDetails(null, false, null, null, reservation(m.reservationId()), null, null, moment.claimed());
        var started = new TransactionStarted(place(station.station(), m.connectorId()), moment.at(), null, opening(m), token,
                m.meterStart(),
                null, null, details);
        return central.authorizeStart(station, token, started).flatMap(answer -> central
                .open(station, started.with(details.with(answer.status())))
                .map(number -> new Answer.StartTransaction(Integer.parseInt(number.value()), Answer.IdTagInfo.of(answer)).payload()));
    }

    /** As the station told it, whatever we know of its tag by then. */
    private static String opening(Message.StartTransaction m) {
        return m.connectorId().toPlainString() + "|" + new IdToken(m.idTag()).value() + "|" + m.timestamp().replace("\0", "") + "|"
                + m.meterStart().toPlainString();
    }

    Mono<JsonNode> stop(StationPrincipal station, Message.StopTransaction m) {
        boolean anonymous = m.idTag() == null || m.idTag().isBlank();
        return anonymous
                ? stop(station, m, null)
                : central.meant(station, new IdToken(m.idTag())).flatMap(token -> stop(station, m, token));
    }

    private Mono<JsonNode> stop(StationPrincipal station, Message.StopTransaction m, @Nullable IdToken token) {
        var unnamed = new ConnectorRef(station.station(), 0, 0);
        var moment = Moment.of(m.timestamp(), clock.instant());
        TransactionRef number = number(m.transactionId());
        TransactionRef transaction = number == null ? unnumbered(m) : number;
        List<StationEvent> facts = new ArrayList<>(MeterReadings.of(unnamed, transaction, m.transactionData(), clock.instant()));
        facts.add(new TransactionEnded(unnamed, moment.at(), transaction, token, m.meterStop(),
                m.reason() == null ? StopReason.LOCAL : new StopReason(m.reason()),
                new TransactionDetails(null, false, null, null, null, null, null, moment.claimed())));
        Mono<JsonNode> answer = token == null
                ? Mono.just(Answer.empty())
                : central.authorizeStop(station, token, transaction)
                        .map(info -> new Answer.StopTransaction(Answer.IdTagInfo.of(info)).payload());
        return central.tell(station, facts).then(answer);
    }

    List<MeterSampled> sampled(StationPrincipal station, Message.MeterValues m) {
        return MeterReadings.of(place(station.station(), m.connectorId()), number(m.transactionId()), m.meterValue(), clock.instant());
    }

    /** Numbers that no station has are about the station as a whole. */
    private static ConnectorRef place(StationId station, BigDecimal connectorId) {
        boolean possible = connectorId.signum() > 0 && connectorId.compareTo(LARGEST_NUMBER) <= 0;
        return ConnectorRef.ofConnectorId(station, possible ? connectorId.intValue() : 0);
    }

    /** Null for what cannot be a number that we gave: 0, −1 of a station that never learnt its number, text. */
    private static @Nullable TransactionRef number(@Nullable String id) {
        if (id == null || id.length() > 40) return null;
        try {
            var number = new BigDecimal(id.strip());
            boolean ours = number.signum() > 0 && number.compareTo(LARGEST_NUMBER) <= 0 && number.stripTrailingZeros().scale() <= 0;
            return ours ? new TransactionRef(Integer.toString(number.intValueExact())) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What a stop without a number of ours is known by, so that a repeated one finds its own trace. */
    private static TransactionRef unnumbered(Message.StopTransaction m) {
        String id = m.transactionId().length() > 40 ? m.transactionId().substring(0, 40) : m.transactionId();
        return new TransactionRef(id + "@" + m.timestamp());
    }

    private static @Nullable Integer reservation(@Nullable BigDecimal id) {
        return id == null || id.abs().compareTo(LARGEST_NUMBER) > 0 ? null : id.intValue();
    }
}
