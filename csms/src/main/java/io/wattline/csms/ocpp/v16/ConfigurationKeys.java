package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.station.VariableRef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Configuration keys are asked for as many at a time as the station takes, in the standard's spelling. A station that is asked for all and
 * tells no more than that many may have cut its list: then it is asked for the standard keys that are missing. Source: OCPP 1.6 §5.8, §9.
 */
final class ConfigurationKeys implements Script {
    private static final VariableRef LIMIT = VariableRef.ofConfigurationKey("GetConfigurationMaxKeys");
    /** A station that takes fewer would be useless, so for these nobody needs to know the limit. */
    private static final int A_FEW = 10;
    private static final JsonNode QUESTION = keys(List.of(LIMIT.name()));

    private final Request whole;
    private final List<String> wanted;

    ConfigurationKeys(Request whole) {
        wanted = whole.payload().path("key").valueStream().map(key -> StandardKeys.spelled(key.asString())).distinct().toList();
        this.whole = wanted.isEmpty() ? whole : new Request(whole.action(), keys(wanted));
    }

    static void limits(JsonNode answer, Limits limits) {
        for (JsonNode key : answer.path("configurationKey"))
            if (isLimit(key.path("key"))) limits.learn(LIMIT, key.path("value").asString(""));
        for (JsonNode key : answer.path("unknownKey")) if (isLimit(key)) limits.learn(LIMIT, "");
    }

    static boolean isLimit(JsonNode key) { return key.asString("").equalsIgnoreCase(LIMIT.name()); }

    @Override
    public List<VariableRef> limits() { return List.of(LIMIT); }

    @Override
    public @Nullable Request next(List<Exchange> heard, Limits limits) {
        if (wanted.isEmpty() && heard.isEmpty()) return whole;
        if (!heard.isEmpty() && !heard.getLast().isUnderstood()) return null;
        int told = wanted.isEmpty() ? told(heard).size() : wanted.size();
        if (told > A_FEW && !limits.isKnown(LIMIT) && heard.stream().noneMatch(ConfigurationKeys::isQuestion))
            return new Request(whole.action(), QUESTION);
        if (wanted.isEmpty() && heard.getFirst().answer().path("configurationKey").size() < limits.of(LIMIT)) return null;
        return chunk(wanted.isEmpty() ? StandardKeys.ALL : wanted, heard, limits.of(LIMIT));
    }

    /** What was neither asked for nor told yet. */
    private @Nullable Request chunk(List<String> keys, List<Exchange> heard, int limit) {
        Set<String> done = new LinkedHashSet<>(wanted.isEmpty() ? told(heard).keySet() : Set.of());
        heard.stream().filter(each -> !isQuestion(each)).flatMap(each -> each.request().payload().path("key").valueStream())
                .forEach(key -> done.add(lower(key.asString())));
        List<String> left = keys.stream().filter(key -> !done.contains(lower(key))).limit(limit).toList();
        return left.isEmpty() ? null : new Request(whole.action(), keys(left));
    }

    @Override
    public Outcome outcome(List<Exchange> heard) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var told = answer.putArray("configurationKey");
        List<Exchange> asked = wanted.isEmpty() ? heard : heard.stream().filter(each -> !isQuestion(each)).toList();
        told(asked).values().forEach(told::add);
        if (!wanted.isEmpty()) {
            var unknown = answer.putArray("unknownKey");
            asked.forEach(each -> each.answer().path("unknownKey").forEach(unknown::add));
            if (unknown.isEmpty()) answer.remove("unknownKey");
        }
        CommandResult result = asked.stream().map(each -> each.answered().result()).filter(each -> !(each instanceof Accepted)).findFirst()
                .orElseGet(Accepted::new);
        return new Outcome(whole, result, answer);
    }

    /** By their keys in lower case. */
    private static Map<String, JsonNode> told(List<Exchange> heard) {
        var told = new LinkedHashMap<String, JsonNode>();
        heard.forEach(
                each -> each.answer().path("configurationKey").forEach(key -> told.putIfAbsent(lower(key.path("key").asString("")), key)));
        return told;
    }

    private static boolean isQuestion(Exchange exchange) { return exchange.request().payload().equals(QUESTION); }

    private static ObjectNode keys(List<String> keys) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        var array = payload.putArray("key");
        keys.forEach(array::add);
        return payload;
    }

    private static String lower(String key) { return key.toLowerCase(Locale.ROOT); }
}
