package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.simulator.station.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoublePredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** An operator limits emulated stations and keeps their places for somebody, and sees on a phone and over REST what they make of it. */
class LimitsAndReservationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final double LIMIT_KW = 3;
    private static final Platform PLATFORM = PlatformUnderTest.get();

    private final Api owner = Api.at(PLATFORM.csms()).signedInAs("owner@demo.example");

    @ParameterizedTest
    @EnumSource
    void aLimitIsSeenInThePowerUntilItIsCleared(Version version) {
        String station = "LIMIT-" + version.number();
        try (var _ = QuietStation.connect(PLATFORM, station, version); var phone = new Phone(PLATFORM.rsocket(), owner.token())) {
            awaitConnector(station, "Available");
            awaitStage(start(station, "DEMO0001"), "effective");
            var power = new AtomicReference<>(-1.0);
            phone.live(Map.of("stations", List.of(station))).subscribe(item -> power.set(item.path("powerKw").doubleValue(0)), _ -> {});
            awaitPower(power, kw -> kw > LIMIT_KW);

            String profile = owner.post("/api/v1/charging-profiles", profile(station)).path("id").stringValue();
            awaitStage(command(station, "set-charging-profile", Map.of("chargingProfileId", profile, "evse", 1, "verify", true)),
                    "effective");

            awaitPower(power, kw -> kw > 0 && kw <= LIMIT_KW);
            JsonNode held = owner.get("/api/v1/stations/" + station).path("chargingProfiles");
            assertThat(held.path(0).path("chargingProfileId").stringValue()).isEqualTo(profile);
            assertThat(held.path(0).path("evse").intValue()).isEqualTo(1);

            awaitResult(command(station, "clear-charging-profile", Map.of("chargingProfileId", profile)), "Accepted");

            awaitPower(power, kw -> kw > LIMIT_KW);
            assertThat(owner.get("/api/v1/stations/" + station).path("chargingProfiles")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V16", "V201"})
    void aReservedPlaceIsForItsTagOnly(Version version) {
        String station = "KEPT-" + version.number();
        try (var _ = QuietStation.connect(PLATFORM, station, version)) {
            String reservation = reserved(station, Duration.ofHours(1));
            assertThat(owner.get("/api/v1/stations/" + station).path("reservations").path(0).path("id").stringValue())
                    .isEqualTo(reservation);

            awaitResult(start(station, "DEMO0002"), "Rejected");
            awaitStage(start(station, "DEMO0001"), "effective");

            JsonNode used = awaitReservation(reservation, "used");
            assertThat(owner.get("/api/v1/transactions/" + used.path("transactionId").stringValue()).path("idTag").stringValue())
                    .isEqualTo("DEMO0001");
            assertThat(owner.get("/api/v1/stations/" + station).path("reservations")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V16", "V201"})
    void aPlaceIsFreeAgainWhenItsReservationIsCancelledOrOver(Version version) {
        String station = "FREED-" + version.number();
        try (var _ = QuietStation.connect(PLATFORM, station, version)) {
            String cancelled = reserved(station, Duration.ofHours(1));

            assertThat(owner.status("DELETE", "/api/v1/reservations/" + cancelled)).isEqualTo(202);

            awaitReservation(cancelled, "cancelled");

            String expiring = reserved(station, SHORT);

            awaitReservation(expiring, "expired");
            awaitConnector(station, "Available");
        }
    }

    /** The free place, once the station holds it. */
    private String reserved(String station, Duration span) {
        awaitConnector(station, "Available");
        String reservation = reserve(station, span);
        awaitReservation(reservation, "accepted");
        awaitConnector(station, "Reserved");
        return reservation;
    }

    private static Map<String, Object> profile(String station) {
        return Map.of("name", "Slow at " + station, "purpose", "TxDefaultProfile", "kind", "Relative", "stackLevel", 0, "schedules",
                List.of(Map.of("unit", "W", "periods", List.of(Map.of("startSeconds", 0, "limit", LIMIT_KW * 1000)))));
    }

    private JsonNode start(String station, String tag) { return command(station, "remote-start", Map.of("idTag", tag, "evse", 1)); }

    private JsonNode command(String station, String name, Map<String, Object> body) {
        return owner.post("/api/v1/stations/" + station + "/commands/" + name, body);
    }

    private String reserve(String station, Duration time) {
        return owner.post("/api/v1/reservations", Map.of("stationId", station, "evse", 1, "idTag", "DEMO0001", "expiresAt",
                Instant.now(Clock.systemUTC()).plus(time).toString())).path("id").stringValue();
    }

    private JsonNode awaitReservation(String reservation, String status) {
        return await().atMost(PATIENCE).until(() -> owner.get("/api/v1/reservations/" + reservation),
                now -> now.path("status").stringValue().equals(status));
    }

    private void awaitConnector(String station, String status) {
        await().atMost(PATIENCE).ignoreExceptions().until(
                () -> owner.get("/api/v1/stations/" + station).path("connectors").path(0).path("status").stringValue(), status::equals);
    }

    private static void awaitPower(AtomicReference<Double> power, DoublePredicate expected) {
        await().atMost(PATIENCE).until(power::get, expected::test);
    }

    private void awaitStage(JsonNode task, String stage) { awaitTask(task, "stage", stage); }

    private void awaitResult(JsonNode task, String result) { awaitTask(task, "result", result); }

    private void awaitTask(JsonNode task, String member, String value) {
        String id = task.path("id").stringValue();
        await().atMost(PATIENCE).until(() -> owner.get("/api/v1/tasks/" + id),
                now -> now.path(member).stringValue("").equals(value));
    }
}
