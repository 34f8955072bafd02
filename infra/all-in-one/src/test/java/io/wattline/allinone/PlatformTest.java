package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PlatformTest {
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
    void keepsItsDataOverARestart(@TempDir Path folder) {
        JsonNode keys;
        try (Platform first = PlatformUnderTest.startOn(folder)) {
            keys = Api.at(first.csms()).get("/oauth2/jwks");
        }

        try (Platform second = PlatformUnderTest.startOn(folder)) {
            assertThat(Api.at(second.csms()).get("/oauth2/jwks")).isEqualTo(keys);
        }
    }

    private static String healthOf(URI service) { return Api.at(service).get("/actuator/health/readiness").path("status").stringValue(); }
}
