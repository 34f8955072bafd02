package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import java.util.Objects;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.util.UriComponentsBuilder;

/** With a provider that runs and gives a code to whoever is sent to it. */
class ProviderSignInTest extends PortalFixture {
    private final MockOAuth2Server provider = new MockOAuth2Server();

    @AfterEach
    void stop() { provider.shutdown(); }

    @Test
    void signsInWithTheProviderAndComesBackToThePage() throws Exception {
        start();
        var browser = browser();
        assertThat(browser.get("/login?next=/tags").getResponseBody()).contains("/login/provider?next=/tags",
                "Sign in with your organisation");

        URI leave = location(browser.get("/login/provider?next=/tags"));
        var entered = browser.get(callback(leave));

        assertThat(parameter(leave, "response_type")).isEqualTo("code");
        assertThat(parameter(leave, "code_challenge_method")).isEqualTo("S256");
        assertThat(leave.getQuery()).contains("state=", "nonce=", "code_challenge=");
        assertThat(location(entered)).hasToString("/tags");
        assertThat(csms.externalTokens).hasSize(1);
        assertThat(claim(csms.externalTokens.getFirst(), "iss")).isEqualTo("http://localhost:" + PROVIDER_PORT + "/work");
        assertThat(browser.get("/tags").getResponseBody()).contains("Olivia Owner");
    }

    @Test
    void aCodeComesBackOnceAndToTheBrowserThatLeftOnly() throws Exception {
        start();
        var browser = browser();
        String callback = callback(location(browser.get("/login/provider")));
        var stranger = browser();

        assertThat(location(stranger.get(callback))).hasToString("/login?provider=refused");
        assertThat(location(browser.get(callback))).hasToString("/");
        assertThat(location(browser.get(callback))).hasToString("/login?provider=refused");
        assertThat(browser.get("/login?provider=refused").getResponseBody()).contains("did not work");
        assertThat(csms.externalTokens).hasSize(1);
    }

    @Test
    void anIdTokenWithAnotherNonceIsRefused() throws Exception {
        start();
        var browser = browser();
        String callback = callback(location(browser.get("/login/provider")));
        provider.enqueueCallback(new DefaultOAuth2TokenCallback("work", "subject", "JWT", null, Map.of("nonce", "of-another-sign-in"), 60));

        assertThat(location(browser.get(callback))).hasToString("/login?provider=refused");
        assertThat(csms.externalTokens).isEmpty();
    }

    @Test
    void whatCsmsRefusesIsNoSignIn() throws Exception {
        start();
        var browser = browser();
        csms.refuseExternalTokens();

        assertThat(location(browser.get(callback(location(browser.get("/login/provider")))))).hasToString("/login?provider=refused");
        assertThat(location(browser.get("/tags")).getPath()).isEqualTo("/login");
    }

    private void start() throws IOException { provider.start(InetAddress.getByName("localhost"), PROVIDER_PORT); }

    /** What the provider answers to who is sent to it, as a path of the portal. */
    private static String callback(URI leave) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(leave).build(), HttpResponse.BodyHandlers.discarding());
            URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
            assertThat(back.getHost()).isEqualTo("portal.example");
            return back.getRawPath() + "?" + back.getRawQuery();
        }
    }

    private static URI location(EntityExchangeResult<String> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(303);
        return Objects.requireNonNull(answer.getResponseHeaders().getLocation());
    }

    private static String parameter(URI address, String name) {
        return UriComponentsBuilder.fromUri(address).build().getQueryParams().getFirst(name);
    }

    private static String claim(String token, String name) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(name);
    }
}
