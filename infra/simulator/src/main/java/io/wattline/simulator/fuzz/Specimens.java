package io.wattline.simulator.fuzz;

import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.station.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Valid CALLs of every action that stations of a version send. */
final class Specimens {
    private final List<JsonNode> calls;

    private Specimens(List<JsonNode> calls) { this.calls = calls; }

    static Specimens of(Version version) {
        var resource = Objects.requireNonNull(Specimens.class.getResourceAsStream("/fuzz/" + version.number() + ".jsonl"));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return new Specimens(lines.lines().map(Json.MAPPER::readTree).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The boot that a connection begins with. */
    ArrayNode boot(String id) {
        return call(id,
                calls.stream().filter(call -> call.path(0).asString().equals("BootNotification")).reduce((_, last) -> last).orElseThrow());
    }

    ArrayNode any(String id, RandomGenerator random) { return call(id, calls.get(random.nextInt(calls.size()))); }

    private static ArrayNode call(String id, JsonNode specimen) {
        return Json.MAPPER.createArrayNode().add(2).add(id).add(specimen.path(0).asString()).add(specimen.path(1).deepCopy());
    }
}
