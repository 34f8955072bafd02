package io.wattline.csms.conformance;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.ws.RawStation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Stations whose clocks and formats are their own. */
class OddTimesTest extends OddScene {
    private static final String OURS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    /** Twenty seconds ago, written in UTC or two hours east of it. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"yyyy-MM-dd'T'HH:mm:ss;0;;time-without-zone", "yyyy-MM-dd'T'HH:mm:ss;2;+02;time-format",
            "yyyy-MM-dd HH:mm:ss;0;Z;time-format", "yyyy-MM-dd'T'HH:mm:ss;2;+0200;time-format",
            "yyyy-MM-dd'T'HH:mm:ss;0;.1234567891Z;time-format"})
    void aTimeIsStoredAsWhatItMeansAndItsTextIsKept(String pattern, int hoursEast, String end, String kind) {
        Instant then = now.minusSeconds(20);
        String written = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.ofHours(hoursEast)).format(then)
                + (end == null ? "" : end);
        RawStation station = connects("ocpp1.6");
        station.sends("[2,'1'," + status(1, "Available", ",'timestamp':'" + written + "'") + "]").answers("[3,'1',{}]");

        operator.seesStatus("{'reportedStatus':'Available'}");
        assertThat(statusAt().truncatedTo(ChronoUnit.SECONDS)).isEqualTo(then);
        operator.seesDeviation("{'kind':'" + kind + "','pointer':'/timestamp','example':'" + written + "'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1970-01-01T00:00:05Z", "2000-01-01T00:00:00Z", "2099-01-01T00:00:00Z"})
    void anImpossibleTimeIsWhenItWasReceivedAndItsTextIsKept(String written) {
        RawStation station = connects("ocpp1.6");
        station.sends("[2,'1'," + status(1, "Available", ",'timestamp':'" + written + "'") + "]").answers("[3,'1',{}]");
        station.sends("[2,'2','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'" + written
                + "','sampledValue':[{'value':'7'}]}]}]").answers("[3,'2',{}]");

        assertThat(statusAt()).isBetween(now, now.plus(Duration.ofMinutes(5)));
        JsonNode value = json(operator.rest.get("/api/v1/stations/{id}/meter-values", id), 200).path("items").path(0);
        assertThat(Instant.parse(value.path("at").asString())).isBetween(now, now.plus(Duration.ofMinutes(5)));
        for (String action : List.of("StatusNotification", "MeterValues"))
            operator.seesDeviation("{'action':'" + action + "','example':'" + written + "'}");
    }

    @Test
    void whatWasOfflineMayBeOldAndWhatIsLateIsBelieved() {
        RawStation station = connects("ocpp2.0.1");
        Instant longAgo = ago(60 * 24 * 30);
        station.sends("[2,'1','TransactionEvent',{'eventType':'Started','timestamp':'" + longAgo + "','triggerReason':'CablePluggedIn',"
                + "'seqNo':0,'offline':true,'evse':{'id':1},'transactionInfo':{'transactionId':'" + id + "'}}]").answers("[3,'1',{}]");

        operator.seesTransaction("{'startedAt':'" + longAgo + "','flags':['offline']}");
        operator.seesAt("/deviations", "{'items':[]}");
    }

    @Test
    void localTimeThatClaimsToBeUtcIsKeptAndMeasured() {
        RawStation station = connects("ocpp1.6");
        Instant wrong = now.plus(Duration.ofHours(2));
        station.sends("[2,'1'," + status(1, "Available", ",'timestamp':'" + wrong + "'") + "]").answers("[3,'1',{}]");

        assertThat(statusAt()).as("what the station told").isEqualTo(wrong);
        operator.seesDeviation("{'kind':'clock-skew'}");
        assertThat(station().path("clockSkewSeconds").asLong()).isBetween(7_100L, 7_200L);
    }

    @Test
    void aStationThatIsBehindStartsNowByItsOwnClock() {
        RawStation station = connects("ocpp1.6");
        tellsTheTime(station, ago(60));
        int first = startsAndMeters(station, ago(62), ago(59));

        int second = result(station, "[2,'4'," + start(1, 2000, ago(60)) + "]").path("transactionId").asInt();

        operator.seesTransactions(2);
        operator.seesTransaction("{'ocppTransactionId':'" + second + "','state':'active','startedAt':'" + ago(60) + "'}");
        operator.seesTransactionLike(
                "{'ocppTransactionId':'" + first + "','state':'ended','stopReason':'Abandoned','stoppedAt':'" + ago(59) + "'}");
    }

    @Test
    void aStationThatIsAheadStartedAWhileAgoByItsOwnClock() {
        RawStation station = connects("ocpp1.6");
        tellsTheTime(station, ago(-60));
        int first = startsAndMeters(station, ago(-20), ago(-58));

        result(station, "[2,'4'," + start(1, 2000, ago(-30)) + "]");

        operator.seesTransactions(2);
        operator.seesTransactionLike("{'ocppTransactionId':'" + first + "','state':'active'}");
    }

    private static void tellsTheTime(RawStation station, Instant time) {
        result(station, "[2,'1'," + status(1, "Available", ",'timestamp':'" + time + "'") + "]");
    }

    private static int startsAndMeters(RawStation station, Instant start, Instant metered) {
        int number = result(station, "[2,'2'," + start(1, 1000, start) + "]").path("transactionId").asInt();
        result(station, "[2,'3','MeterValues',{'connectorId':1,'transactionId':" + number + ",'meterValue':[{'timestamp':'" + metered
                + "','sampledValue':[{'value':'1500'}]}]}]");
        return number;
    }

    @ParameterizedTest
    @CsvSource({"ocpp1.6", "ocpp2.0.1", "ocpp2.1"})
    void ourTimesAreInUtcWithMilliseconds(String subprotocol) {
        RawStation station = connects(subprotocol);
        JsonNode boot = result(station, "[2,'1'," + (subprotocol.equals("ocpp1.6") ? BOOT_16 : BOOT_2X) + "]");
        JsonNode heartbeat = result(station, "[2,'2','Heartbeat',{}]");

        assertThat(boot.path("currentTime").asString()).matches(OURS);
        assertThat(heartbeat.path("currentTime").asString()).matches(OURS);
        operator.seesFrameLike("action=Heartbeat&type=result",
                "{'payload':'[3,\\'2\\',{\\'currentTime\\':\\'" + heartbeat.path("currentTime").asString() + "\\'}]'}");
    }

    private Instant statusAt() { return Instant.parse(station().path("connectors").path(0).path("statusAt").asString()); }

    private JsonNode station() { return json(operator.rest.get("/api/v1/stations/{id}", id), 200); }
}
