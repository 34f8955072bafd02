package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.Deviation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Repairs one payload that breaks its schema, guided by the schema itself: what can be read as what was meant becomes that, what is optional
 * and cannot be read goes. The result is to be judged again, with stand-ins for what is handed on although its schema does not know it.
 */
final class Coercion {
    private static final int LONGEST_NAME = 100;

    private final JsonNode definitions;
    private final CoercionRules rules;
    private final String action;
    private final boolean isAnswer;
    private final Values values;
    private final Map<String, Deviation> deviations = new LinkedHashMap<>();
    private final List<StandIn> kept = new ArrayList<>();

    Coercion(JsonNode definitions, CoercionRules rules, String action, boolean isAnswer) {
        this.definitions = definitions;
        this.rules = rules;
        this.action = action;
        this.isAnswer = isAnswer;
        values = new Values(this::note);
    }

    /** Where a value stands: {@code parent} is null in a list; {@code owner} is the type it is a member of. */
    record Place(@Nullable ObjectNode parent, String owner, String member, String pointer) {}

    /** {@code raw}: null for a member that is not handed on. */
    private record StandIn(ObjectNode parent, String member, @Nullable JsonNode raw, JsonNode standIn) {}

    /** The payload of that definition, changed in place where it is an object; null when it cannot be repaired. */
    @Nullable
    JsonNode repair(String definition, JsonNode payload) {
        return object(definitions.path(definition), definition, payload, new Place(null, definition, "", ""));
    }

    /** Puts what the schema knows in the place of what is kept as it came, or that back. */
    void standIn(boolean on) {
        for (StandIn one : kept) {
            if (on) one.parent.set(one.member, one.standIn);
            else if (one.raw == null) one.parent.remove(one.member);
            else
                one.parent.set(one.member, one.raw);
        }
    }

    Collection<Deviation> deviations() { return deviations.values(); }

