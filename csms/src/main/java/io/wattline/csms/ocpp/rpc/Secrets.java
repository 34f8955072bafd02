package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.rpc.Frame.Call;
import io.wattline.model.station.VariableRef;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps passwords of stations out of everything that is kept or shown. */
final class Secrets {
    private static final String MASK = "***";
    private static final Set<String> ACTIONS = Set.of("ChangeConfiguration", "GetConfiguration", "SetVariables", "GetVariables",
            "SetNetworkProfile", "NotifyReport", "NotifyEvent");

    private Secrets() {}

    static boolean mayHave(String action) { return ACTIONS.contains(action); }

    /** The text of a station's CALL as it came, unless it tells a secret. */
    static String kept(String id, String action, JsonNode payload, String text) {
        if (!mayHave(action)) return text;
        JsonNode masked = masked(payload);
        return masked.equals(payload) ? text : FrameCodec.write(new Call(id, action, masked));
    }

    /** The payload with secret values replaced. */
    static JsonNode masked(JsonNode payload) {
        var copy = payload.deepCopy();
        mask(copy);
        return copy;
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (VariableRef.holdsSecret(object.path("key").asString(""))) maskValue(object, "value");
            if (VariableRef.holdsSecret(object.path("variable").path("name").asString(""))) maskVariable(object);
            for (Map.Entry<String, JsonNode> property : object.properties())
                if (VariableRef.holdsSecret(property.getKey())) maskValue(object, property.getKey());
        }
        node.forEach(Secrets::mask);
    }

    private static void maskVariable(ObjectNode told) {
        maskValue(told, "attributeValue");
        maskValue(told, "actualValue");
        for (JsonNode attribute : told.path("variableAttribute")) if (attribute instanceof ObjectNode object) maskValue(object, "value");
    }

    private static void maskValue(ObjectNode object, String property) { if (object.has(property)) object.put(property, MASK); }
}
