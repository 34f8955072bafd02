package io.wattline.csms.ocpp.wire;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.model.command.FileCommand.GetLog;
import io.wattline.model.command.FileCommand.Image;
import io.wattline.model.command.FileCommand.Retries;
import io.wattline.model.command.FileCommand.UpdateFirmware;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The requests about files that OCPP 2.x and the security extension of 1.6 have in common. Source: OCPP 2.0.1 part 2 L01, N01. */
public final class Transfers {
    private Transfers() {}

    public static Encoding nowhere() { return new Encoding.Impossible("no place was made for the file"); }

    public static ObjectNode getLog(GetLog command) {
        ObjectNode payload = payload();
        ObjectNode log = payload.putObject("log").put("remoteLocation", command.upload().place().location());
        if (command.upload().from() != null) log.put("oldestTimestamp", Timestamps.write(command.upload().from()));
        if (command.upload().to() != null) log.put("latestTimestamp", Timestamps.write(command.upload().to()));
        payload.put("logType", command.log()).put("requestId", command.upload().requestId());
        retries(payload, command.upload().retries());
        return payload;
    }

    public static ObjectNode updateFirmware(UpdateFirmware command) {
        Image image = command.image();
        ObjectNode payload = payload().put("requestId", command.requestId());
        ObjectNode firmware = payload.putObject("firmware").put("location", image.place().location()).put("retrieveDateTime",
                Timestamps.write(command.retrieveAt()));
        if (command.installAt() != null) firmware.put("installDateTime", Timestamps.write(command.installAt()));
        if (image.signingCertificate() != null) firmware.put("signingCertificate", image.signingCertificate());
        if (image.signature() != null) firmware.put("signature", image.signature());
        retries(payload, command.retries());
        return payload;
    }

    public static void retries(ObjectNode payload, Retries retries) {
        if (retries.times() != null) payload.put("retries", retries.times());
        if (retries.intervalSeconds() != null) payload.put("retryInterval", retries.intervalSeconds());
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
