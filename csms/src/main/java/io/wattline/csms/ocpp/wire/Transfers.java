package io.wattline.csms.ocpp.wire;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.model.command.FileCommand.GetLog;
import io.wattline.model.command.FileCommand.Image;
import io.wattline.model.command.FileCommand.Place;
import io.wattline.model.command.FileCommand.Retries;
import io.wattline.model.command.FileCommand.Transport;
import io.wattline.model.command.FileCommand.UpdateFirmware;
import io.wattline.model.command.FileCommand.Upload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
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

    /** The opposite of {@link #getLog}. */
    public static GetLog getLog(JsonNode payload) {
        return new GetLog(text(payload, "logType"),
                new Upload(place(payload.path("log").path("remoteLocation")), payload.path("requestId").asInt(0), null, null,
                        retries(payload)));
    }

    /** The opposite of {@link #updateFirmware}. */
    public static UpdateFirmware updateFirmware(JsonNode payload) {
        JsonNode firmware = payload.path("firmware");
        return new UpdateFirmware(image(firmware), payload.path("requestId").asInt(0), time(firmware, "retrieveDateTime"),
                time(firmware, "installDateTime"), retries(payload));
    }

    /** What stands elsewhere, with its certificate and signature where the request has them. */
    public static Image image(JsonNode request) {
        return new Image(null, place(request.path("location")), textOrNull(request, "signingCertificate"),
                textOrNull(request, "signature"));
    }

    public static Place place(JsonNode location) { return new Place(location.asString(""), Transport.HTTP); }

    public static Retries retries(JsonNode payload) { return new Retries(number(payload, "retries"), number(payload, "retryInterval")); }

    public static @Nullable Instant time(JsonNode object, String member) {
        return object.has(member) ? Timestamps.readAny(text(object, member), null) : null;
    }

    private static @Nullable Integer number(JsonNode object, String member) {
        return object.path(member).isInt() ? Integer.valueOf(object.path(member).intValue()) : null;
    }

    private static @Nullable String textOrNull(JsonNode object, String member) { return object.has(member) ? text(object, member) : null; }

    private static String text(JsonNode object, String member) { return object.path(member).asString(""); }

    public static void retries(ObjectNode payload, Retries retries) {
        if (retries.times() != null) payload.put("retries", retries.times());
        if (retries.intervalSeconds() != null) payload.put("retryInterval", retries.intervalSeconds());
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
