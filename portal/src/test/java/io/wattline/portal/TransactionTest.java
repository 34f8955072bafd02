package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class TransactionTest extends PortalFixture {
    @Test
    void listsSessionsWithEnergyCostAndDuration() {
        String page = browser().signIn("owner").get("/transactions").getResponseBody();

        assertThat(page).contains("18.25", "€6.39", "2 h 30 min", "Active", "Ended", "href=\"/transactions/T0\"", "DEMO0002");
    }

    @Test
    void filtersByDaysOfTheUsersZone() {
        csms.answers("GET /transactions", "{'items':[],'next':null}");

        String page = browser().signIn("owner").get("/transactions?station=CP1&tag=DEMO0001&active=no&from=2026-01-05&to=2026-01-05")
                .getResponseBody();

        assertThat(csms.queries)
                .anyMatch(query -> query.contains("stationId=CP1") && query.contains("idTag=DEMO0001") && query.contains("active=false")
                        && query.contains("from=2026-01-04T23:00:00Z") && query.contains("to=2026-01-05T23:00:00Z"));
        assertThat(page).contains("No session matches", "value=\"2026-01-05\"");
    }

    @Test
    void drawsPowerAndEnergyOverTime() {
        String page = browser().signIn("owner").get("/transactions/T1").getResponseBody();

        assertThat(page).contains("<title id=\"curve-title\">Power and energy over time</title>",
                "Power peaked at 7.4 kW; 7.20 kWh in 1 h 00 min.",
                "data-time=\"2026-01-05T09:10:00Z\"", "data-live=\"/transactions/T1/live\"");
        var power = Pattern.compile("class=\"line-power\" d=\"(M[^\"]+)\"").matcher(page);
        assertThat(power.find()).isTrue();
        assertThat(power.group(1).split(" L")).hasSize(61).startsWith("M46.0 35.1").endsWith("708.0 206.1");
    }

    @Test
    void derivesThePowerWhereTheStationSendsEnergyAlone() {
        csms.answers("GET /transactions/T1/meter-values",
                "{'items':[{'at':'2026-01-05T09:10:00Z','energyKwh':10},{'at':'2026-01-05T09:40:00Z','energyKwh':15}]}");

        assertThat(browser().signIn("owner").get("/transactions/T1").getResponseBody())
                .contains("Power peaked at 10.0 kW; 5.00 kWh in 30 min.");
    }

    @Test
    void showsAnEndedSessionWithoutReadingsAndWhatIsOddAboutIt() {
        String page = browser().signIn("owner").get("/transactions/T0").getResponseBody();

        assertThat(page).contains("has not sent enough meter values", "EVDisconnected", "818.25 kWh", "reconstructed")
                .doesNotContain("data-live", "/close");
    }

    @Test
    void movesWhileTheSessionRuns() {
        var browser = browser().signIn("owner");

        StepVerifier.create(browser.patches("/transactions/T1/live").filter(patch -> patch.contains("8.90")).take(1))
                .then(() -> await().until(() -> csms.viewers() == 1))
                .then(() -> csms.answers("GET /transactions/T1", Samples.TRANSACTION.replace("7.412", "8.900")))
                .then(() -> csms.emits(Samples.change(9, "Occupied", "11.0").replace("CP2", "CP1")))
                .assertNext(patch -> assertThat(patch).contains("id=\"session-figures\"", "id=\"session-curve\"", "class=\"line-energy\""))
                .expectComplete().verify(Duration.ofSeconds(10));
    }

    @Test
    void closesAnAbandonedSession() {
        csms.answers("POST /transactions/T1/close", "{}");
        var browser = browser().signIn("owner");
        browser.get("/transactions/T1");

        var answer = browser.post("/transactions/T1/close", Map.of());

        assertThat(answer.getResponseHeaders().getFirst("Location")).isEqualTo("/transactions/T1");
        assertThat(csms.requests).contains("POST /transactions/T1/close {\"reason\":\"Closed in the portal\"}");
    }

    @Test
    void answersAForeignTransactionWithTheNotFoundPage() {
        assertThat(browser().signIn("owner").get("/transactions/T99").getStatus().value()).isEqualTo(404);
    }
}
