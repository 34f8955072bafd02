package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An operator wants to see the diagnostics of a station, which brings them. */
class DiagnosticsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api owner = Api.at(PlatformUnderTest.get().csms()).signedInAs("owner@demo.example");

    @ParameterizedTest
    @ValueSource(strings = {"CP4", "CP202"})
    void comeFromStationsOfEveryVersion(String station) {
        String address = "/api/v1/stations/" + station;
        await().atMost(PATIENCE).ignoreExceptions().until(() -> owner.get(address).path("online").booleanValue(false));

        String task = owner.post(address + "/commands/get-diagnostics", Map.of()).path("id").stringValue();

        await().atMost(PATIENCE).until(() -> owner.get("/api/v1/tasks/" + task).path("stage").stringValue(), "effective"::equals);
        JsonNode file = owner.get(address + "/files").path("items").path(0);
        assertThat(file.path("name").stringValue()).endsWith(".log");
        assertThat(file.path("sizeBytes").longValue()).isPositive();
    }
}
