package io.wattline.csms.ocpp.rpc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Payloads that probe every rule of a schema: each differs from a payload that is complete and
 * valid in one place, where it keeps a rule just so or breaks it.
 */
final class SchemaPayloads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> DATE_TIMES = List.of(
            "2026-01-31T23:59:59.123456+14:00",
            "2026-01-31T10:00:00z",
            "2026-01-31T10:00:00",
            "2026-01-31 10:00:00Z",
            "2026-02-30T10:00:00Z",
            "2026-01-31");
    private static final List<String> URIS = List.of("ftp://user:pw@host:21/a%20b", "no scheme", "/relative", "");

    private final JsonNode document;

    /** The document against whose root references are resolved. */
    SchemaPayloads(JsonNode document) { this.document = document; }

    /** Every property present, every limit kept. */
    JsonNode complete(JsonNode reference) {
        var schema = resolve(reference);
        return switch (typeOf(schema)) {
            case "object" -> object(schema, List.copyOf(schema.path("properties").propertyNames()));
            case "array" -> repeat(complete(schema.path("items")), Math.max(1, schema.path("minItems").asInt(1)));
            case "string" -> JSON.stringNode(text(schema));
            case "integer", "number" -> JSON.numberNode(within(schema));
            default -> JSON.booleanNode(true);
        };
    }

    /** Only what is required at the top. */
    JsonNode minimal(JsonNode reference) {
        var schema = resolve(reference);
        return object(schema, schema.path("required").valueStream().map(JsonNode::asString).toList());
    }

    /** The complete payload and everything that differs from it in one place. */
    List<JsonNode> around(JsonNode reference) {
        var schema = resolve(reference);
        var payloads = new ArrayList<JsonNode>();
        payloads.add(JSON.nullNode());
        payloads.add(complete(schema));
        payloads.addAll(
                switch (typeOf(schema)) {
                    case "object" -> aroundObject(schema);
                    case "array" -> aroundArray(schema);
                    case "string" -> aroundText(schema);
                    case "integer", "number" -> aroundNumber(schema);
                    default -> List.of(JSON.stringNode("true"), JSON.numberNode(1), JSON.objectNode());
                });
        return payloads;
    }

    private List<JsonNode> aroundObject(JsonNode schema) {
        var payloads = new ArrayList<JsonNode>();
        payloads.add(JSON.stringNode("object"));
        payloads.add(JSON.arrayNode());
        payloads.add(minimal(schema));
        var complete = (ObjectNode) complete(schema);
        payloads.add(with(complete, "unheardOf", JSON.stringNode("x")));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            payloads.add(complete.deepCopy().without(property.getKey()));
            around(property.getValue()).forEach(value -> payloads.add(with(complete, property.getKey(), value)));
        }
        return payloads;
    }

    private List<JsonNode> aroundArray(JsonNode schema) {
        var items = schema.path("items");
        var payloads = new ArrayList<JsonNode>(List.of(JSON.objectNode(), JSON.stringNode("array")));
        int most = schema.path("maxItems").asInt(3);
        List.of(0, 1, most, most + 1).forEach(size -> payloads.add(repeat(complete(items), size)));
        around(items).forEach(item -> payloads.add(JSON.arrayNode().add(item)));
        return payloads;
    }

    private List<JsonNode> aroundText(JsonNode schema) {
        var payloads = new ArrayList<JsonNode>(List.of(JSON.numberNode(1), JSON.booleanNode(true), JSON.objectNode()));
        payloads.add(JSON.stringNode(""));
        schema.path("enum").forEach(payloads::add);
        schema.path("enum").forEach(value -> payloads.add(JSON.stringNode(value.asString() + "x")));
        if (schema.has("format")) {
            (schema.path("format").asString().equals("uri") ? URIS : DATE_TIMES)
                    .forEach(text -> payloads.add(JSON.stringNode(text)));
        }
        int longest = schema.path("maxLength").asInt(20_000);
        payloads.add(JSON.stringNode("x".repeat(longest)));
        payloads.add(JSON.stringNode("x".repeat(longest + 1)));
        return payloads;
    }

    private List<JsonNode> aroundNumber(JsonNode schema) {
        var payloads = new ArrayList<JsonNode>(List.of(JSON.stringNode("1"), JSON.booleanNode(true), JSON.arrayNode()));
        payloads.add(JSON.numberNode(new BigInteger("99999999999999999999")));
        for (var text : List.of("1.5", "21.4", "16.05", "0.30000000000000004")) {
            payloads.add(JSON.numberNode(new BigDecimal(text)));
            payloads.add(JSON.numberNode(Double.parseDouble(text)));
        }
        // whole numbers without a fraction only: 1.0 is an integer since draft 6, but was none in draft 4
        List.of(-1_000_000, -1, 0, 1, 1_000_000).forEach(number -> payloads.add(JSON.numberNode(number)));
        for (var limit : List.of(schema.path("minimum"), schema.path("maximum"))) {
            for (int step : List.of(-1, 0, 1)) {
                payloads.add(JSON.numberNode(limit.asInt(0) + step));
            }
        }
        return payloads;
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    private ObjectNode object(JsonNode schema, List<String> names) {
        var object = JSON.objectNode();
        names.forEach(name -> object.set(name, complete(schema.path("properties").path(name))));
        return object;
    }

    private static ObjectNode with(ObjectNode object, String name, JsonNode value) {
        var copy = JSON.objectNode();
        copy.setAll(object);
        copy.set(name, value);
        return copy;
    }

    private static ArrayNode repeat(JsonNode item, int times) {
        var array = JSON.arrayNode();
        for (int i = 0; i < times; i++) {
            array.add(item);
        }
        return array;
    }

    private static String typeOf(JsonNode schema) { return schema.path("type").asString("any"); }

    private static String text(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asString();
        }
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "2026-01-31T10:00:00Z";
            case "uri" -> "https://example.com/file";
            default -> "x";
        };
    }

    private static int within(JsonNode schema) {
        return schema.has("minimum") ? schema.path("minimum").asInt() : Math.min(1, schema.path("maximum").asInt(1));
    }
}
