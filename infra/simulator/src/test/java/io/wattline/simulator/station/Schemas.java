package io.wattline.simulator.station;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.wattline.simulator.rpc.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Holds what stations say to the schema documents of the project. */
final class Schemas {
    private static final Path DOCUMENTS = Path.of("../../csms/src/main/resources/ocpp");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<Version, Schemas> ALL = new ConcurrentHashMap<>();

    private final Schema document;
    private final Map<String, Schema> messages = new ConcurrentHashMap<>();

    private Schemas(Version version) {
        document = REGISTRY.getSchema(Json.MAPPER.readTree(DOCUMENTS.resolve(version.number() + ".json").toFile()));
    }

    static Schemas of(Version version) { return ALL.computeIfAbsent(version, Schemas::new); }

    /** What is wrong with this payload; a response is named with the suffix Response. */
    List<String> errors(String message, JsonNode payload) {
        Schema schema = messages.computeIfAbsent(message,
                name -> document.getRefSchema(SchemaLocation.of("#/$defs/" + name).getFragment()));
        return schema.validate(payload).stream().map(Error::toString).toList();
    }
}
