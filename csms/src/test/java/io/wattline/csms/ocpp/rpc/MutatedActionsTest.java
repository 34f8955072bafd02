package io.wattline.csms.ocpp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.OcppActions.Action;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.station.OcppVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever stands in a message, it is the station's mistake and not a failure of ours. Seeded, so that a failure comes again. */
class MutatedActionsTest {
    private static final SchemaValidator SCHEMAS = new SchemaValidator();
    private static final int MUTATIONS_PER_ACTION = 60;
    private static final List<String> SUBSTITUTES = List.of("null", "true", "\"\"", "\"x\"", "[]", "{}", "-1", "0", "0.5", "1e999999999",
            "\"-7\"",
            "99999999999999999999", "2147483648", "[[1]]", "\"" + "y".repeat(3000) + "\"", "\"\\u0000\"", "\"1970-01-01T00:00:00Z\"");

    @ParameterizedTest
    @EnumSource(OcppVersion.class)
    void noMutatedMessageIsAFailureOfOurs(OcppVersion version) {
        var random = new Random(42);
        var failures = new ArrayList<String>();
        TestStation station = version.is2x() ? Station2.station(version) : Station16.station();
        for (Action action : SCHEMAS.of(version)) {
            if (action.from().equals("csms")) continue;
            JsonNode schema = FrameCodec.mapper().readTree(action.schema());
            for (int i = 0; i < MUTATIONS_PER_ACTION; i++) {
                JsonNode payload = new SchemaPayloads(schema).complete(schema);
                for (int mutations = random.nextInt(3); mutations >= 0; mutations--) mutate(payload, random);
                String frame = "[2,'" + action.name() + i + "','" + action.name() + "'," + payload + "]";
                String answer = station.sends(frame).next();
                if (answer.contains("\"InternalError\"")) failures.add(frame.substring(0, Math.min(700, frame.length())));
            }
        }

        assertThat(failures).isEmpty();
    }

    private static void mutate(JsonNode node, Random random) {
        JsonNode substitute = FrameCodec.mapper().readTree(SUBSTITUTES.get(random.nextInt(SUBSTITUTES.size())));
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            if (object.get(name).isContainer() && random.nextInt(5) > 0) mutate(object.get(name), random);
            else if (random.nextInt(6) == 0) object.remove(name);
            else
                object.set(name, substitute);
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            if (array.get(at).isContainer() && random.nextInt(5) > 0) mutate(array.get(at), random);
            else
                array.set(at, substitute);
        }
    }
}
