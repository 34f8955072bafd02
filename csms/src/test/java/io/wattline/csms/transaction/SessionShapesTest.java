package io.wattline.csms.transaction;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Sessions of OCPP 1.6 as real stations tell them: over a WebSocket in, over REST out. */
@io.wattline.csms.CsmsTest
class SessionShapesTest {
    private final Instant ten = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(2));

    @LocalServerPort
    private int port;

    private final String id = "SH-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<ConnectedStation> connected = new ArrayList<>();
    private Rest owner;
    private ConnectedStation station;

    @BeforeEach
    void connect() {
        owner = Rest.as(Rest.OWNER, port);
        station = connects(id);
    }

    @AfterEach
    void disconnect() { connected.forEach(ConnectedStation::close); }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "-99", "99999999999", "2147483647"})
    void aNumberThatIsNotOursMeansTheTransactionThatRuns(String wrong) {
        starts(1, "DEMO0001", 1000, "10:00");
        samples(1, wrong, "10:10", "{'value':'1700'}");
        stops(wrong, "DEMO0001", 2500, "10:30", "");

        JsonNode transaction = only(id);
        assertThat(transaction.get("state").asString()).isEqualTo("ended");
        assertThat(kwh(transaction, "energyKwh")).isEqualByComparingTo("1.5");
        assertThat(flags(transaction)).containsExactly("reassigned");
        assertThat(valuesOf(transaction)).hasSize(1);
    }

    @Test
    void anEndWithoutAStartIsReconstructedAndTheLateStartCompletesIt() {
        String data = ",'transactionData':[{'timestamp':'" + at("10:05")
                + "','sampledValue':[{'value':'1200','context':'Transaction.Begin'}]},"
                + "{'timestamp':'" + at("10:15") + "','sampledValue':[{'value':'1900'}]}]";
        stops("-1", "DEMO0001", 2500, "10:30", data);

        JsonNode reconstructed = only(id);
        assertThat(reconstructed.get("state").asString()).isEqualTo("reconstructed");
        assertThat(reconstructed.get("startedAt").asString()).isEqualTo(at("10:05"));
        assertThat(kwh(reconstructed, "meterStartKwh")).isEqualByComparingTo("1.2");
        assertThat(kwh(reconstructed, "energyKwh")).isEqualByComparingTo("1.3");

        int number = starts(1, "DEMO0001", 1150, "10:00");

        JsonNode completed = only(id);
        assertThat(completed.get("id")).isEqualTo(reconstructed.get("id"));
        assertThat(completed.get("state").asString()).isEqualTo("ended");
        assertThat(completed.get("ocppTransactionId").asString()).isEqualTo(Integer.toString(number));
        assertThat(completed.get("evse").asInt()).isEqualTo(1);
        assertThat(kwh(completed, "energyKwh")).isEqualByComparingTo("1.35");
        assertThat(flags(completed)).contains("reconstructed", "orphan");
        assertThat(types(completed)).containsExactly("transaction.ended", "transaction.started");

        stops("-1", "DEMO0001", 2500, "10:30", data);
        assertThat(kwh(only(id), "energyKwh")).as("a repeated end").isEqualByComparingTo("1.35");
    }

    @Test
    void aSecondEndChangesNothingAndADifferentOneIsADiscrepancy() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        stops(number + "", "DEMO0001", 5000, "10:30", "");
        stops(number + "", "DEMO0001", 5000, "10:30", "");
        assertThat(flags(only(id))).isEmpty();
        assertThat(types(only(id))).containsExactly("transaction.started", "transaction.ended");

        stops(number + "", "DEMO0001", 7000, "10:35", "");

        JsonNode transaction = only(id);
        assertThat(flags(transaction)).containsExactly("discrepancy");
        assertThat(kwh(transaction, "energyKwh")).isEqualByComparingTo("5");
        assertThat(events(transaction)).filteredOn(event -> event.get("type").asString().equals("transaction.ended"))
                .extracting(event -> event.get("data").get("meterStopWh").asInt()).containsExactly(5000, 7000);
    }

    @Test
    void aRefusedTokenGetsANumberAndEndsNothingElse() {
        int live = starts(2, "DEMO0001", 0, "10:00");

        JsonNode answer = station.calls("StartTransaction", start(1, "DEMO-BLOCKED", 0, "10:05"));

        assertThat(answer.get("idTagInfo").get("status").asString()).isEqualTo("Blocked");
        assertThat(answer.get("transactionId").asInt()).isPositive().isNotEqualTo(live);
        assertThat(transactions(id)).hasSize(2).allMatch(each -> each.get("state").asString().equals("active"));
        assertThat(transactions(id)).filteredOn(each -> each.get("idTag").asString().equals("DEMO-BLOCKED"))
                .allMatch(each -> flags(each).contains("unauthorized"));
    }

    @Test
    void aForeignStopEndsNothingButIsKeptAndAnnounced() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        String other = id + "-B";
        ConnectedStation foreign = connects(other);

        foreign.calls("StopTransaction", stop(number + "", "DEMO0001", 900, "10:30", ""));

        assertThat(only(id).get("state").asString()).isEqualTo("active");
        JsonNode orphan = only(other);
        assertThat(orphan.get("state").asString()).isEqualTo("reconstructed");
        assertThat(flags(orphan)).contains("orphan", "foreign");
        JsonNode announced = json(owner.get("/api/v1/stations/{id}/events", other), 200).get("items").valueStream()
                .filter(event -> event.get("type").asString().equals("security.foreign-transaction")).findFirst().orElseThrow();
        assertThat(announced.get("data").get("owner").asString()).isEqualTo(id);
    }

    @Test
    void whoStartedMayStopWhateverHappenedToHisTagSince() {
        String tag = "T" + UUID.randomUUID().toString().substring(0, 8);
        json(owner.post("/api/v1/tags", "{'idTag':'" + tag + "'}"), 201);
        int number = starts(1, tag, 0, "10:00");
        json(owner.patch("/api/v1/tags/{tag}", "{'blocked':true}", tag), 200);

        assertThat(stops(number + "", "DEMO-BLOCKED", 1000, "10:30", "").get("idTagInfo").get("status").asString()).isEqualTo("Blocked");
        assertThat(stops(number + "", tag, 1000, "10:30", "").get("idTagInfo").get("status").asString()).isEqualTo("Accepted");
    }

    @Test
    void aPlaceholderBeforeALifetimeRegisterIsNotBilled() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        samples(1, number + "", "10:01", "{'value':'910031'}");
        stops(number + "", "DEMO0001", 910114, "10:30", "");

        JsonNode transaction = only(id);
        assertThat(kwh(transaction, "energyKwh")).isEqualByComparingTo("0.083");
        assertThat(kwh(transaction, "meterStartKwh")).isEqualByComparingTo("910.031");
        assertThat(flags(transaction)).containsExactly("baseline");
    }

    @Test
    void energyThatCannotBeIsHeldAndNotBilled() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        stops(number + "", "DEMO0001", 910031, "10:30", "");

        JsonNode transaction = only(id);
        assertThat(kwh(transaction, "energyKwh")).isZero();
        assertThat(kwh(transaction, "heldKwh")).isEqualByComparingTo("910.031");
        assertThat(flags(transaction)).containsExactly("suspect");
    }

    @Test
    void aRegisterThatGoesBackStartsAnew() {
        int number = starts(1, "DEMO0001", 5000, "10:00");
        samples(1, number + "", "10:10", "{'value':'8000'}");
        samples(1, number + "", "10:20", "{'value':'0'}");
        stops(number + "", "DEMO0001", 2000, "10:30", "");

        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("5");
        assertThat(flags(only(id))).containsExactly("meter-reset");
    }

    @Test
    void onlyEnergyReadingsChangeTheTotal() {
        int number = starts(1, "DEMO0001", 1000, "10:00");
        samples(1, number + "", "10:05", "{'value':'1.5','unit':'kWh','context':'Sample.Clock'}");
        samples(1, number + "", "10:06", "{'value':'55','measurand':'SoC'},{'value':'16','measurand':'Current.Import','phase':'L1'}");
        samples(1, number + "", "10:07", "{'value':'99','measurand':'Energy.Active.Export.Register'}");
        samples(1, number + "", "10:08", "{'value':'230','measurand':'Voltage'}");

        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("0.5");
        assertThat(valuesOf(only(id)).get(2).get("other").get("Energy.Active.Export.Register").decimalValue()).isEqualByComparingTo("99");

        samples(1, number + "", "10:09", """
                {'value':'800','phase':'L1'},{'value':'700','phase':'L2-N'},{'value':'600','phase':'L3'},{'value':'700','phase':'L2'},
                {'value':'9999','phase':'N'}""");
        assertThat(kwh(only(id), "energyKwh")).as("the sum of the lines").isEqualByComparingTo("1.1");
    }

    @Test
    void signedValuesAreKept() {
        int number = starts(1, "DEMO0001", 1000, "10:00");
        samples(1, number + "", "10:05", "{'value':'OCMF|{}|{}','format':'SignedData','context':'Transaction.Begin'},{'value':'1500'}");

        JsonNode signed = valuesOf(only(id)).valueStream().filter(value -> !value.get("signed").isEmpty()).findFirst().orElseThrow();
        assertThat(signed.get("signed").get(0).get("data").asString()).isEqualTo("OCMF|{}|{}");
        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("0.5");
    }

    @Test
    void whatComesAfterTheEndIsHistoryOnly() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        stops(number + "", "DEMO0001", 1000, "10:30", "");
        samples(1, number + "", "10:20", "{'value':'700'},{'value':'7400','measurand':'Power.Active.Import'}");
        samples(1, number + "", "10:40", "{'value':'9000'},{'value':'7400','measurand':'Power.Active.Import'}");

        assertThat(only(id).get("state").asString()).isEqualTo("ended");
        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("1");
        assertThat(valuesOf(only(id))).hasSize(2);
        assertThat(connector().get("charging").asBoolean()).isFalse();
        assertThat(connector().get("powerKw").decimalValue()).isZero();
    }

    @Test
    void oldSamplesDoNotReplaceNewOnes() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        samples(1, number + "", "10:20", "{'value':'2000'},{'value':'11000','measurand':'Power.Active.Import'}");
        samples(1, number + "", "10:10", "{'value':'900'},{'value':'3000','measurand':'Power.Active.Import'}");

        assertThat(connector().get("powerKw").decimalValue()).isEqualByComparingTo("11");
        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("2");
    }

    @Test
    void aFreeConnectorEndsWhatLostItsEndUntilItComesBack() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        samples(1, number + "", "10:20", "{'value':'2000'}");
        station.calls("StatusNotification", status(1, "Available", "10:20:30"));
        assertThat(only(id).get("state").asString()).as("too early to tell").isEqualTo("active");

        station.calls("StatusNotification", status(1, "Available", "10:40:00"));

        JsonNode abandoned = only(id);
        assertThat(abandoned.get("state").asString()).isEqualTo("ended");
        assertThat(abandoned.get("stopReason").asString()).isEqualTo("Abandoned");
        assertThat(abandoned.get("stoppedAt").asString()).isEqualTo(at("10:20"));
        assertThat(kwh(abandoned, "energyKwh")).isEqualByComparingTo("2");

        samples(1, number + "", "10:45", "{'value':'2600'}");
        assertThat(only(id).get("state").asString()).as("it goes on").isEqualTo("active");
        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("2.6");
    }

    @Test
    void aSuspectClockIsFlaggedAndItsWordsAreKept() {
        int number = station.calls("StartTransaction",
                "{'connectorId':1,'idTag':'DEMO0001','meterStart':0,'timestamp':'1970-01-01T00:00:07Z'}").get("transactionId").asInt();

        assertThat(number).isPositive();
        assertThat(flags(only(id))).containsExactly("clock-suspect");
        assertThat(events(only(id)).getFirst().get("data").get("claimedAt").asString()).isEqualTo("1970-01-01T00:00:07Z");
    }

    @Test
    void aFaultOfTheStationLiesOverItsConnectors() {
        station.calls("StatusNotification", status(1, "Available", "10:00:00"));
        station.calls("StatusNotification", status(0, "Faulted", "10:01:00"));
        assertThat(connector().get("status").asString()).isEqualTo("Faulted");

        station.calls("StatusNotification", status(3, "Preparing", "10:02:00"));
        station.calls("StatusNotification", status(0, "Available", "10:03:00"));

        JsonNode connectors = json(owner.get("/api/v1/stations/{id}", id), 200).get("connectors");
        assertThat(connectors.valueStream().map(each -> each.get("evse").asInt() + " " + each.get("status").asString()))
                .containsExactly("1 Available", "3 Occupied");
    }

    @Test
    void anAccountMayAllowATagOneTransactionAtATime() {
        Rest nordic = Rest.as(Rest.NORDIC, port);
        String first = id + "-N1";
        String second = id + "-N2";
        for (String each : List.of(first, second)) json(nordic.post("/api/v1/stations", "{'id':'" + each + "'}"), 201);
        json(nordic.patch("/api/v1/accounts/nordic", "{'concurrentTransactions':false}"), 200);
        try {
            ConnectedStation one = connects(first + "/nordic");
            ConnectedStation two = connects(second + "/nordic");
            assertThat(tokenStatus(one.calls("StartTransaction", start(1, "NORDIC01", 0, "10:00")))).isEqualTo("Accepted");
            assertThat(tokenStatus(one.calls("StartTransaction", start(1, "NORDIC01", 0, "10:00")))).as("again").isEqualTo("Accepted");
            assertThat(tokenStatus(two.calls("StartTransaction", start(1, "NORDIC01", 0, "10:01")))).isEqualTo("ConcurrentTx");
        } finally {
            json(nordic.patch("/api/v1/accounts/nordic", "{'concurrentTransactions':true}"), 200);
        }
    }

    private static String tokenStatus(JsonNode answer) { return answer.get("idTagInfo").get("status").asString(); }

    private ConnectedStation connects(String path) {
        var each = new ConnectedStation(port, path, "ocpp1.6");
        connected.add(each);
        each.calls("BootNotification", "{'chargePointVendor':'Acme','chargePointModel':'Shapes'}");
        return each;
    }

    private int starts(int connector, String tag, int meter, String time) {
        return station.calls("StartTransaction", start(connector, tag, meter, time)).get("transactionId").asInt();
    }

    private String start(int connector, String tag, int meter, String time) {
        return "{'connectorId':" + connector + ",'idTag':'" + tag + "','meterStart':" + meter + ",'timestamp':'" + at(time) + "'}";
    }

    private JsonNode stops(String number, String tag, int meter, String time, String more) {
        return station.calls("StopTransaction", stop(number, tag, meter, time, more));
    }

    private String stop(String number, String tag, int meter, String time, String more) {
        return "{'transactionId':" + number + ",'idTag':'" + tag + "','meterStop':" + meter + ",'timestamp':'" + at(time) + "'" + more
                + "}";
    }

    private void samples(int connector, String number, String time, String values) {
        JsonNode answer = station.calls("MeterValues", "{'connectorId':" + connector + ",'transactionId':" + number
                + ",'meterValue':[{'timestamp':'" + at(time) + "','sampledValue':[" + values.replace("\n", "") + "]}]}");
        assertThat(answer.isObject()).isTrue();
    }

    private String status(int connector, String status, String time) {
        return "{'connectorId':" + connector + ",'errorCode':'NoError','status':'" + status + "','timestamp':'" + at(time) + "'}";
    }

    /** That many minutes after ten, when it is two hours after ten now: older live times are not believed. */
    private String at(String time) {
        return ten.plus(Duration.between(LocalTime.of(10, 0), LocalTime.parse(time))).toString();
    }

    private List<JsonNode> transactions(String of) {
        return json(owner.get("/api/v1/transactions?stationId={id}", of), 200).get("items").valueStream().toList();
    }

    private JsonNode only(String of) {
        assertThat(transactions(of)).hasSize(1);
        return transactions(of).getFirst();
    }

    private JsonNode valuesOf(JsonNode transaction) {
        return json(owner.get("/api/v1/transactions/{id}/meter-values", transaction.get("id").asString()), 200).get("items");
    }

    private List<JsonNode> events(JsonNode transaction) {
        return json(owner.get("/api/v1/transactions/{id}/events", transaction.get("id").asString()), 200).get("items").valueStream()
                .toList();
    }

    private List<String> types(JsonNode transaction) {
        return events(transaction).stream().map(event -> event.get("type").asString()).toList();
    }

    private JsonNode connector() { return json(owner.get("/api/v1/stations/{id}", id), 200).get("connectors").get(0); }

    private static List<String> flags(JsonNode transaction) {
        return transaction.get("flags").valueStream().map(JsonNode::asString).toList();
    }

    private static BigDecimal kwh(JsonNode transaction, String member) { return transaction.get(member).decimalValue(); }
}
