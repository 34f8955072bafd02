package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class LayoutTest extends PortalFixture {
    private static final Pattern INLINE = Pattern.compile("<script(?![^>]*\\ssrc=)|\\son[a-z]+=|\\sstyle=|javascript:|<style",
            Pattern.CASE_INSENSITIVE);

    @Test
    void showsTheMenuThatTheUserMayUse() {
        String owner = browser().signIn("owner").get("/overview").getResponseBody();
        String watcher = browser().signIn("watcher").get("/overview").getResponseBody();

        assertThat(owner).contains("href=\"/stations\"", "href=\"/transactions\"", "href=\"/tags\"", "href=\"/users\"", "Olivia Owner",
                ">Demo<");
        assertThat(watcher).contains("href=\"/overview\"", "Walter Watcher").doesNotContain("href=\"/transactions\"", "href=\"/tags\"",
                "href=\"/users\"");
    }

    @Test
    void refusesAPageThatIsNotInTheMenu() {
        var answer = browser().signIn("watcher").get("/stations");

        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(answer.getResponseBody()).contains("Not yours to see").contains("Ask the owner of the account");
        assertThat(csms.requests).noneMatch(request -> request.startsWith("GET /stations"));
    }

    @Test
    void leadsToTheFirstPageTheUserMaySeeAndTellsADriverThatThereIsNone() {
        var owner = browser().signIn("owner").get("/");
        var driver = browser().signIn("driver").get("/");

        assertThat(owner.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/overview");
        assertThat(driver.getResponseBody()).contains("you manage no stations");
    }

    @Test
    void letsNoScriptButItsOwnRun() {
        var browser = browser().signIn("owner");

        for (String page : List.of("/login", "/overview", "/stations", "/stations/CP1", "/transactions", "/transactions/T1", "/tags",
                "/tags/DEMO0001", "/sites", "/sites/S1", "/users", "/nowhere")) {
            var answer = browser.get(page);

            assertThat(answer.getResponseHeaders().getFirst("Content-Security-Policy")).as(page).contains("default-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.getResponseHeaders().getFirst("X-Content-Type-Options")).as(page).isEqualTo("nosniff");
            assertThat(answer.getResponseHeaders().getFirst("X-Frame-Options")).as(page).isEqualTo("DENY");
            assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CACHE_CONTROL)).as(page).contains("no-store");
            assertThat(INLINE.matcher(answer.getResponseBody()).results().map(match -> match.group()).toList()).as(page).isEmpty();
        }
    }

    @Test
    void servesStylesAndScriptsUnderNamesThatMayBeKept() {
        var browser = browser();
        String page = browser.signIn("owner").get("/overview").getResponseBody();
        var assets = Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)\"").matcher(page).results().map(match -> match.group(1))
                .toList();

        assertThat(assets).hasSize(4);
        assertThat(assets).allSatisfy(asset -> {
            var answer = browser().get(asset);
            assertThat(answer.getStatus().value()).as(asset).isEqualTo(200);
            assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CACHE_CONTROL)).as(asset).contains("max-age=31536000");
        });
    }

    @Test
    void remembersTheTheme() {
        var browser = browser().signIn("owner");
        browser.get("/stations");

        var chosen = browser.post("/theme", Map.of("theme", "dark"));

        assertThat(chosen.getStatus().is3xxRedirection()).isTrue();
        assertThat(browser.get("/overview").getResponseBody()).contains("data-theme=\"dark\"");
        assertThat(csms.requests).contains("PATCH /me {\"darkMode\":true}");
    }

    @Test
    void answersAnUnknownAddressWithAPage() {
        var answer = browser().signIn("owner").get("/nowhere");

        assertThat(answer.getStatus().value()).isEqualTo(404);
        assertThat(answer.getResponseBody()).contains("Nothing here", "href=\"/overview\"");
    }

    @Test
    void showsTheSentenceOfCsms() {
        csms.answers("GET /stations", "500 {'code':'internal_error','detail':'The list is being rebuilt.'}");

        var answer = browser().signIn("owner").get("/stations");

        assertThat(answer.getStatus().value()).isEqualTo(502);
        assertThat(answer.getResponseBody()).contains("The list is being rebuilt.", "Try again in a moment");
    }

    @Test
    void staysFriendlyWhileCsmsIsAway() {
        // Not closed: the two portals of this process share their event loops, which end with the first of them.
        var lonely = PortalApplication.start("--wattline.csms.url=http://localhost:1", "--server.port=0", "--spring.main.banner-mode=off");
        var browser = new Browser(lonely.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        browser.set("wattline-access", "access-owner-1");

        var answer = browser.get("/overview");

        assertThat(answer.getStatus().value()).isEqualTo(503);
        assertThat(answer.getResponseBody()).contains("The central system is not reachable", "stations keep charging");
        assertThat(answer.getResponseHeaders().getFirst("Refresh")).isEqualTo("5");
    }
}
