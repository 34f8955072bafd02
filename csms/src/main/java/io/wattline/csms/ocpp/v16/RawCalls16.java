package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.wire.Transfers;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.FileCommand.GetDiagnostics;
import io.wattline.model.command.FileCommand.UpdateFirmware;
import io.wattline.model.command.FileCommand.Upload;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.ChangeAvailability;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.Reset;
import io.wattline.model.command.StationCommand.TriggerMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Raw calls whose effect can be seen, in our words: the opposite of {@link Commands16}. */
final class RawCalls16 {
    /** Stations say of such work only of which kind it is. */
    private static final int UNNUMBERED = 0;

    private RawCalls16() {}

    static StationCommand understood(RawCall raw) {
        if (!(Encoding.of(raw) instanceof Encoding.Request(var action, var payload))) return raw;
        Integer evse = evse(payload);
        return switch (action) {
            case "RemoteStartTransaction" -> new RemoteStart(new IdToken(payload.path("idTag").asString("")), evse, null, 0);
            case "RemoteStopTransaction" -> new RemoteStop(new TransactionRef(payload.path("transactionId").asString("")));
            case "Reset" -> new Reset(payload.path("type").asString("").equals("Hard"), null);
            case "ChangeAvailability" ->
                new ChangeAvailability(payload.path("type").asString("").equals("Operative"), evse == null ? 0 : evse, null);
            case "TriggerMessage", "ExtendedTriggerMessage" ->
                new TriggerMessage(payload.path("requestedMessage").asString(""), evse, null);
            case "GetDiagnostics" -> new GetDiagnostics(
                    new Upload(Transfers.place(payload.path("location")), UNNUMBERED, null, null, Transfers.retries(payload)));
            case "UpdateFirmware" -> new UpdateFirmware(Transfers.image(payload), UNNUMBERED, Transfers.time(payload, "retrieveDate"),
                    null, Transfers.retries(payload));
            case "GetLog" -> Transfers.getLog(payload);
            case "SignedUpdateFirmware" -> Transfers.updateFirmware(payload);
            default -> raw;
        };
    }

    private static @Nullable Integer evse(JsonNode payload) {
        return payload.path("connectorId").isInt() ? Integer.valueOf(payload.path("connectorId").intValue()) : null;
    }
}
