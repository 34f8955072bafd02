package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Impossible;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.ReservationStatus;
import io.wattline.model.command.ReservationCommand;
import io.wattline.model.command.ReservationCommand.CancelReservation;
import io.wattline.model.command.ReservationCommand.ReserveNow;
import io.wattline.model.event.ReservationFact.ReservationAnswered;
import io.wattline.model.event.ReservationFact.ReservationUpdated;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reservations as 1.6 says them. Source: OCPP 1.6 §5.2, §5.13. */
final class Reservations {
    private Reservations() {}

    static Encoding encode(ReservationCommand command) {
        return switch (command) {
            case ReserveNow c when c.connectorType() != null -> new Impossible("OCPP 1.6 reserves connectors, not types of connectors");
            case ReserveNow c -> new Request("ReserveNow", reserveNow(c));
            case CancelReservation c -> new Request("CancelReservation", payload().put("reservationId", c.number()));
        };
    }

    static ReservationAnswered answered(StationId station, JsonNode request, JsonNode answer, Instant now) {
        var place = ConnectorRef.ofConnectorId(station, Math.max(0, request.path("connectorId").asInt(0)));
        String status = answer.path("status").asString("");
        boolean accepted = Statuses.isAccepted(status);
        return new ReservationAnswered(station, now, request.path("reservationId").asInt(), place.evse(), place.connector(), null,
                request.path("idTag").asString(), request.path("parentIdTag").asString(null),
                Timestamps.readAny(request.path("expiryDate").asString(), now),
                accepted ? ReservationStatus.ACCEPTED : ReservationStatus.REJECTED, accepted ? null : status);
    }

    /** A station that declines keeps no such reservation, or keeps it: its other messages tell which. */
    static List<StationEvent> cancelled(StationId station, JsonNode request, JsonNode answer, Instant now) {
        return Statuses.isAccepted(answer.path("status").asString(""))
                ? List.of(new ReservationUpdated(station, now, request.path("reservationId").asInt(), ReservationStatus.CANCELLED))
                : List.of();
    }

    private static ObjectNode reserveNow(ReserveNow command) {
        ObjectNode payload = payload().put("connectorId", command.evse()).put("expiryDate", Timestamps.write(command.expiresAt()))
                .put("idTag", command.idToken().value()).put("reservationId", command.number());
        return command.group() == null ? payload : payload.put("parentIdTag", command.group().value());
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
