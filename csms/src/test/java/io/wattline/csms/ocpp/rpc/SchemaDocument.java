package io.wattline.csms.ocpp.rpc;

import io.wattline.model.station.OcppVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema document of a version, for tests of everything in it. */
public final class SchemaDocument {
    private static final SchemaValidator VALIDATOR = new SchemaValidator();

    private final OcppVersion version;
    private final JsonNode document;
    private final SchemaPayloads payloads;

    public SchemaDocument(OcppVersion version) {
        this.version = version;
        try (var resource = SchemaDocument.class.getResourceAsStream("/ocpp/" + version.number() + ".json")) {
            document = FrameCodec.mapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        payloads = new SchemaPayloads(document);
    }

    public OcppVersion version() { return version; }

    /** Those that any of these may send: {@code station}, {@code csms}, {@code both}, {@code station-send}. */
    public List<String> actionsOf(String... senders) {
        return document.path("actions").properties().stream().filter(action -> Set.of(senders).contains(action.getValue().asString()))
                .map(action -> action.getKey()).toList();
    }

    public JsonNode minimal(String definition) { return payloads.minimal(document.path("$defs").path(definition)); }

    public JsonNode complete(String definition) { return payloads.complete(document.path("$defs").path(definition)); }

    /** With what is required only, and with everything; once, when that is the same. */
    public Set<JsonNode> payloads(String definition) {
        return new LinkedHashSet<>(List.of(minimal(definition), complete(definition)));
    }

    /** A request with a member that no schema knows. */
    public JsonNode wrong(String action) {
        return ((ObjectNode) complete(action)).put("unheardOf", 1);
    }

    /** The code that such a call of a station earns, as this version spells it. */
    public String errorOfCall(String action, JsonNode payload) {
        return Optional.ofNullable(VALIDATOR.flawInCall(version, action, payload)).map(flaw -> flaw.code().wireName(version)).orElseThrow();
    }

    /** What is wrong with our answer to a station. */
    public Optional<String> flawInOurAnswer(String action, JsonNode payload) {
        return Optional.ofNullable(VALIDATOR.flawInOurAnswer(version, action, payload)).map(OcppException::sentence);
    }

    public static Stream<SchemaDocument> all() { return Stream.of(OcppVersion.values()).map(SchemaDocument::new); }
}
