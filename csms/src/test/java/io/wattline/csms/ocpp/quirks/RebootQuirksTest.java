package io.wattline.csms.ocpp.quirks;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.ws.RawStation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * X53: power fails while a car charges and comes back. Raw frames in; answers and the stored transaction out. Stations count whole seconds,
 * so that what follows the boot may seem to come before it.
 */
@CsmsTest
class RebootQuirksTest {
    private static final String BOOT_16 = "{'chargePointVendor':'Acme','chargePointModel':'Reboot'}";
    private static final String BOOT_2 = "{'reason':'PowerUp','chargingStation':{'model':'Reboot','vendorName':'Acme'}}";
    private static final Pattern NUMBER = Pattern.compile("\"transactionId\":(\\d+)");

    @LocalServerPort
    private int port;
    private final String id = "RB-" + UUID.randomUUID().toString().substring(0, 8);
    private int boots;
    private int told;
    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port); }

    @Test
    void afterABootAFreeConnectorEndsTheTransactionThatRan() {
        int number = startsAndLosesPower16();

        try (var station = boots16()) {
            assertThat(station.calls("s", "StatusNotification", status16("Available"))).isEqualTo("[3,\"s\",{}]");
        }

        isAbandoned("1.2");
        assertThat(transaction().get("ocppTransactionId").asString()).isEqualTo(Integer.toString(number));
        assertThat(connector().get("status").asString()).isEqualTo("Available");
        assertThat(connector().get("transactionId").isNull()).isTrue();
    }

    @Test
    void afterABootTheNextMeterValuesGoOnWithTheTransaction() {
        int number = startsAndLosesPower16();

        try (var station = boots16()) {
            assertThat(station.calls("s", "StatusNotification", status16("Charging"))).isEqualTo("[3,\"s\",{}]");
            assertThat(station.calls("m", "MeterValues", values16(number, 3500))).isEqualTo("[3,\"m\",{}]");
            isRunning("2.5");
            assertThat(
                    station.calls("e", "StopTransaction", "{'transactionId':" + number + ",'meterStop':4000,'timestamp':'" + now() + "'}"))
                    .startsWith("[3,\"e\",");
        }

        assertThat(transaction().get("state").asString()).isEqualTo("ended");
        assertThat(transaction().get("energyKwh").decimalValue()).isEqualByComparingTo("3");
    }

    @Test
    void whatLooksFreeAfterABootAndMetersOnIsResumed() {
        int number = startsAndLosesPower16();

        try (var station = boots16()) {
            station.calls("s", "StatusNotification", status16("Available"));
            isAbandoned("1.2");
            assertThat(station.calls("m", "MeterValues", values16(number, 3500))).isEqualTo("[3,\"m\",{}]");
        }

        isRunning("2.5");
    }

    @Test
    void theStopThatTheStationRemembersAfterItsBootIsTheEnd() {
        int number = startsAndLosesPower16();

        try (var station = boots16()) {
            station.calls("s", "StatusNotification", status16("Available"));
            String stop = "{'transactionId':" + number + ",'meterStop':2300,'timestamp':'" + now() + "','reason':'PowerLoss'}";
            assertThat(station.calls("e", "StopTransaction", stop)).startsWith("[3,\"e\",");
        }

        JsonNode transaction = transaction();
        assertThat(transaction.get("state").asString()).isEqualTo("ended");
        assertThat(transaction.get("stopReason").asString()).isEqualTo("PowerLoss");
        assertThat(transaction.get("energyKwh").decimalValue()).isEqualByComparingTo("1.3");
    }

    @Test
    void afterABootAFreeConnectorEndsTheTransactionOf2xToo() {
        startsAndLosesPower2();

        try (var station = boots2()) {
            assertThat(station.calls("s", "StatusNotification", status2("Available"))).isEqualTo("[3,\"s\",{}]");
        }

        isAbandoned("1.2");
    }

    @Test
    void afterABootTheNextSequenceNumberGoesOnWithTheTransaction() {
        startsAndLosesPower2();

        try (var station = boots2()) {
            assertThat(station.calls("s", "StatusNotification", status2("Available"))).isEqualTo("[3,\"s\",{}]");
            assertThat(station.calls("u", "TransactionEvent", event("Updated", "MeterValuePeriodic", 2, 3500))).isEqualTo("[3,\"u\",{}]");
            isRunning("2.5");
            assertThat(transaction().get("flags")).isEmpty();
            assertThat(station.calls("e", "TransactionEvent", event("Ended", "PowerLoss", 3, 4000))).startsWith("[3,\"e\",");
        }

        assertThat(transaction().get("state").asString()).isEqualTo("ended");
        assertThat(transaction().get("energyKwh").decimalValue()).isEqualByComparingTo("3");
    }

    @Test
    void theEndThatA2xStationRemembersAfterItsBootIsTheEnd() {
        startsAndLosesPower2();

        try (var station = boots2()) {
            station.calls("s", "StatusNotification", status2("Available"));
            String ended = event("Ended", "AbnormalCondition", 2, 2300).replace("'transactionId'",
                    "'stoppedReason':'PowerLoss','transactionId'");
            assertThat(station.calls("e", "TransactionEvent", ended)).startsWith("[3,\"e\",");
        }

        assertThat(transaction().get("state").asString()).isEqualTo("ended");
        assertThat(transaction().get("stopReason").asString()).isEqualTo("PowerLoss");
        assertThat(transaction().get("energyKwh").decimalValue()).isEqualByComparingTo("1.3");
    }

    private int startsAndLosesPower16() {
        try (var station = boots16()) {
            station.calls("p", "StatusNotification", status16("Preparing"));
            var number = NUMBER.matcher(station.calls("b", "StartTransaction",
                    "{'connectorId':1,'idTag':'DEMO0001','meterStart':1000,'timestamp':'" + now() + "'}"));
            assertThat(number.find()).isTrue();
            int transaction = Integer.parseInt(number.group(1));
            station.calls("m", "MeterValues", values16(transaction, 2200));
            return transaction;
        }
    }

    private void startsAndLosesPower2() {
        try (var station = boots2()) {
            String begin = event("Started", "CablePluggedIn", 0, 1000).replace("'seqNo'",
                    "'evse':{'id':1,'connectorId':1},'idToken':{'idToken':'DEMO0001','type':'ISO14443'},'seqNo'");
            assertThat(station.calls("b", "TransactionEvent", begin)).startsWith("[3,\"b\",{\"idTokenInfo\":{\"status\":\"Accepted\"");
            station.calls("u", "TransactionEvent", event("Updated", "MeterValuePeriodic", 1, 2200));
        }
    }

    private RawStation boots16() { return boots("ocpp1.6", BOOT_16); }

    private RawStation boots2() { return boots("ocpp2.0.1", BOOT_2); }

    private RawStation boots(String protocol, String boot) {
        var station = RawStation.connected(port, "/ocpp/" + id, protocol);
        boots++;
        told = 0;
        assertThat(station.calls("boot", "BootNotification", boot)).contains("\"status\":\"Accepted\"");
        return station;
    }

    private void isAbandoned(String kwh) {
        assertThat(transaction().get("state").asString()).isEqualTo("ended");
        assertThat(transaction().get("stopReason").asString()).isEqualTo("Abandoned");
        assertThat(transaction().get("energyKwh").decimalValue()).isEqualByComparingTo(new BigDecimal(kwh));
    }

    private void isRunning(String kwh) {
        assertThat(transaction().get("state").asString()).isEqualTo("active");
        assertThat(transaction().get("energyKwh").decimalValue()).isEqualByComparingTo(new BigDecimal(kwh));
    }

    private String status16(String status) {
        return "{'connectorId':1,'errorCode':'NoError','status':'" + status + "','timestamp':'" + now() + "'}";
    }

    private String status2(String status) {
        return "{'timestamp':'" + now() + "','connectorStatus':'" + status + "','evseId':1,'connectorId':1}";
    }

    private String values16(int number, int register) {
        return "{'connectorId':1,'transactionId':" + number + ",'meterValue':[{'timestamp':'" + now() + "','sampledValue':[{'value':'"
                + register + "'}]}]}";
    }

    private String event(String type, String trigger, int seqNo, int register) {
        return "{'eventType':'" + type + "','timestamp':'" + now() + "','triggerReason':'" + trigger + "','seqNo':" + seqNo
                + ",'transactionInfo':{'transactionId':'" + id + "-T'},'meterValue':[{'timestamp':'" + now()
                + "','sampledValue':[{'value':" + register + "}]}]}";
    }

    /** Half a minute ago until power fails, in the second of the boot right after it; one second later each time. */
    private String now() {
        Instant second = Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS);
        return second.minusSeconds(boots < 2 ? 30 : 0).plusSeconds(told++).toString();
    }

    private JsonNode transaction() {
        JsonNode items = json(owner.get("/api/v1/transactions?stationId={id}", id), 200).get("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private JsonNode connector() { return json(owner.get("/api/v1/stations/{id}", id), 200).get("connectors").get(0); }
}
