package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;

class SignInTest extends PortalFixture {
    @Test
    void leadsAStrangerToTheLoginPageAndBackToWhereHeWanted() {
        var browser = browser();

        var refused = browser.get("/stations?q=CP%201");
        String login = refused.getResponseHeaders().getFirst(HttpHeaders.LOCATION);
        browser.get(login);
        var entered = browser.post("/login", Map.of("email", "owner@demo.example", "password", "wattline", "next", "/stations?q=CP%201"));

        assertThat(login).isEqualTo("/login?next=%2Fstations%3Fq%3DCP%25201");
        assertThat(entered.getStatus().value()).isEqualTo(303);
        assertThat(entered.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/stations?q=CP%201");
    }

    @Test
    void keepsTokensOutOfReachOfScripts() {
        var browser = browser();
        browser.get("/login");

        var entered = browser.post("/login", Map.of("email", "owner@demo.example", "password", "wattline"));

        assertThat(List.of("wattline-access", "wattline-refresh")).allSatisfy(name -> {
            ResponseCookie cookie = entered.getResponseCookies().getFirst(name);
            assertThat(cookie).isNotNull();
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Lax");
            assertThat(cookie.getPath()).isEqualTo("/");
        });
    }

    @Test
    void marksCookiesSecureBehindHttps() {
        var browser = browser().signIn("owner");
        browser.forget("wattline-access");

        var page = browser.get("/overview", headers -> headers.set("X-Forwarded-Proto", "https"));

        assertThat(page.getResponseCookies().getFirst("wattline-access").isSecure()).isTrue();
    }

    @Test
    void tellsThatThePasswordIsWrongAndKeepsTheEmail() {
        var browser = browser();
        browser.get("/login");

        var answer = browser.post("/login", Map.of("email", "owner@demo.example", "password", "guess"));

        assertThat(answer.getStatus().value()).isEqualTo(401);
        assertThat(answer.getResponseBody()).contains("Email and password do not match.").contains("value=\"owner@demo.example\"");
    }

    @Test
    void neverRedirectsToAnotherSite() {
        var browser = browser();
        browser.get("/login");

        for (String next : List.of("https://evil.example/x", "//evil.example/x", "/\\evil.example", "javascript:alert(1)")) {
            var entered = browser.post("/login", Map.of("email", "owner@demo.example", "password", "wattline", "next", next));

            assertThat(entered.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isIn("/x", "/");
        }
    }

    @Test
    void exchangesAnExpiredAccessTokenOnceForAllRequestsOfAPage() {
        var browser = browser().signIn("owner");
        browser.forget("wattline-access");
        String spent = browser.cookie("wattline-refresh");
        int before = csms.refreshes.get();

        var statuses = IntStream.range(0, 12).parallel().mapToObj(_ -> {
            var tab = browser();
            tab.set("wattline-refresh", spent);
            return tab.get("/overview").getStatus().value();
        }).toList();

        assertThat(statuses).containsOnly(200);
        assertThat(csms.refreshes.get() - before).isEqualTo(1);
    }

    @Test
    void exchangesAnAccessTokenThatCsmsRefuses() {
        var browser = browser().signIn("owner");
        browser.set("wattline-access", "stale");

        var again = browser.get("/stations?online=yes");
        var page = browser.get(again.getResponseHeaders().getFirst(HttpHeaders.LOCATION));

        assertThat(again.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/stations?online=yes");
        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(browser.cookie("wattline-access")).startsWith("access-owner-");
    }

    @Test
    void asksForThePasswordWhenTheRefreshTokenIsSpent() {
        var browser = browser();
        browser.set("wattline-refresh", "refresh-owner-0");

        var answer = browser.get("/overview");

        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).startsWith("/login");
        assertThat(browser.cookie("wattline-refresh")).isNull();
    }

    @Test
    void answersHtmxAndStreamsInTheirOwnManner() {
        var stranger = browser();

        var htmx = stranger.get("/stations/CP1/tasks/K1", headers -> {
            headers.set("HX-Request", "true");
            headers.set("HX-Current-URL", "http://localhost/stations/CP1");
        });
        var stream = stranger.get("/overview/live", headers -> headers.setAccept(List.of(MediaType.TEXT_EVENT_STREAM)));

        assertThat(htmx.getResponseHeaders().getFirst("HX-Redirect")).isEqualTo("/login?next=%2Fstations%2FCP1");
        assertThat(stream.getResponseBody()).contains("event: reload");
    }

    @Test
    void signsOutHereAndInCsms() {
        var browser = browser().signIn("owner");
        browser.get("/overview");

        var answer = browser.post("/logout", Map.of());

        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/login");
        assertThat(browser.cookie("wattline-access")).isNull();
        assertThat(csms.signedOut).anyMatch(body -> body.contains("refresh-owner-"));
        assertThat(browser.get("/overview").getStatus().value()).isEqualTo(303);
    }

    @Test
    void refusesAFormWithoutItsForgeryToken() {
        var browser = browser().signIn("owner");
        browser.forgetForgeryToken();

        var form = browser.post("/stations", Map.of("id", "CP9"));
        var htmx = browser.htmxPost("/stations/CP1/commands/clear-cache", Map.of("confirmed", "yes"));

        assertThat(form.getStatus().value()).isEqualTo(403);
        assertThat(htmx.getStatus().value()).isEqualTo(403);
        assertThat(csms.requests).noneMatch(request -> request.startsWith("POST"));
    }
}
