package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class OverviewTest extends PortalFixture {
    @Test
    void showsTotalsAndConnectors() {
        String page = browser().signIn("owner").get("/overview").getResponseBody();

        assertThat(page).contains("25.66", "€8.98", "id=\"connector-CP1-1-1\"", "North gate", "Charging", "value=\"64\"", "Suspended EV",
                "Offline");
    }

    @Test
    void saysWhatToDoInAnEmptyAccount() {
        csms.answers("GET /stations", "{'items':[],'next':null}");

        String page = browser().signIn("owner").get("/overview").getResponseBody();

        assertThat(page).contains("No charging station yet", "it appears here as soon as it connects").doesNotContain("id=\"connector-");
    }

    @Test
    void movesCardAndTotalsWithinASecond() {
        var browser = browser().signIn("owner");
        var seen = new StringBuilder();
        var moved = new AtomicLong();
        csms.answers("GET /overview", Samples.overview(2, "18.4"));

        StepVerifier
                .create(browser.patches("/overview/live").doOnNext(seen::append)
                        .takeUntil(_ -> seen.indexOf("18.4") > 0 && seen.indexOf("connector-CP2-1-1") > 0))
                .then(() -> await().until(() -> csms.viewers() == 1))
                .then(() -> moved.set(System.nanoTime()))
                .then(() -> csms.emits(Samples.change(42, "Occupied", "11.0")))
                .thenConsumeWhile(_ -> true)
                .expectComplete().verify(Duration.ofSeconds(10));

        assertThat(Duration.ofNanos(System.nanoTime() - moved.get())).isLessThan(Duration.ofSeconds(1));
        assertThat(seen).contains("id=\"connector-CP2-1-1\"", "11.0", "value=\"41\"", "id=\"tile-power\"", "id=\"tile-charging\"");
    }

    @Test
    void showsAStationThatConnectsForTheFirstTime() {
        var browser = browser().signIn("owner");

        StepVerifier.create(browser.patches("/overview/live").filter(patch -> patch.contains("connector-NEW1-1-1")).take(1))
                .then(() -> await().until(() -> csms.viewers() == 1))
                .then(() -> csms.emits(Samples.change(43, "Available", "0").replace("CP2", "NEW1")))
                .assertNext(patch -> assertThat(patch).contains("data-into=\"connectors\"", "href=\"/stations/NEW1\""))
                .verifyComplete();
    }

    @Test
    void waitsForTheFirstStationOfAnEmptyAccount() {
        csms.answers("GET /stations", "{'items':[],'next':null}");
        var browser = browser().signIn("owner");

        StepVerifier.create(browser.patches("/overview/live").filter(patch -> patch.contains("connector-CP2-1-1")).take(1))
                .then(() -> await().until(() -> csms.viewers() == 1))
                .then(() -> csms.emits("{'kind':'snapshot','sequence':1}"))
                .then(() -> csms.emits(Samples.change(2, "Available", "0")))
                .expectNextCount(1).verifyComplete();
    }

    @Test
    void resumesWhereTheBrowserLostTheStream() {
        var browser = browser().signIn("owner");

        var stream = browser.patches("/overview/live", headers -> headers.set("Last-Event-ID", "41")).subscribe();

        await().untilAsserted(() -> assertThat(csms.requests).contains("GET /live?since=41"));
        stream.dispose();
    }
}
