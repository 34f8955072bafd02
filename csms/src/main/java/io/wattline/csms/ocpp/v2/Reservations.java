package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.FrameCodec;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
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
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reservations as 2.x says them. Source: OCPP 2.0.1 part 2 H01, H02, H04. */
final class Reservations {
    private Reservations() {}

    static Encoding encode(ReservationCommand command) {
        return switch (command) {
            case ReserveNow c -> new Request("ReserveNow", reserveNow(c));
            case CancelReservation c -> new Request("CancelReservation", payload().put("reservationId", c.number()));
        };
    }

    static ReservationAnswered answered(StationId station, JsonNode request, JsonNode answer, Instant now) {
        String status = answer.path("status").asString("");
        boolean accepted = Statuses.isAccepted(status);
        return new ReservationAnswered(station, now, request.path("id").asInt(), Math.max(0, request.path("evseId").asInt(0)), 0,
                request.path("connectorType").asString(null), request.path("idToken").path("idToken").asString(),
                request.path("groupIdToken").path("idToken").asString(null),
                Timestamps.readAny(request.path("expiryDateTime").asString(), now),
                accepted ? ReservationStatus.ACCEPTED : ReservationStatus.REJECTED, accepted ? null : status);
    }

    /** A station that declines keeps no such reservation, or keeps it: its other messages tell which. */
    static List<StationEvent> cancelled(StationId station, JsonNode request, JsonNode answer, Instant now) {
        return Statuses.isAccepted(answer.path("status").asString(""))
                ? List.of(new ReservationUpdated(station, now, request.path("reservationId").asInt(), ReservationStatus.CANCELLED))
                : List.of();
    }

    /** 2.1 adds NoTransaction: the place was taken, but nobody charged. */
    static ReservationUpdated updated(StationId station, Message.ReservationStatusUpdate m, Instant now) {
        var status = switch (m.reservationUpdateStatus()) {
            case "Expired" -> ReservationStatus.EXPIRED;
            case "NoTransaction" -> ReservationStatus.USED;
            default -> ReservationStatus.CANCELLED;
        };
        return new ReservationUpdated(station, now, m.reservationId(), status);
    }

    private static ObjectNode reserveNow(ReserveNow command) {
        ObjectNode payload = payload().put("id", command.number()).put("expiryDateTime", Timestamps.write(command.expiresAt()));
        payload.set("idToken", FrameCodec.mapper().valueToTree(Tokens.of(command.idToken())));
        if (command.connectorType() != null) payload.put("connectorType", command.connectorType());
        if (command.evse() > 0) payload.put("evseId", command.evse());
        if (command.group() != null) payload.set("groupIdToken", FrameCodec.mapper().valueToTree(Tokens.of(command.group())));
        return payload;
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
