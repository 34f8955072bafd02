package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.rpc.Frame.Call;
import io.wattline.model.station.VariableRef;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps passwords of stations, credentials in the addresses of files and what is told of customers out of everything that is kept or shown:
 * the wire alone carries them, and what a feature makes of a fact.
 */
final class Secrets {
    private static final String MASK = "***";
    private static final String CUSTOMER = "NotifyCustomerInformation";
    private static final Set<String> ACTIONS = Set.of("ChangeConfiguration", "GetConfiguration", "SetVariables", "GetVariables",
            "SetNetworkProfile", "NotifyReport", "NotifyEvent", "GetLog", "GetDiagnostics", "UpdateFirmware", "SignedUpdateFirmware",
            "PublishFirmware", CUSTOMER);
    private static final Set<String> ADDRESSES = Set.of("location", "remoteLocation");

    private Secrets() {}

    static boolean mayHave(String action) { return ACTIONS.contains(action); }

    /** The text of a station's CALL as it came, unless it tells a secret. */
    static String kept(String id, String action, JsonNode payload, String text) {
        if (!mayHave(action)) return text;
        JsonNode masked = masked(action, payload);
        return masked.equals(payload) ? text : FrameCodec.write(new Call(id, action, masked));
    }

    /** The payload of a request or an answer, with secret values replaced. */
    static JsonNode masked(String action, JsonNode payload) {
        if (!mayHave(action)) return payload;
        var copy = payload.deepCopy();
        if (action.equals(CUSTOMER) && copy instanceof ObjectNode told) maskValue(told, "data");
        mask(copy);
        return copy;
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (VariableRef.holdsSecret(object.path("key").asString(""))) maskValue(object, "value");
            if (VariableRef.holdsSecret(object.path("variable").path("name").asString(""))) maskVariable(object);
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                if (VariableRef.holdsSecret(property.getKey())) maskValue(object, property.getKey());
                if (ADDRESSES.contains(property.getKey()) && property.getValue().isString())
                    object.put(property.getKey(), SecretAddress.masked(property.getValue().stringValue()));
            }
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
