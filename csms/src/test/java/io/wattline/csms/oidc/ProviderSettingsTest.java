package io.wattline.csms.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderSettingsTest {
    @Test
    void whatMakesNoSenseIsToldInASentence() {
        assertThatThrownBy(() -> provider("http://id.example", "a", "RS256", "demo", null))
                .hasMessageContaining("must be an https address");
        assertThatThrownBy(() -> provider("https://id.example", " ", "RS256", "demo", null)).hasMessageContaining("audience is missing");
        assertThatThrownBy(() -> provider("https://id.example", "a", "HS256", "demo", null)).hasMessageContaining("HS256");
        assertThatThrownBy(() -> provider("https://id.example", "a", "none", "demo", null)).hasMessageContaining("none");
        assertThatThrownBy(() -> provider("https://id.example", "a", "RS256", null, null)).hasMessageContaining("account is needed");
        assertThatThrownBy(() -> provider("https://id.example", "a", "RS256", "demo", "tenant")).hasMessageContaining("not both");
        assertThatThrownBy(() -> new Provider("https://id.example", "a", List.of("RS256"), Duration.ZERO, "demo", null, "groups",
                Map.of("x", List.of("ReadAll")), false)).hasMessageContaining("ReadAll, which is not a permission");
        assertThat(provider("https://id.example", "a", "ES256", "demo", null).issuer()).isEqualTo("https://id.example");
    }

    private static Provider provider(String issuer, String audience, String algorithm, String account, String claim) {
        return new Provider(issuer, audience, List.of(algorithm), Duration.ofSeconds(10), account, claim, null, null, false);
    }
}
