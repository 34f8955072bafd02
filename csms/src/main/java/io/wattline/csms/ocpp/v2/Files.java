package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.csms.ocpp.wire.Transfers;
import io.wattline.model.command.FileCommand;
import io.wattline.model.command.FileCommand.GetDiagnostics;
import io.wattline.model.command.FileCommand.GetLog;
import io.wattline.model.command.FileCommand.PublishFirmware;
import io.wattline.model.command.FileCommand.UnpublishFirmware;
import io.wattline.model.command.FileCommand.UpdateFirmware;
import io.wattline.model.event.JobKind;
import io.wattline.model.event.JobProgressed;
import io.wattline.model.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Firmware and logs as 2.x says them. Source: OCPP 2.0.1 part 2 blocks L and N. */
final class Files {
    private Files() {}

    static Encoding encode(FileCommand command) {
        return switch (command) {
            case GetDiagnostics c -> encode(new GetLog("DiagnosticsLog", c.upload()));
            case GetLog c when c.upload().place().location() == null -> Transfers.nowhere();
            case GetLog c -> new Request("GetLog", Transfers.getLog(c));
            case UpdateFirmware c when c.image().place().location() == null || c.retrieveAt() == null -> Transfers.nowhere();
            case UpdateFirmware c -> new Request("UpdateFirmware", Transfers.updateFirmware(c));
            case PublishFirmware c when c.image().place().location() == null || c.checksum() == null -> Transfers.nowhere();
            case PublishFirmware c -> new Request("PublishFirmware", publish(c));
            case UnpublishFirmware c -> new Request("UnpublishFirmware", payload().put("checksum", c.checksum()));
        };
    }

    static JobProgressed firmware(StationId station, Message.FirmwareStatusNotification m, Instant now) {
        return new JobProgressed(station, now, JobKind.FIRMWARE, m.status(), m.requestId(), info(m.statusInfo()));
    }

    static JobProgressed log(StationId station, Message.LogStatusNotification m, Instant now) {
        return new JobProgressed(station, now, JobKind.LOG, m.status(), m.requestId(), info(m.statusInfo()));
    }

    static JobProgressed publication(StationId station, Message.PublishFirmwareStatusNotification m, Instant now) {
        String places = m.location() == null ? info(m.statusInfo()) : String.join(" ", m.location());
        return new JobProgressed(station, now, JobKind.PUBLICATION, m.status(), m.requestId(), places);
    }

    private static @Nullable String info(Message.@Nullable StatusInfo info) {
        if (info == null) return null;
        return info.additionalInfo() == null ? info.reasonCode() : info.reasonCode() + ": " + info.additionalInfo();
    }

    private static ObjectNode publish(PublishFirmware command) {
        ObjectNode payload = payload().put("location", command.image().place().location()).put("checksum", command.checksum())
                .put("requestId", command.requestId());
        Transfers.retries(payload, command.retries());
        return payload;
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
