package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.wire.Transfers;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.FileCommand.PublishFirmware;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.ChangeAvailability;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.Reset;
import io.wattline.model.command.StationCommand.TriggerMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Raw calls whose effect can be seen, in our words: the opposite of {@link Commands2}. */
final class RawCalls2 {
    private RawCalls2() {}

    static StationCommand understood(RawCall raw) {
        if (!(Encoding.of(raw) instanceof Encoding.Request(var action, var payload))) return raw;
        JsonNode place = payload.path("evse");
        return switch (action) {
            case "RequestStartTransaction" -> new RemoteStart(new IdToken(payload.path("idToken").path("idToken").asString("")),
                    number(payload.path("evseId")), null, payload.path("remoteStartId").asInt(0));
            case "RequestStopTransaction" -> new RemoteStop(new TransactionRef(payload.path("transactionId").asString("")));
            case "Reset" -> new Reset(!payload.path("type").asString("").equals("OnIdle"), number(payload.path("evseId")));
            case "ChangeAvailability" -> new ChangeAvailability(payload.path("operationalStatus").asString("").equals("Operative"),
                    place.path("id").asInt(0), number(place.path("connectorId")));
            case "TriggerMessage" -> new TriggerMessage(payload.path("requestedMessage").asString(""), number(place.path("id")),
                    number(place.path("connectorId")));
            case "GetLog" -> Transfers.getLog(payload);
            case "UpdateFirmware" -> Transfers.updateFirmware(payload);
            case "PublishFirmware" -> new PublishFirmware(Transfers.image(payload), payload.path("checksum").asString(""),
                    payload.path("requestId").asInt(0), Transfers.retries(payload));
            default -> raw;
        };
    }

    private static @Nullable Integer number(JsonNode value) { return value.isInt() ? Integer.valueOf(value.intValue()) : null; }
}
