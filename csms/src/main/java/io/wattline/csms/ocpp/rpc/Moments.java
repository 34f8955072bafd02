package io.wattline.csms.ocpp.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds the times in a schema. */
final class Moments {
    /** Deeper than any message; types may hold themselves. */
    private static final int DEEPEST = 10;

    private final JsonNode definitions;
    private final List<List<String>> found = new ArrayList<>();

    private Moments(JsonNode definitions) { this.definitions = definitions; }

    static List<List<String>> in(JsonNode definitions, String definition) {
        var moments = new Moments(definitions);
        moments.search(definitions.path(definition), List.of());
        return List.copyOf(moments.found);
    }

    private void search(JsonNode schema, List<String> path) {
        if (path.size() > DEEPEST) return;
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) search(definitions.path(reference.substring("#/$defs/".length())), path);
        else if (schema.path("format").asString("").equals("date-time")) found.add(path);
        else if (schema.has("items")) search(schema.path("items"), with(path, "*"));
        else
            schema.path("properties").properties().forEach(property -> search(property.getValue(), with(path, property.getKey())));
    }

    private static List<String> with(List<String> path, String step) { return Stream.concat(path.stream(), Stream.of(step)).toList(); }
}
