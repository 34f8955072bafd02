package io.wattline.simulator.rpc;

import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that stations speak: one mapper and a short way to write an object. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** An object of name, value, name, value…; a null value leaves its name out. */
    public static ObjectNode object(@Nullable Object... namesAndValues) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) object.set((String) namesAndValues[i], node(value));
        }
        return object;
    }

    public static JsonNode array(Collection<?> items) {
        var array = MAPPER.createArrayNode();
        items.forEach(item -> array.add(node(item)));
        return array;
    }

    private static JsonNode node(Object value) {
        var nodes = MAPPER.getNodeFactory();
        return switch (value) {
            case JsonNode node -> node;
            case Collection<?> items -> array(items);
            case Boolean flag -> nodes.booleanNode(flag);
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case BigDecimal number -> nodes.numberNode(number);
            default -> nodes.stringNode(value.toString());
        };
    }
}
