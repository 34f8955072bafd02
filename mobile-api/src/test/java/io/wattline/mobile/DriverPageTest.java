package io.wattline.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class DriverPageTest {
    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"]+)\"|from \"\\./([^\"]+)\"");

    @Test
    void servesAPageThatRunsUnderAStrictPolicy() {
        try (MobileUnderTest mobile = new MobileUnderTest()) {
            String page = page(mobile.http(), "/");

            assertThat(page).contains("Sign in", "My stations").doesNotContain("<style", "onclick=", "style=\"")
                    .doesNotContainPattern("<script(?![^>]+src=)");
            assertThat(addresses(page)).contains("driver/app.js", "driver/app.css")
                    .allSatisfy(address -> page(mobile.http(), "/" + address));
            assertThat(addresses(page(mobile.http(), "/driver/app.js"))).containsExactlyInAnyOrder("session.js", "live.js")
                    .allSatisfy(address -> page(mobile.http(), "/driver/" + address));
            mobile.http().get().uri("/mobile-api.yaml").exchange().expectStatus().isUnauthorized();
        }
    }

    private static String page(WebTestClient http, String address) {
        return http.get().uri(address).exchange().expectStatus().isOk().expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).startsWith("default-src 'self';").doesNotContain("unsafe"))
                .expectBody(String.class).returnResult().getResponseBody();
    }

    private static Set<String> addresses(String text) {
        return ADDRESS.matcher(text).results().map(DriverPageTest::address).collect(Collectors.toSet());
    }

    private static String address(MatchResult found) {
        return List.of(1, 2).stream().map(found::group).filter(group -> group != null).findFirst().orElseThrow();
    }
}
