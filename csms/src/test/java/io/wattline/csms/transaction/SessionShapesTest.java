package io.wattline.csms.transaction;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which transaction real stations mean, in whatever order and with whatever number they tell of it. */
class SessionShapesTest extends SessionScene {
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
}
