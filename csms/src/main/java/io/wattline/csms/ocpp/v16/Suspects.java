package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.wire.Moment;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.event.MessageSuspect;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.ConnectorRef;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Messages of transactions that cannot be understood: kept, and answered with a result all the same. */
final class Suspects {
    private final CentralSystem central;
    private final Clock clock;

    Suspects(CentralSystem central, Clock clock) {
        this.central = central;
        this.clock = clock;
    }

    Mono<JsonNode> keep(StationPrincipal station, String action, JsonNode payload, String flaw) {
        var suspect = new MessageSuspect(station.station(), clock.instant(), action, flaw, payload.toString());
        Mono<JsonNode> answer = action.equals("StartTransaction") ? start(station, payload) : Mono.just(Answer.empty());
        return central.tell(station, List.of(suspect)).then(answer);
    }

    /** A start needs a number of its own, for what comes later names it; what cannot be read of it is left open. */
    private Mono<JsonNode> start(StationPrincipal station, JsonNode payload) {
        var moment = Moment.of(payload.path("timestamp").asString(""), clock.instant());
        IdToken token = payload.path("idTag").isString() ? new IdToken(payload.path("idTag").asString()) : null;
        BigDecimal meterStart = payload.path("meterStart").isNumber() ? payload.path("meterStart").decimalValue() : null;
        var started = new TransactionStarted(place(station, payload.path("connectorId")), moment.at(), null, opening(payload), token,
                meterStart,
                null, null);
        return authorize(station, token, started).flatMap(info -> central.open(station, started.with(started.details().with(info.status())))
                .map(number -> new Answer.StartTransaction(Integer.parseInt(number.value()), Answer.IdTagInfo.of(info)).payload()));
    }

    private Mono<TokenAnswer> authorize(StationPrincipal station, @Nullable IdToken token, TransactionStarted started) {
        return token == null || token.isEmpty()
                ? Mono.just(new TokenAnswer(TagStatus.INVALID, null, null))
                : central.authorizeStart(station, token, started);
    }

    private static ConnectorRef place(StationPrincipal station, JsonNode connectorId) {
        return ConnectorRef.ofConnectorId(station.station(), connectorId.isInt() ? Math.max(0, connectorId.intValue()) : 0);
    }

    /** The same for the same message, so that a repeated one gets the same number. */
    private static String opening(JsonNode payload) {
        return "suspect|" + UUID.nameUUIDFromBytes(payload.toString().getBytes(StandardCharsets.UTF_8));
    }
}