    private @Nullable JsonNode coerce(JsonNode schema, String type, JsonNode value, Place at) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            String name = reference.substring("#/$defs/".length());
            return coerce(definitions.path(name), name, value, at);
        }
        if (schema.has("enum")) return word(schema, type, value, at);
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, type, value, at);
            case "array" -> list(schema, value, at);
            case "string" -> text(schema, value, at);
            case "integer" -> values.integer(value, at);
            case "number" -> values.number(value, at);
            case "boolean" -> values.bool(value, at);
            default -> value;
        };
    }

    private @Nullable ObjectNode object(JsonNode schema, String type, JsonNode value, Place at) {
        if (!(value instanceof ObjectNode object)) {
            if (value.size() == 1 && value.get(0) instanceof ObjectNode only) {
                note("list-for-single", at, value);
                return object(schema, type, only, at);
            }
            boolean nothing = value.isNull() || value.isArray() && value.isEmpty() || value.isString() && value.asString().isBlank();
            if (!nothing) return null;
            note("nothing-for-object", at, value);
            return object(schema, type, JsonNodeFactory.instance.objectNode(), at);
        }
        dropNulls(object, at);
        if (schema.path("additionalProperties").isBoolean()) dropUnknown(schema.path("properties"), object, at);
        return repairMembers(schema, type, object, at) ? object : null;
    }

    private boolean repairMembers(JsonNode schema, String type, ObjectNode object, Place at) {
        List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (var property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode before = object.get(name);
            if (before == null) continue;
            var place = new Place(object, type, name, at.pointer() + "/" + name);
            JsonNode after = coerce(property.getValue(), name, before, place);
            if (after == null) {
                note("unreadable-removed", place, before);
                object.remove(name);
            } else
                object.set(name, after);
        }
        return addMissing(schema, type, required, object, at);
    }

    private boolean addMissing(JsonNode schema, String type, List<String> required, ObjectNode object, Place at) {
        for (String name : required) {
            if (object.has(name)) continue;
            var place = new Place(object, type, name, at.pointer() + "/" + name);
            JsonNode dispensable = rules.dispensable().get(type + "." + name);
            JsonNode substitute = dispensable == null ? substitute(schema, type, name) : dispensable;
            if (substitute == null) return false;
            note("missing", place, JsonNodeFactory.instance.stringNode(""));
            if (dispensable != null) {
                kept.add(new StandIn(object, name, null, dispensable));
                continue;
            }
            JsonNode whole = coerce(schema.path("properties").path(name), name, substitute, place);
            if (whole == null) return false;
            object.set(name, whole);
        }
        return true;
    }

    /** A moment nobody told is that of its receipt, which is what an empty one is read as. */
    private @Nullable JsonNode substitute(JsonNode schema, String type, String member) {
        JsonNode told = rules.defaults().get(type + "." + member);
        if (told != null) return told.deepCopy();
        boolean isTime = schema.path("properties").path(member).path("format").asString("").equals("date-time");
        return isTime ? JsonNodeFactory.instance.stringNode("") : null;
    }

    private void dropNulls(ObjectNode object, Place at) {
        for (String name : List.copyOf(object.propertyNames()))
            if (object.get(name).isNull()) {
                note("null-removed", new Place(object, "", name, at.pointer() + "/" + shortened(name)), object.get(name));
                object.remove(name);
            }
    }

    private void dropUnknown(JsonNode known, ObjectNode object, Place at) {
        for (String name : List.copyOf(object.propertyNames())) {
            if (known.has(name)) continue;
            JsonNode value = object.get(name);
            String meant = CoercionRules.sameAs(known.propertyNames(), name);
            boolean renamed = meant != null && !object.has(meant);
            note(renamed ? "misspelt-member" : "unknown-member-removed",
                    new Place(object, "", name, at.pointer() + "/" + shortened(name)), value);
            object.remove(name);
            if (renamed) object.set(meant, value);
        }
    }

    /** Items that cannot be read go; a list that loses what it needs cannot be read itself. */
    private @Nullable JsonNode list(JsonNode schema, JsonNode value, Place at) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (value.isArray()) value.forEach(list::add);
        else if (value.isObject() || value.isNumber() || value.isString() && !value.asString().isBlank()) {
            note("single-for-list", at, value);
            list.add(value);
        }
        ArrayNode repaired = JsonNodeFactory.instance.arrayNode();
        var place = new Place(null, at.owner(), at.member(), at.pointer() + "/*");
        for (JsonNode item : list) {
            JsonNode after = item.isNull() ? null : coerce(schema.path("items"), at.member(), item, place);
            if (after == null) note("unreadable-removed", place, item);
            else
                repaired.add(after);
        }
        if (repaired.size() < schema.path("minItems").asInt(0)) return null;
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (repaired.size() <= most) return repaired;
        note("too-many-removed", at, JsonNodeFactory.instance.numberNode(repaired.size()));
        while (repaired.size() > most) repaired.remove(repaired.size() - 1);
        return repaired;
    }

    private @Nullable JsonNode word(JsonNode schema, String type, JsonNode value, Place at) {
        JsonNode read = values.text(value, at);
        if (read == null) return null;
        String word = read.asString();
        List<String> known = schema.path("enum").valueStream().map(JsonNode::asString).toList();
        if (known.contains(word)) return read;
        String meant = rules.meant(type, known, word);
        if (meant != null) {
            note(CoercionRules.sameAs(List.of(meant), word) == null ? "unknown-word" : "wrong-case", at, value);
            return JsonNodeFactory.instance.stringNode(meant);
        }
        return rules.kept().contains(type) && !word.isBlank() ? keep("unknown-word-kept", read, known.getFirst(), at) : null;
    }

    private @Nullable JsonNode text(JsonNode schema, JsonNode value, Place at) {
        JsonNode read = values.text(value, at);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (read == null || read.asString().length() <= most) return read;
        String stripped = read.asString().replace("\0", "").strip();
        if (stripped.length() <= most) {
            note("padded", at, value);
            return JsonNodeFactory.instance.stringNode(stripped);
        }
        String cut = stripped.substring(0, most);
        // What a station answers is for people to read, and an identifier is whole or another one.
        if (isAnswer || rules.identifiers().contains(at.member())) return keep("too-long-kept", read, cut, at);
        note("too-long-cut", at, value);
        return JsonNodeFactory.instance.stringNode(cut);
    }

    private @Nullable JsonNode keep(String kind, JsonNode raw, String standIn, Place at) {
        if (at.parent() == null) return null;
        note(kind, at, raw);
        kept.add(new StandIn(at.parent(), at.member(), raw, JsonNodeFactory.instance.stringNode(standIn)));
        return raw;
    }

    private void note(String kind, Place at, JsonNode example) {
        String text = example.isString() ? example.asString() : example.toString();
        deviations.putIfAbsent(kind + at.pointer(), new Deviation(kind, action, at.pointer(), text));
    }

    private static String shortened(String name) {
        String plain = name.replace("~", "~0").replace("/", "~1");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }
}
