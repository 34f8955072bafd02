package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Impossible;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.csms.ocpp.wire.Transfers;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.FileCommand;
import io.wattline.model.command.FileCommand.GetDiagnostics;
import io.wattline.model.command.FileCommand.GetLog;
import io.wattline.model.command.FileCommand.Image;
import io.wattline.model.command.FileCommand.PublishFirmware;
import io.wattline.model.command.FileCommand.UnpublishFirmware;
import io.wattline.model.command.FileCommand.UpdateFirmware;
import io.wattline.model.command.FileCommand.Upload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Firmware, diagnostics and logs as 1.6 and its security extension say them. Source: OCPP 1.6 §5.8 and §5.19, the extension's §5.8 and §5.24. */
final class Files {
    private Files() {}

    static Encoding encode(FileCommand command) {
        return switch (command) {
            case GetDiagnostics c when c.upload().place().location() == null -> Transfers.nowhere();
            case GetDiagnostics c -> new Request("GetDiagnostics", diagnostics(c.upload()));
            case GetLog c when c.upload().place().location() == null -> Transfers.nowhere();
            case GetLog c -> new Request("GetLog", Transfers.getLog(c));
            case UpdateFirmware c when c.image().place().location() == null || c.retrieveAt() == null -> Transfers.nowhere();
            case UpdateFirmware c when isSigned(c.image()) -> new Request("SignedUpdateFirmware", Transfers.updateFirmware(c));
            case UpdateFirmware c when c.image().signature() != null || c.image().signingCertificate() != null ->
                new Impossible("a signed firmware needs both its signature and its certificate");
            case UpdateFirmware c -> new Request("UpdateFirmware", update(c));
            case PublishFirmware _,UnpublishFirmware _ -> new Impossible("OCPP 1.6 stations do not offer firmware to their neighbours");
        };
    }

    /** Without a file name there is nothing to upload. Source: OCPP 1.6 §5.8. */
    static CommandResult diagnosticsResult(JsonNode answer) {
        return answer.path("fileName").asString("").isBlank()
                ? new CommandResult.Rejected("the station has no diagnostics")
                : new CommandResult.Accepted();
    }

    private static boolean isSigned(Image image) { return image.signature() != null && image.signingCertificate() != null; }

    private static ObjectNode diagnostics(Upload upload) {
        ObjectNode payload = payload().put("location", upload.place().location());
        Transfers.retries(payload, upload.retries());
        if (upload.from() != null) payload.put("startTime", Timestamps.write(upload.from()));
        if (upload.to() != null) payload.put("stopTime", Timestamps.write(upload.to()));
        return payload;
    }

    private static ObjectNode update(UpdateFirmware command) {
        ObjectNode payload = payload().put("location", command.image().place().location())
                .put("retrieveDate", Timestamps.write(command.retrieveAt()));
        Transfers.retries(payload, command.retries());
        return payload;
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
