package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class PlatformTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Platform platform = PlatformUnderTest.get();

    @Test
    void allThreeServicesSayThatTheyAreWell() {
        assertThat(healthOf(platform.csms())).isEqualTo("UP");
        assertThat(healthOf(platform.mobile())).isEqualTo("UP");
        assertThat(healthOf(platform.portal())).isEqualTo("UP");
    }

    @Test
    void aStrangerSeesTheSignInPage() { assertThat(Api.at(platform.portal()).status("GET", "/login")).isEqualTo(200); }

    @Test
    void theEmulatedStationsCharge() {
        Api owner = Api.at(platform.csms()).signedInAs("owner@demo.example");

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode overview = owner.get("/api/v1/overview");
            assertThat(overview.path("online").intValue()).isGreaterThanOrEqualTo(9);
            assertThat(overview.path("charging").intValue()).isPositive();
            assertThat(overview.path("powerKw").doubleValue()).isPositive();
        });
        assertThat(texts(owner.get("/api/v1/stations?limit=100"), "ocppVersion")).contains("1.6", "2.0.1");
    }

    @Test
    void anotherAccountSeesItsOwnStationAlone() {
        Api nordic = Api.at(platform.csms()).signedInAs("owner@nordic.example");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts(nordic.get("/api/v1/stations"), "id")).containsExactly("NCP1"));
        assertThat(nordic.status("GET", "/api/v1/stations/CP1")).isEqualTo(404);
    }

    @Test
    void keepsItsDataOverARestart(@TempDir Path folder) {
        List<String> before;
        try (Platform first = PlatformUnderTest.startOn(folder)) {
            Api owner = Api.at(first.csms()).signedInAs("owner@demo.example");
            before = await().atMost(PATIENCE).until(() -> texts(owner.get("/api/v1/transactions"), "id"), ids -> !ids.isEmpty());
        }

        try (Platform second = PlatformUnderTest.startOn(folder)) {
            Api owner = Api.at(second.csms()).signedInAs("owner@demo.example");
            assertThat(texts(owner.get("/api/v1/transactions?limit=100"), "id")).containsAll(before);
        }
    }

    @Test
    void saysInASentenceThatAPortIsInUse(@TempDir Path folder, CapturedOutput output) throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> PlatformUnderTest.startOn(folder, "--wattline.csms.port=" + taken.getLocalPort()))
                    .isInstanceOf(RuntimeException.class);

            assertThat(output.getErr()).startsWith("Port " + taken.getLocalPort() + " is in use: ").hasLineCount(1);
            assertThat(output.getOut()).doesNotContain("Exception");
        }
    }

    private static String healthOf(URI service) { return Api.at(service).get("/actuator/health/readiness").path("status").stringValue(); }

    private static List<String> texts(JsonNode page, String member) {
        return page.path("items").valueStream().map(item -> item.path(member).stringValue()).toList();
    }
}
