package io.wattline.csms.command;

import io.wattline.model.command.StationCommand.RawCall;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The numbers by which stations say to which request a later message belongs. */
final class RequestIds {
    private static final JsonMapper JSON = new JsonMapper();

    private RequestIds() {}

    /** One that no other request of the station is likely to have. */
    static int next() {
        return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    /** The payload with a number of ours, where the schema of the action wants one and the payload has none. */
    static String completed(String schema, String payload) {
        boolean wanted = JSON.readTree(schema).path("required").valueStream().anyMatch(member -> member.asString("").equals("requestId"));
        return wanted && JSON.readTree(payload) instanceof ObjectNode members && !members.has("requestId")
                ? members.put("requestId", next()).toString()
                : payload;
    }

    /** Of a request whose answer comes in reports of the device model. */
    static Optional<Integer> ofReport(RawCall raw) {
        return switch (raw.action()) {
            case "GetBaseReport", "GetReport", "GetMonitoringReport" -> of(raw.payload());
            default -> Optional.empty();
        };
    }

    static Optional<Integer> of(String payload) {
        try {
            JsonNode id = JSON.readTree(payload).path("requestId");
            return id.isInt() ? Optional.of(id.intValue()) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
