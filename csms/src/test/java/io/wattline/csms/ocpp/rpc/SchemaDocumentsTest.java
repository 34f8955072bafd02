package io.wattline.csms.ocpp.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaDocumentsTest {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaDocumentsTest.class);
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    @ParameterizedTest
    @ValueSource(strings = {"1.6", "2.0.1", "2.1"})
    void everyActionHasARequestAndUnlessItIsASendAResponse(String version) {
        var document = document(version);

        assertThat(document.path("actions").properties())
                .isNotEmpty()
                .allSatisfy(
                        action -> {
                            var sender = action.getValue().asString();
                            assertThat(sender).isIn("station", "csms", "both", "station-send");
                            assertThat(document.path("$defs").has(action.getKey())).isTrue();
                            assertThat(document.path("$defs").has(action.getKey() + "Response"))
                                    .isEqualTo(!sender.equals("station-send"));
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6", "2.0.1", "2.1"})
    void everyReferenceLeadsToADefinitionAndEveryTypeIsUsed(String version) {
        var document = document(version);

        var referenced = new TreeSet<>(messages(document));
        document.findValues("$ref").forEach(reference -> referenced.add(reference.asString().replace("#/$defs/", "")));

        assertThat(document.path("$defs").propertyNames()).containsExactlyInAnyOrderElementsOf(referenced);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6", "2.0.1", "2.1"})
    void documentsCarryFactsAndNoProse(String version) {
        var document = document(version);

        assertThat(keywords(document.path("$defs")))
                .isSubsetOf("$ref", "type", "format", "enum", "default", "properties", "required", "additionalProperties", "items",
                        "minItems", "maxItems", "maxLength", "minimum", "maximum", "multipleOf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6", "2.0.1", "2.1"})
    void completeAndMinimalPayloadsAreValidAndBrokenOnesAreNot(String version) {
        var document = document(version);
        var compiled = SCHEMAS.getSchema(document);
        var payloads = new SchemaPayloads(document);

        for (var message : messages(document)) {
            var definition = document.path("$defs").path(message);
            var schema = schemaOf(compiled, message);

            assertThat(schema.validate(payloads.complete(definition))).as(message).isEmpty();
            assertThat(schema.validate(payloads.minimal(definition))).as(message).isEmpty();
            assertThat(payloads.around(definition)).as(message).anyMatch(payload -> !schema.validate(payload).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6", "2.0.1", "2.1"})
    void everyPayloadGetsTheVerdictOfTheOfficialSchemas(String version) throws IOException {
        var directory = officialSchemas();
        assumeTrue(directory.isPresent(), "skipped: the official schemas are not beside the project");
        var official = schemasIn(directory.get().resolve(version));
        var document = document(version);
        var compiled = SCHEMAS.getSchema(document);

        var differences = new ArrayList<String>();
        int compared = 0;
        for (var message : official.keySet()) {
            var theirs = SCHEMAS.getSchema(official.get(message));
            var ours = schemaOf(compiled, message);
            for (var payload : payloads(document, official.get(message), message)) {
                compared++;
                if (!brokenRules(ours, payload).equals(brokenRules(theirs, payload))) {
                    differences.add(message + " " + payload);
                }
            }
        }

        LOG.info("{}: {} messages, {} payloads, {} differences", version, official.size(), compared, differences.size());
        assertThat(differences).isEmpty();
        assertThat(messages(document)).containsExactlyInAnyOrderElementsOf(official.keySet());
    }

    /** Probes of the rules of both sides, so that a rule either side lacks is noticed. */
    private static List<JsonNode> payloads(JsonNode document, JsonNode official, String message) {
        var payloads = new SchemaPayloads(document).around(document.path("$defs").path(message));
        payloads.addAll(new SchemaPayloads(official).around(official));
        return payloads;
    }

    private static Set<String> brokenRules(Schema schema, JsonNode payload) {
        return schema.validate(payload).stream().map(Error::getKeyword).collect(Collectors.toSet());
    }

    /** Requests and responses by their names in {@code $defs}. */
    private static List<String> messages(JsonNode document) {
        return document.path("actions").propertyNames().stream()
                .flatMap(action -> Stream.of(action, action + "Response"))
                .filter(document.path("$defs")::has)
                .toList();
    }

    /** The keywords of the schemas in a map of schemas; names of properties are no keywords. */
    private static Set<String> keywords(JsonNode schemas) {
        var keywords = new TreeSet<String>();
        schemas.forEach(schema -> {
            keywords.addAll(schema.propertyNames());
            keywords.addAll(schema.path("items").propertyNames());
            keywords.addAll(keywords(schema.path("properties")));
        });
        return keywords;
    }

    private static Schema schemaOf(Schema document, String message) {
        return document.getRefSchema(SchemaLocation.of("#/$defs/" + message).getFragment());
    }

    private static JsonNode document(String version) {
        try (var resource = SchemaDocumentsTest.class.getResourceAsStream("/ocpp/" + version + ".json")) {
            return JsonMapper.shared().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> officialSchemas() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(directory -> directory.resolve("shared/ocpp-schemas"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** By the names of {@code $defs}: the 2.x files of requests end with Request, all others do not. */
    private static Map<String, JsonNode> schemasIn(Path directory) throws IOException {
        var schemas = new TreeMap<String, JsonNode>();
        try (var files = Files.list(directory)) {
            files.forEach(
                    file -> schemas.put(file.getFileName().toString().replaceFirst("(Request)?\\.json$", ""),
                            JsonMapper.shared().readTree(file)));
        }
        return schemas;
    }
}
