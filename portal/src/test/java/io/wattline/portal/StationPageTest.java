package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.test.StepVerifier;

class StationPageTest extends PortalFixture {
    @Test
    void showsFactsConnectorsMessagesAndSessions() {
        String page = browser().signIn("owner").get("/stations/CP1").getResponseBody();

        assertThat(page).contains("North gate", "Emulated Wall 11", "1.4.2", "€0.35 per kWh", "datetime=\"2026-01-05T05:00:00Z\"",
                "id=\"connector-CP1-1-1\"", "id=\"frame-F2\"", "MeterValues", "&quot;connectorId&quot; : 1", "href=\"/transactions/T1\"",
                "<option value=\"DEMO0001\">Fleet card</option>", "<option value=\"1/1\">EVSE 1</option>", "<option value=\"T1\">");
    }

    @Test
    void offersTheCommandsOfTheStationsVersion() {
        String v1 = browser().signIn("owner").get("/stations/CP1").getResponseBody();
        csms.answers("GET /stations/CP201/frames", "{'items':[],'next':null}");
        String v2 = browser().signIn("owner").get("/stations/CP201").getResponseBody();

        assertThat(v1)
                .contains("/commands/get-configuration", "/commands/change-configuration", "DiagnosticsStatusNotification",
                        "<option value=\"Reset\">")
                .doesNotContain("/commands/get-variables", "<option value=\"Heartbeat\"></option><option value=\"Heartbeat\">");
        assertThat(v2).contains("/commands/get-variables", "/commands/set-variables", "LogStatusNotification", "No message yet")
                .doesNotContain("/commands/get-configuration");
    }

    @Test
    void showsNoCommandsToAUserWhoMayOnlyRead() {
        csms.answers("GET /me as watcher",
                "{'userId':'u3','email':'w@demo.example','name':'Walter','accountId':'demo','accountName':'Demo',"
                        + "'permissions':['ReadChargingStations']}");
        csms.answers("GET /transactions as watcher", "403 {'code':'forbidden'}");
        csms.answers("GET /tasks as watcher", "403 {'code':'forbidden'}");

        var browser = browser().signIn("watcher");
        String page = browser.get("/stations/CP1").getResponseBody();
        var refused = browser.htmxPost("/stations/CP1/commands/unlock-connector", Map.of("connector", "1/1"));

        assertThat(page).contains("North gate").doesNotContain("/commands/", "name=\"pricePerKwh\"");
        assertThat(refused.getResponseHeaders().getFirst("HX-Retarget")).isEqualTo("#notices");
        assertThat(csms.requests).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void answersAForeignStationWithTheNotFoundPage() {
        var answer = browser().signIn("owner").get("/stations/NCP1");

        assertThat(answer.getStatus().value()).isEqualTo(404);
        assertThat(answer.getResponseBody()).contains("Nothing here", "There is no such thing in your account.",
                "belongs to another account");
    }

    @Test
    void movesConnectorConnectionAndMessageLogWithoutReload() {
        var browser = browser().signIn("owner");
        var seen = new StringBuilder();

        StepVerifier.create(browser.patches("/stations/CP1/live").doOnNext(seen::append)
                .takeUntil(_ -> seen.indexOf("frame-F9") > 0 && seen.indexOf("11.0") > 0 && seen.indexOf("station-sessions") > 0))
                .then(() -> await().until(() -> csms.viewers() == 1 && csms.logReaders() == 1))
                .then(() -> csms.emits(Samples.change(8, "Occupied", "11.0").replace("CP2", "CP1")))
                .then(() -> csms.logs(Samples.frame("F9", "in", "call", "StatusNotification")))
                .thenConsumeWhile(_ -> true).expectComplete().verify(Duration.ofSeconds(10));

        assertThat(seen).contains("id=\"connector-CP1-1-1\"", "id=\"online-CP1\"", "data-into=\"frames\"",
                "data-action=\"StatusNotification\"", "EVSE 1");
        assertThat(csms.requests).contains("GET /live?stationId=CP1");
    }

    @Test
    void filtersTheMessageLogByAction() {
        String log = browser().signIn("owner").get("/stations/CP1/frames?action=Heartbeat").getResponseBody();

        assertThat(csms.queries).anyMatch(query -> query.contains("action=Heartbeat"));
        assertThat(log).contains("data-only=\"Heartbeat\"", "id=\"frames\"").doesNotContain("<html");
    }

    @Test
    void changesTheStation() {
        var browser = browser().signIn("owner");
        browser.get("/stations/CP1");

        var answer = browser.post("/stations/CP1", Map.of("name", "South gate", "pricePerKwh", "0.40", "password", ""));

        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/stations/CP1?saved=yes");
        assertThat(csms.requests).contains("PATCH /stations/CP1 {\"name\":\"South gate\",\"enabled\":false,\"pricePerKwh\":0.40}");
        assertThat(browser.get("/stations/CP1?saved=yes").getResponseBody()).contains("Saved.");
    }
}
