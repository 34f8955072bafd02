package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.fail;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a JSON value must at least contain: members that are not named may be there too, {@code '*'} is any value, {@code null} is none.
 * Arrays must have as many elements. Single quotes for double ones.
 */
final class Expected {
    private static final JsonMapper JSON = new JsonMapper();

    private Expected() {}

    static JsonNode json(String text) { return JSON.readTree(text.replace('\'', '"')); }

    /** The value itself, when it contains what is expected. */
    static JsonNode in(JsonNode actual, String expected) {
        String difference = difference("", json(expected), actual);
        if (difference != null) fail("%s in %s", difference, actual);
        return actual;
    }

    static boolean isIn(JsonNode actual, String expected) { return difference("", json(expected), actual) == null; }

    private static @Nullable String difference(String path, JsonNode expected, JsonNode actual) {
        if (expected.isNull()) return actual.isNull() || actual.isMissingNode() ? null : path + " is there";
        if (actual.isMissingNode() || actual.isNull()) return path + " is missing";
        if (expected.isString() && expected.stringValue().equals("*")) return null;
        if (expected.isObject()) return ofMembers(path, expected, actual);
        if (expected.isArray()) return ofElements(path, expected, actual);
        boolean same = expected.isNumber() && actual.isNumber()
                ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                : expected.equals(actual);
        return same ? null : path + " is " + actual + " and not " + expected;
    }

    private static @Nullable String ofMembers(String path, JsonNode expected, JsonNode actual) {
        for (String name : expected.propertyNames()) {
            String difference = difference(path + "/" + name, expected.path(name), actual.path(name));
            if (difference != null) return difference;
        }
        return null;
    }

    private static @Nullable String ofElements(String path, JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) return path + " has " + actual.size() + " elements and not " + expected.size();
        for (int i = 0; i < expected.size(); i++) {
            String difference = difference(path + "/" + i, expected.path(i), actual.path(i));
            if (difference != null) return difference;
        }
        return null;
    }
}
