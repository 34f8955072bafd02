package io.wattline.csms.ocpp.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What stands for what stations get wrong, from {@code ocpp/tolerance.json}. Types are those of the schema documents.
 *
 * @param aliases by type: words of vendors and what they mean
 * @param fallbacks by type: the word of the specification for anything else
 * @param kept types whose unknown words are handed on as they came: nothing fits better than what the station said
 * @param defaults by type and member: what is taken for a required member that is missing
 * @param dispensable the same for required members that we can do without: it satisfies the schema and is not handed on
 * @param identifiers members that are never cut, for a part of an identifier is another identifier
 */
record CoercionRules(Map<String, Map<String, String>> aliases, Map<String, String> fallbacks, Set<String> kept,
        Map<String, JsonNode> defaults, Map<String, JsonNode> dispensable, Set<String> identifiers) {
    CoercionRules {
        var normal = new HashMap<String, Map<String, String>>();
        aliases.forEach((type, words) -> {
            var byWord = new HashMap<String, String>();
            words.forEach((word, meaning) -> byWord.put(normal(word), meaning));
            normal.put(type, byWord);
        });
        aliases = normal;
    }

    static CoercionRules read() {
        try (var resource = CoercionRules.class.getResourceAsStream("/ocpp/tolerance.json")) {
            return FrameCodec.mapper().readValue(resource, CoercionRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The word among {@code known} that is meant: the same but for case and separators, what an alias stands for, the fallback; else null. */
    @Nullable
    String meant(String type, List<String> known, String word) {
        String same = sameAs(known, word);
        if (same != null) return same;
        String alias = aliases.getOrDefault(type, Map.of()).get(normal(word));
        return alias != null ? alias : fallbacks.get(type);
    }

    static @Nullable String sameAs(Iterable<String> known, String word) {
        String wanted = normal(word);
        for (String candidate : known) if (normal(candidate).equals(wanted)) return candidate;
        return null;
    }

    private static String normal(String word) { return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}%]", ""); }
}
