package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.simulator.station.Version;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account owner sees and does in a real browser. */
class PortalBrowserTest {
    private static final Platform PLATFORM = PlatformUnderTest.get();
    private static QuietStation stationOf21;
    private static Browser browser;

    @BeforeAll
    static void signIn() {
        browser = Browser.open(PLATFORM.portal());
        stationOf21 = QuietStation.connect(PLATFORM, "CP302", Version.V21);
        browser.signIn("owner@demo.example");
    }

    @AfterAll
    static void leave() {
        if (browser != null) browser.close();
        if (stationOf21 != null) stationOf21.close();
    }

    @Test
    void figuresOfTheOverviewMoveWithoutAReload() {
        browser.visit("/overview");
        String power = "#tile-power .number";
        browser.script("window.stillHere = true");
        String before = browser.find(power).getText();

        browser.until("another power", power, figure -> !figure.getText().equals(before));

        assertThat(browser.script("return window.stillHere")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"CP4", "CP202", "CP302"})
    void aRemoteStartShowsItsStagesAndTheConnectorCharging(String station) {
        Api owner = Api.at(PLATFORM.csms()).signedInAs("owner@demo.example");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .until(() -> owner.get("/api/v1/stations/" + station).path("connectors").path(0).path("status").stringValue(),
                        "Available"::equals);
        browser.visit("/stations/" + station);
        browser.until("the live connection", "[data-live-text]", state -> state.getText().equals("Live"));

        browser.find("input[name=idTag]").sendKeys("DEMO0001");
        browser.find("form[hx-post$='/commands/remote-start'] button").click();

        browser.until("the last stage", "#task .steps li[data-state=done]:last-child", _ -> true);
        browser.until("a charging connector", "#connectors .connector .status", status -> status.getText().equals("Charging"));
        browser.until("the station's message in the log", "#frames",
                log -> log.getText().contains(station.equals("CP4") ? "StartTransaction" : "TransactionEvent"));
        browser.find("select[name=transactionId] option");
        browser.script("document.querySelector(\"form[hx-post$='/commands/remote-stop']\").closest('details').open = true");
        browser.find("form[hx-post$='/commands/remote-stop'] button").click();
        browser.find("#task .confirm button.danger, #task.confirm button.danger").click();
        browser.until("a free connector", "#connectors .connector .status", status -> !status.getText().equals("Charging"));
    }
}
