package io.wattline.csms.ocpp.rpc;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import io.wattline.model.station.OcppVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The messages of one OCPP version, compiled from its schema document. */
final class OcppSchema {
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012()).keyword(new NonValidationKeyword("actions")).build();
    /** Of the first thing wrong in English, where it is as a JSON pointer. */
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .failFast(true)
            .locale(Locale.ENGLISH)
            .pathType(PathType.JSON_POINTER)
            .build();

    private final JsonNode document;
    private final Map<String, Sender> senders = new LinkedHashMap<>();
    private final Map<String, Schema> requests = new HashMap<>();
    private final Map<String, Schema> responses = new HashMap<>();

    /** Who may begin an exchange. */
    enum Sender {
        STATION("station"), CSMS("csms"), BOTH("both"),
        /** By a message that nobody answers. */
        STATION_SEND("station-send");

        private final String word;

        Sender(String word) { this.word = word; }

        private static Sender of(String word) {
            for (Sender sender : values()) if (sender.word.equals(word)) return sender;
            throw new IllegalStateException("a schema document says of an action: " + word);
        }
    }

    OcppSchema(OcppVersion version) {
        document = read(version);
        Schema whole = SchemaRegistry.withDialect(DIALECT, registry -> registry.schemaRegistryConfig(CONFIG)).getSchema(document);
        document.path("actions").properties().forEach(action -> {
            String name = action.getKey();
            senders.put(name, Sender.of(action.getValue().asString()));
            requests.put(name, compiled(whole, name));
            if (document.path("$defs").has(name + "Response")) responses.put(name, compiled(whole, name + "Response"));
        });
    }

    Map<String, Sender> senders() { return senders; }

    JsonNode definitions() { return document.path("$defs"); }

    /** The first thing wrong with a request; null when it is well-formed. {@code strict}: formats of times and addresses count too. */
    @Nullable
    OcppException flawInRequest(String action, JsonNode payload, boolean strict) { return flaw(requests.get(action), payload, strict); }

    @Nullable
    OcppException flawInResponse(String action, JsonNode payload, boolean strict) { return flaw(responses.get(action), payload, strict); }

    private static @Nullable OcppException flaw(Schema schema, JsonNode payload, boolean strict) {
        try {
            var errors = strict
                    ? schema.validate(payload, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                    : schema.validate(payload);
            return errors.isEmpty() ? null : violation(errors.getFirst());
        } catch (JacksonException e) { // a number too large to be compared with a limit
            return new OcppException(OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION, e.getOriginalMessage());
        }
    }

    private static OcppException violation(Error error) {
        OcppErrorCode code = switch (error.getKeyword()) {
            case "type" -> OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;
            case "required", "minItems", "maxItems" -> OcppErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
            case "additionalProperties" -> OcppErrorCode.FORMAT_VIOLATION;
            default -> OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
        };
        String path = error.getInstanceLocation().toString();
        return new OcppException(code, path.isEmpty() ? error.getMessage() : path + ": " + error.getMessage());
    }

    private static Schema compiled(Schema whole, String definition) {
        Schema schema = whole.getRefSchema(SchemaLocation.of("#/$defs/" + definition).getFragment());
        schema.initializeValidators();
        return schema;
    }

    private static JsonNode read(OcppVersion version) {
        try (var resource = OcppSchema.class.getResourceAsStream("/ocpp/" + version.number() + ".json")) {
            return FrameCodec.mapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
