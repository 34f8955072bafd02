package io.wattline.csms.ocpp.quirks;

import static io.wattline.csms.ocpp.TestStation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.OcppVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of odd firmware: X6, X7, X8. It is 2026-01-01T10:00:00Z. */
class TimeQuirksTest {
    private final TestStation station = Station16.station();
    private final TestStation modern = Station2.station(OcppVersion.V2_0_1);

    @ParameterizedTest
    @CsvSource({"2026-01-01T09:30:00,2026-01-01T09:30:00Z,time-without-zone", "2026-01-01T11:30:00+02,2026-01-01T09:30:00Z,time-format",
            "2026-01-01 09:30:00Z,2026-01-01T09:30:00Z,time-format",
            "2026-01-01T09:30:00.1234567891Z,2026-01-01T09:30:00.123456789Z,time-format",
            "1767259800,2026-01-01T09:30:00Z,time-format"})
    void aTimeIsReadHoweverItIsWrittenAndThatIsCounted(String told, Instant at, String kind) {
        station.sends(status(told)).answers("[3,'1',{}]");

        assertThat(((StatusChanged) station.told().getFirst()).at()).isEqualTo(at);
        assertThat(station.deviations).containsExactly(new Deviation(kind, "StatusNotification", "/timestamp", told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T09:30:00Z", "2026-01-01T09:30:00.000Z", "2026-01-01T11:30:00+02:00",
            "2026-01-01T09:30:00.123456789Z"})
    void aTimeByTheBookIsNoDeviation(String told) {
        station.sends(status(told)).answers("[3,'1',{}]");

        assertThat(station.deviations).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:05Z,clock-suspect", "2000-01-01T00:00:00Z,clock-suspect", "2026-01-03T10:00:00Z,clock-suspect",
            "2025-12-01T10:00:00Z,clock-suspect", "'',time-unreadable", "0,time-unreadable", "yesterday,time-unreadable"})
    void aStatusWithAnImpossibleTimeHappenedWhenItWasReceived(String told, String kind) {
        station.sends(status(told)).answers("[3,'1',{}]");

        assertThat(((StatusChanged) station.told().getFirst()).at()).isEqualTo(NOW);
        assertThat(station.deviations).containsExactly(new Deviation(kind, "StatusNotification", "/timestamp", told));
    }

    @Test
    void anOldEventIsBelievedWhenItSaysThatItWasOffline() {
        modern.sends(started("T1", "2025-12-01T10:00:00Z", true)).next();
        modern.sends(started("T2", "2025-12-01T10:00:00Z", false)).next();

        assertThat(modern.told()).extracting(fact -> fact.at()).containsExactly(Instant.parse("2025-12-01T10:00:00Z"), NOW);
        assertThat(((TransactionStarted) modern.told().getLast()).details().claimedAt()).startsWith("2025-12-01T10:00:00Z");
        assertThat(modern.deviations).containsExactly(
                new Deviation("clock-suspect", "TransactionEvent", "/timestamp", "2025-12-01T10:00:00Z"));
    }

    @Test
    void aRepeatedStartWithAnImpossibleTimeGetsTheSameNumber() {
        String start = "'StartTransaction',{'connectorId':1,'idTag':'A','meterStart':5,'timestamp':'1970-01-01T00:00:00Z'}]";
        String first = station.sends("[2,'1'," + start).next();
        String second = station.sends("[2,'2'," + start).next();

        assertThat(second).isEqualTo(first.replace("\"1\"", "\"2\""));
    }

    @Test
    void aTimeWithoutAZoneIsOfTheStationsZone() {
        var local = Station16.station(new Manners(false, zone("Europe/Berlin")));
        local.sends(status("2026-01-01T10:30:00")).answers("[3,'1',{}]");
        local.sends(
                "[2,'2','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'2026-01-01 10:45:00','sampledValue':[{'value':'1'}]}]}]")
                .next();

        assertThat(((StatusChanged) local.told().getFirst()).at()).isEqualTo("2026-01-01T09:30:00Z");
        assertThat(((MeterSampled) local.told().getLast()).at()).isEqualTo("2026-01-01T09:45:00Z");
    }

    @Test
    void ourTimesHaveMillisecondsOrNoneForThoseWhoReadNone() {
        String boot = "[2,'1','BootNotification',{'chargePointVendor':'V','chargePointModel':'M'}]";
        station.sends(boot).answers("[3,'1',{'status':'Accepted','currentTime':'2026-01-01T10:00:00.000Z','interval':300}]");
        var plain = Station16.station(new Manners(false, withoutMilliseconds()));
        plain.sends(boot).answers("[3,'1',{'status':'Accepted','currentTime':'2026-01-01T10:00:00Z','interval':300}]");
        plain.sends("[2,'2','Heartbeat',{}]").answers("[3,'2',{'currentTime':'2026-01-01T10:00:00Z'}]");
        var plain2 = Station2.station(OcppVersion.V2_1, new Manners(false, withoutMilliseconds()));
        plain2.sends("[2,'2','Heartbeat',{}]").answers("[3,'2',{'currentTime':'2026-01-01T10:00:00Z'}]");
    }

    @Test
    void whatHappensNowTellsOfTheClock() {
        station.sends(status("2026-01-01T10:03:00Z")).next();
        station.sends(
                "[2,'2','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'2026-01-01T10:03:01Z','sampledValue':[{'value':'1'}]}]}]")
                .next();
        modern.sends(started("T1", "2026-01-01T09:59:00Z", false)).next();
        modern.sends(started("T2", "2026-01-01T08:00:00Z", true)).next();

        assertThat(station.skews).containsExactly(Duration.ofMinutes(3), Duration.ofSeconds(181));
        assertThat(modern.skews).as("what happened offline tells nothing").containsExactly(Duration.ofMinutes(-1));
    }

    private static String status(String timestamp) {
        return "[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available','timestamp':'" + timestamp + "'}]";
    }

    private static String started(String transaction, String timestamp, boolean offline) {
        return "[2,'" + transaction + "','TransactionEvent',{'eventType':'Started','timestamp':'" + timestamp
                + "','triggerReason':'CablePluggedIn','seqNo':0,'offline':" + offline + ",'transactionInfo':{'transactionId':'"
                + transaction + "'}}]";
    }

    private static Quirks zone(String zone) { return new Quirks(null, null, null, ZoneId.of(zone), null, null, null, null, null, null); }

    private static Quirks withoutMilliseconds() { return new Quirks(null, null, null, null, false, null, null, null, null, null); }
}
