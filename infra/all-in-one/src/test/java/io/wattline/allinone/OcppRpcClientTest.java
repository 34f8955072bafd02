package io.wattline.allinone;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A 2.0.1 station written with somebody else's library, which judges every message by its own schemas, charges and is stopped remotely.
 * Where Node.js or that library is missing ({@code npm install} in {@code infra/interop}), the test is skipped and says so.
 */
class OcppRpcClientTest {
    private static final Path INTEROP = Path.of("..", "interop");
    private final Platform platform = PlatformUnderTest.get();
    private final Api owner = Api.at(platform.csms()).signedInAs("owner@demo.example");

    @TempDir
    private Path folder;

    @Test
    void bootsChargesAndStopsWhenAsked() throws Exception {
        assumeTrue(isOnPath("node") && Files.isDirectory(INTEROP.resolve("node_modules")),
                "skipped: Node.js or the packages of infra/interop are not installed");
        String id = "RPC1";
        Path said = folder.resolve("said.txt");
        Process station = new ProcessBuilder("node", "station.mjs", platform.chargers().toString(), id)
                .directory(INTEROP.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            await().atMost(30, SECONDS).until(() -> !station.isAlive() || Files.readString(said).contains("charging"));
            assertThat(station.isAlive()).as(() -> text(said)).isTrue();
            owner.post("/api/v1/stations/" + id + "/commands/remote-stop",
                    Map.of("transactionId", transaction(id).path("id").stringValue()));

            assertThat(station.waitFor(30, SECONDS)).as(() -> text(said)).isTrue();
            assertThat(station.exitValue()).as(() -> text(said)).isZero();
            JsonNode ended = transaction(id);
            assertThat(ended.path("state").stringValue()).isEqualTo("ended");
            assertThat(ended.path("stopReason").stringValue()).isEqualTo("Remote");
            assertThat(ended.path("energyKwh").decimalValue()).isEqualByComparingTo("10");
            assertThat(owner.get("/api/v1/stations/" + id).path("ocppVersion").stringValue()).isEqualTo("2.0.1");
        } finally {
            station.destroyForcibly();
        }
    }

    private JsonNode transaction(String station) { return owner.get("/api/v1/transactions?stationId=" + station).path("items").path(0); }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
