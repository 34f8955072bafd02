package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.simulator.station.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Somebody starts charging from afar, and somebody else watches it on a phone that goes through a tunnel. */
class RemoteStartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Platform PLATFORM = PlatformUnderTest.get();
    private static QuietStation stationOf21;

    private final Api owner = Api.at(PLATFORM.csms()).signedInAs("owner@demo.example");

    @BeforeAll
    static void connectAQuietStation() { stationOf21 = QuietStation.connect(PLATFORM, "CP301", Version.V21); }

    @AfterAll
    static void hangUp() { stationOf21.close(); }

    @ParameterizedTest
    @CsvSource({"CP4, 1.6", "CP202, 2.0.1", "CP301, 2.1"})
    void isEffectiveAndSeenOnAPhoneThatWasCutOff(String station, String version) {
        await().atMost(PATIENCE).ignoreExceptions().until(
                () -> owner.get("/api/v1/stations/" + station).path("connectors").path(0).path("status").stringValue(),
                "Available"::equals);
        assertThat(owner.get("/api/v1/stations/" + station).path("ocppVersion").stringValue()).isEqualTo(version);
        Queue<JsonNode> seen = new ConcurrentLinkedQueue<>();
        long since;
        try (var phone = new Phone(PLATFORM.rsocket(), owner.token())) {
            phone.live(Map.of("stations", List.of(station))).subscribe(seen::add, _ -> {});
            await().atMost(PATIENCE).until(() -> !seen.isEmpty());

            JsonNode task = owner.post("/api/v1/stations/" + station + "/commands/remote-start", Map.of("idTag", "DEMO0001", "evse", 1));
            awaitEffective(task);

            await().atMost(PATIENCE).until(() -> seen.stream().anyMatch(item -> item.path("charging").booleanValue(false)));
            since = seen.stream().mapToLong(item -> item.path("sequence").longValue()).max().orElseThrow();
        }

        assertThatNothingIsMissed(station, since);
        String transaction = owner.get("/api/v1/stations/" + station).path("connectors").path(0).path("transactionId").stringValue();
        awaitEffective(owner.post("/api/v1/stations/" + station + "/commands/remote-stop", Map.of("transactionId", transaction)));
        assertThat(owner.get("/api/v1/transactions/" + transaction).path("energyKwh").decimalValue()).isPositive();
    }

    private void assertThatNothingIsMissed(String station, long since) {
        Queue<JsonNode> after = new ConcurrentLinkedQueue<>();
        try (var phone = new Phone(PLATFORM.rsocket(), owner.token())) {
            phone.live(Map.of("stations", List.of(station), "since", since)).subscribe(after::add, _ -> {});
            await().atMost(PATIENCE).until(() -> after.size() >= 2);
        }
        assertThat(after).allSatisfy(item -> {
            assertThat(item.path("kind").stringValue()).isEqualTo("change");
            assertThat(item.path("sequence").longValue()).isGreaterThan(since);
        });
    }

    private void awaitEffective(JsonNode task) {
        String id = task.path("id").stringValue();
        await().atMost(PATIENCE).until(() -> owner.get("/api/v1/tasks/" + id), now -> now.path("stage").stringValue().equals("effective"));
    }
}
