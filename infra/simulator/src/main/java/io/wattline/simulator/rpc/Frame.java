package io.wattline.simulator.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** One OCPP-J message as it stands on the wire. Source: OCPP-J 1.6 §4.2, OCPP 2.0.1 part 4 §4.2. */
public sealed interface Frame {
    String id();

    String text();

    /** [2, id, action, payload] */
    record Call(String id, String action, JsonNode payload) implements Frame {
        @Override
        public String text() { return write(2, id, action, payload); }
    }

    /** [3, id, payload] */
    record CallResult(String id, JsonNode payload) implements Frame {
        @Override
        public String text() { return write(3, id, payload); }
    }

    /** [4, id, code, description, details] */
    record CallError(String id, String code, String description) implements Frame {
        @Override
        public String text() { return write(4, id, code, description, Json.object()); }
    }

    /** The frame, or null for what is none of the three: a station ignores it. */
    static @Nullable Frame parse(String text) {
        try {
            JsonNode node = Json.MAPPER.readTree(text);
            String id = node.path(1).asString("");
            return switch (node.path(0).asInt(0)) {
                case 2 -> new Call(id, node.path(2).asString(""), node.path(3));
                case 3 -> new CallResult(id, node.path(2));
                case 4 -> new CallError(id, node.path(2).asString(""), node.path(3).asString(""));
                default -> null;
            };
        } catch (JacksonException broken) {
            return null;
        }
    }

    private static String write(int type, Object... parts) {
        ArrayNode array = Json.MAPPER.createArrayNode().add(type);
        for (Object part : parts) {
            if (part instanceof JsonNode node) array.add(node);
            else
                array.add(part.toString());
        }
        return Json.MAPPER.writeValueAsString(array);
    }
}
