package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.test.StepVerifier;

class StationListTest extends PortalFixture {
    @Test
    void showsStationsWithTheirConnectors() {
        String page = browser().signIn("owner").get("/stations").getResponseBody();

        assertThat(page).contains("North gate", "1 Charging 7.4 kW", "1 Faulted", "1 Suspended EV", "Emulated Wall 11",
                "datetime=\"2026-01-05T09:20:58Z\"",
                "/stations/live?station=CP1&amp;station=CP2");
    }

    @Test
    void passesSearchAndFilterOnAndLeadsToTheNextPage() {
        csms.answers("GET /stations", "{'items':[],'next':'c 2'}");

        String page = browser().signIn("owner").get("/stations?q=north+gate&online=no").getResponseBody();

        assertThat(csms.queries).anyMatch(query -> query.contains("q=north gate") && query.contains("online=false"));
        assertThat(page).contains("/stations?q=north%20gate&amp;online=no&amp;cursor=c%202", "No station matches");
    }

    @Test
    void movesStatusWithoutReload() {
        var browser = browser().signIn("owner");

        StepVerifier.create(browser.patches("/stations/live?station=CP2").take(1))
                .then(() -> await().until(() -> csms.viewers() == 1))
                .then(() -> csms.emits(Samples.change(7, "Occupied", "11.0")))
                .assertNext(patch -> assertThat(patch).contains("id=\"chip-CP2-1-1\"", "1 Charging 11.0 kW", "id=\"online-CP2\""))
                .verifyComplete();

        assertThat(csms.requests).contains("GET /live?stationId=CP2");
    }

    @Test
    void addsAStation() {
        var browser = browser().signIn("owner");
        browser.get("/stations");

        var answer = browser.post("/stations", Map.of("id", "CP7", "name", "Yard", "pricePerKwh", "0,42", "password", ""));

        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/stations/CP7");
        assertThat(csms.requests).contains("POST /stations {\"id\":\"CP7\",\"name\":\"Yard\",\"pricePerKwh\":0.42}");
    }

    @Test
    void saysWhatIsWrongWithANewStation() {
        csms.answers("POST /stations", "409 {'code':'conflict','detail':'CP1 exists already.'}");
        var browser = browser().signIn("owner");
        browser.get("/stations");

        var answer = browser.post("/stations", Map.of("id", "CP1"));

        assertThat(answer.getStatus().value()).isEqualTo(409);
        assertThat(answer.getResponseBody()).contains("CP1 exists already.", "correct it and try again");
    }
}
