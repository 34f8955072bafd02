package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.OcppActions;
import io.wattline.csms.ocpp.rpc.OcppSchema.Sender;
import io.wattline.model.station.OcppVersion;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges payloads by the schema document of their version. Of what stations send, the formats of times are not judged:
 * many clocks write what is no RFC 3339, and a transaction is not refused for that.
 */
@Component
public final class SchemaValidator implements OcppActions {
    private final Map<OcppVersion, OcppSchema> schemas = new EnumMap<>(OcppVersion.class);

    public SchemaValidator() { for (OcppVersion version : OcppVersion.values()) schemas.put(version, new OcppSchema(version)); }

    /** What is wrong with a CALL of a station, the action included; null when nothing is. */
    @Nullable
    OcppException flawInCall(OcppVersion version, String action, JsonNode payload) {
        return switch (schema(version).senders().get(action)) {
            case null -> new OcppException(OcppErrorCode.NOT_IMPLEMENTED, "OCPP " + version.number() + " has no action of this name");
            case CSMS -> new OcppException(OcppErrorCode.NOT_SUPPORTED, action + " is not sent by stations");
            case STATION_SEND -> new OcppException(OcppErrorCode.NOT_SUPPORTED, action + " is sent without asking for an answer");
            case STATION, BOTH -> schema(version).flawInRequest(action, payload, false);
        };
    }

    /** The same of a SEND. */
    @Nullable
    OcppException flawInSend(OcppVersion version, String action, JsonNode payload) {
        return schema(version).senders().get(action) == Sender.STATION_SEND
                ? schema(version).flawInRequest(action, payload, false)
                : new OcppException(OcppErrorCode.NOT_SUPPORTED, "no action of this name is sent without asking for an answer");
    }

    /** What is wrong with a station's answer to a CALL of ours. */
    @Nullable
    OcppException flawInAnswer(OcppVersion version, String action, JsonNode payload) {
        return schema(version).flawInResponse(action, payload, false);
    }

    /** What is wrong with our answer to a station. */
    @Nullable
    OcppException flawInOurAnswer(OcppVersion version, String action, JsonNode payload) {
        return schema(version).flawInResponse(action, payload, true);
    }

    /** What is wrong with a CALL of ours. */
    @Nullable
    OcppException flawInOurCall(OcppVersion version, String action, JsonNode payload) {
        return switch (schema(version).senders().get(action)) {
            case null -> new OcppException(OcppErrorCode.NOT_IMPLEMENTED, "OCPP " + version.number() + " has no action " + action);
            case STATION, STATION_SEND -> new OcppException(OcppErrorCode.NOT_SUPPORTED, action + " is sent by stations only");
            case CSMS, BOTH -> schema(version).flawInRequest(action, payload, true);
        };
    }

    /** The members of a definition that are times, each with the path to it; {@code *} stands for the items of a list. */
    public List<List<String>> moments(OcppVersion version, String definition) {
        return Moments.in(definitions(version), definition);
    }

    JsonNode definitions(OcppVersion version) { return schema(version).definitions(); }

    boolean isKnown(OcppVersion version, String action) { return schema(version).senders().containsKey(action); }

    @Override
    public Optional<String> flaw(OcppVersion version, String action, String payload) {
        JsonNode tree;
        try {
            tree = FrameCodec.mapper().readTree(payload);
        } catch (JacksonException e) {
            return Optional.of("not JSON: " + e.getOriginalMessage());
        }
        return Optional.ofNullable(flawInOurCall(version, action, tree)).map(OcppException::sentence);
    }

    @Override
    public Collection<Action> of(OcppVersion version) {
        OcppSchema schema = schema(version);
        return schema.senders().entrySet().stream()
                .map(action -> new Action(action.getKey(), from(action.getValue()), selfContained(schema.definitions(), action.getKey())))
                .toList();
    }

    private static String from(Sender sender) {
        return switch (sender) {
            case STATION, STATION_SEND -> "station";
            case CSMS -> "csms";
            case BOTH -> "both";
        };
    }

    /** The definition with those it refers to, directly or not. */
    private static String selfContained(JsonNode definitions, String name) {
        Set<String> needed = new LinkedHashSet<>();
        collect(definitions, definitions.path(name), needed);
        ObjectNode schema = (ObjectNode) definitions.path(name).deepCopy();
        if (!needed.isEmpty()) {
            ObjectNode included = schema.putObject("$defs");
            needed.forEach(type -> included.set(type, definitions.path(type)));
        }
        return schema.toString();
    }

    private static void collect(JsonNode definitions, JsonNode schema, Set<String> needed) {
        for (String reference : schema.findValuesAsString("$ref")) {
            String type = reference.substring("#/$defs/".length());
            if (needed.add(type)) collect(definitions, definitions.path(type), needed);
        }
    }

    private OcppSchema schema(OcppVersion version) { return schemas.get(version); }
}
