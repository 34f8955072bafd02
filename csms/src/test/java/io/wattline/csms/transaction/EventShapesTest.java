package io.wattline.csms.transaction;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Sessions of OCPP 2.0.1 as real stations tell them: over a WebSocket in, over REST out. */
@io.wattline.csms.CsmsTest
class EventShapesTest {
    private final Instant ten = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(2));

    @LocalServerPort
    private int port;

    private final String id = "EV-" + UUID.randomUUID().toString().substring(0, 8);
    private Rest owner;
    private ConnectedStation station;

    @BeforeEach
    void connect() {
        owner = Rest.as(Rest.OWNER, port);
        station = new ConnectedStation(port, id, "ocpp2.0.1");
        station.calls("BootNotification", "{'reason':'PowerUp','chargingStation':{'model':'Shapes','vendorName':'Acme'}}");
    }

    @AfterEach
    void disconnect() { station.close(); }

    @Test
    void aGapIsFlaggedAndAskedAboutUntilItIsFilled() {
        station.answering("GetTransactionStatus", "{'ongoingIndicator':true,'messagesInQueue':true}");
        tells("Started", 0, "10:00", started(), value(1000, "Transaction.Begin"));
        tells("Updated", 3, "10:30", "", value(4000, "Sample.Periodic"));

        assertThat(station.nextCallOf("GetTransactionStatus")).contains(id + "-T");
        assertThat(flags()).containsExactly("gap");

        tells("Updated", 1, "10:10", "", value(2000, "Sample.Periodic"));
        tells("Updated", 2, "10:20", "", value(3000, "Sample.Periodic"));
        assertThat(flags()).isEmpty();
        assertThat(transaction().get("energyKwh").decimalValue()).isEqualByComparingTo("3");
    }

    @Test
    void aStationWithoutMessagesAndWithoutTheTransactionHasLostItsEnd() {
        station.answering("GetTransactionStatus", "{'ongoingIndicator':false,'messagesInQueue':false}");
        tells("Started", 0, "10:00", started(), value(1000, "Transaction.Begin"));
        tells("Updated", 2, "10:30", "", value(4000, "Sample.Periodic"));

        await().until(() -> transaction().get("state").asString().equals("ended"));
        assertThat(transaction().get("stopReason").asString()).isEqualTo("Abandoned");
        assertThat(transaction().get("energyKwh").decimalValue()).isEqualByComparingTo("3");
        assertThat(flags()).contains("gap");
    }

    @Test
    void aCardThatMayNotStopLeavesTheTransactionAsItIs() {
        tells("Started", 0, "10:00", started(), value(1000, "Transaction.Begin"));

        assertThat(presents("DEMO-BLOCKED", "StopAuthorized", 1)).isEqualTo("Blocked");
        assertThat(transaction().get("state").asString()).isEqualTo("active");
        assertThat(transaction().get("idTag").asString()).isEqualTo("DEMO0001");
        assertThat(flags()).isEmpty();

        assertThat(presents("DEMO-BLOCKED", "Authorized", 2)).isEqualTo("Blocked");
        assertThat(flags()).as("one that was to charge").containsExactly("unauthorized");
    }

    @Test
    void theEndMayComeFirstAndSayItAll() {
        tells("Ended", 2, "10:30", ",'idToken':{'idToken':'DEMO0001','type':'ISO14443'}", value(4000, "Transaction.End"));
        assertThat(transaction().get("state").asString()).isEqualTo("reconstructed");

        tells("Updated", 1, "10:10", "", value(2000, "Sample.Periodic"));
        tells("Started", 0, "10:00", ",'evse':{'id':2},'reservationId':77,'offline':true,'numberOfPhasesUsed':3,'cableMaxCurrent':32",
                value(1000, "Transaction.Begin"));

        JsonNode transaction = transaction();
        assertThat(transaction.get("state").asString()).isEqualTo("ended");
        assertThat(transaction.get("energyKwh").decimalValue()).isEqualByComparingTo("3");
        assertThat(transaction.get("idTag").asString()).isEqualTo("DEMO0001");
        assertThat(transaction.get("evse").asInt()).isEqualTo(2);
        assertThat(transaction.get("connector").asInt()).as("learnt").isEqualTo(1);
        assertThat(transaction.get("reservationId").asInt()).isEqualTo(77);
        assertThat(flags()).containsExactlyInAnyOrder("reconstructed", "offline");
        JsonNode start = events().stream().filter(event -> event.get("type").asString().equals("transaction.started")).findFirst()
                .orElseThrow().get("data");
        assertThat(start.get("seqNo").asInt()).isZero();
        assertThat(start.get("phases").asInt()).isEqualTo(3);
        assertThat(start.get("cableMaxCurrent").asInt()).isEqualTo(32);
    }

    @Test
    void intervalsCountWhereThereIsNoRegisterAndOnlyOnce() {
        tells("Started", 0, "10:00", started(), "");
        tells("Updated", 1, "10:10", "", interval(300));
        tells("Updated", 2, "10:20", "", interval(400));
        tells("Updated", 2, "10:20", "", interval(400));
        tells("Updated", 1, "10:10", "", interval(300));
        tells("Ended", 3, "10:30", "", interval(500));

        assertThat(transaction().get("energyKwh").decimalValue()).isEqualByComparingTo("1.2");
        assertThat(events()).as("repeated events are no news").hasSize(4);
    }

    @Test
    void signedValuesAndTheirKeysAreKept() {
        tells("Started", 0, "10:00", started(), """
                ,'meterValue':[{'timestamp':'$at','sampledValue':[{'value':1000,'context':'Transaction.Begin','signedMeterValue':
                {'signedMeterData':'AAAA','signingMethod':'ECDSA','encodingMethod':'OCMF','publicKey':'BBBB'}}]}]""");

        JsonNode signed = values().get(0).get("signed").get(0);
        assertThat(signed.get("data").asString()).isEqualTo("AAAA");
        assertThat(signed.get("publicKey").asString()).isEqualTo("BBBB");
    }

    @Test
    void meterValuesOutsideATransactionAreKeptAtTheEvse() {
        station.calls("MeterValues",
                "{'evseId':2,'meterValue':[{'timestamp':'" + at("10:00") + "','sampledValue':[{'value':5000,'context':'Sample.Clock'}]}]}");

        JsonNode value = json(owner.get("/api/v1/stations/{id}/meter-values?from=" + ten, id), 200).get("items").get(0);
        assertThat(value.get("evse").asInt()).isEqualTo(2);
        assertThat(value.get("energyKwh").decimalValue()).isEqualByComparingTo("5");
        assertThat(value.get("context").asString()).isEqualTo("Sample.Clock");
        assertThat(json(owner.get("/api/v1/transactions?stationId={id}", id), 200).get("items")).isEmpty();
    }

    private void tells(String type, int seqNo, String time, String more, String values) {
        String trigger = type.equals("Ended") ? "EVDeparted" : type.equals("Started") ? "CablePluggedIn" : "MeterValuePeriodic";
        String at = at(time);
        JsonNode answer = station.calls("TransactionEvent",
                ("{'eventType':'" + type + "','timestamp':'" + at + "','triggerReason':'" + trigger + "','seqNo':" + seqNo
                        + ",'transactionInfo':{'transactionId':'" + id + "-T'}" + more + values.replace("$at", at) + "}")
                        .replace("\n", ""));
        assertThat(answer.isObject()).isTrue();
    }

    private String presents(String card, String trigger, int seqNo) {
        return station.calls("TransactionEvent", "{'eventType':'Updated','timestamp':'" + at("10:10") + "','triggerReason':'" + trigger
                + "','seqNo':" + seqNo + ",'transactionInfo':{'transactionId':'" + id + "-T'},'idToken':{'idToken':'" + card
                + "','type':'ISO14443'}}").get("idTokenInfo").get("status").asString();
    }

    private String at(String time) { return ten.plus(Duration.between(LocalTime.of(10, 0), LocalTime.parse(time))).toString(); }

    private static String started() { return ",'evse':{'id':1,'connectorId':1},'idToken':{'idToken':'DEMO0001','type':'ISO14443'}"; }

    private static String value(int register, String context) {
        return ",'meterValue':[{'timestamp':'$at','sampledValue':[{'value':" + register + ",'context':'" + context + "'}]}]";
    }

    private static String interval(int wh) {
        return ",'meterValue':[{'timestamp':'$at','sampledValue':[{'value':" + wh + ",'measurand':'Energy.Active.Import.Interval'}]}]";
    }

    private JsonNode transaction() { return json(owner.get("/api/v1/transactions?stationId={id}", id), 200).get("items").get(0); }

    private List<String> flags() { return transaction().get("flags").valueStream().map(JsonNode::asString).toList(); }

    private List<JsonNode> events() {
        return json(owner.get("/api/v1/transactions/{id}/events", transaction().get("id").asString()), 200).get("items").valueStream()
                .toList();
    }

    private JsonNode values() {
        return json(owner.get("/api/v1/transactions/{id}/meter-values", transaction().get("id").asString()), 200).get("items");
    }
}
