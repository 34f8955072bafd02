package io.wattline.csms.transaction;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Stations that charge although the token was refused. */
@CsmsTest
class UnauthorizedStartsTest {
    private final String id = "US-" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant now = Clock.systemUTC().instant();

    @LocalServerPort
    private int port;

    private Rest nordic;
    private ConnectedStation station;

    @BeforeEach
    void connect() {
        nordic = Rest.as(Rest.NORDIC, port);
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        station = new ConnectedStation(port, id + "/nordic", "ocpp1.6");
        station.calls("BootNotification", "{'chargePointVendor':'Acme','chargePointModel':'Greedy'}");
        station.answering("RemoteStopTransaction", "{'status':'Rejected'}").answering("UnlockConnector", "{'status':'Unlocked'}");
    }

    @AfterEach
    void leaveAsItWas() {
        wants("leave");
        station.close();
    }

    @Test
    void itIsStoppedAndUnlockedWhereTheAccountWantsThat() {
        wants("unlock");

        int number = starts("NOBODY", now);

        assertThat(station.nextCallOf("RemoteStopTransaction")).contains("\"transactionId\":" + number);
        assertThat(station.nextCallOf("UnlockConnector")).contains("\"connectorId\":1");
        assertThat(transaction().path("flags").valueStream().map(JsonNode::asString)).contains("unauthorized");
    }

    @Test
    void stoppingUnlocksNothing() {
        wants("stop");

        starts("NOBODY", now);

        assertThat(station.nextCallOf("RemoteStopTransaction")).contains("transactionId");
        await().untilAsserted(() -> assertThat(tasks()).extracting(task -> task.path("result").asString()).containsExactly("Rejected"));
        assertThat(tasks()).extracting(task -> task.path("command").asString()).containsExactly("remote-stop");
    }

    @Test
    void whatIsAuthorizedOrLongAgoOrLeftAloneIsNotStopped() {
        wants("unlock");
        json(nordic.post("/api/v1/tags", "{'idTag':'" + id + "'}"), 201);
        starts(id, now);
        starts("NOBODY", now.minus(Duration.ofHours(1)));
        wants("leave");
        starts("NOBODY", now.plusSeconds(1));

        wants("stop");
        int number = starts("NOBODY", now.plusSeconds(2));

        assertThat(station.nextCall()).as("the first that is asked").contains("RemoteStopTransaction")
                .contains("\"transactionId\":" + number);
    }

    private void wants(String policy) {
        assertThat(json(nordic.patch("/api/v1/accounts/nordic", "{'unauthorizedStart':'" + policy + "'}"), 200).path("unauthorizedStart")
                .asString())
                .isEqualTo(policy);
    }

    private int starts(String tag, Instant at) {
        JsonNode answer = station.calls("StartTransaction",
                "{'connectorId':1,'idTag':'" + tag + "','meterStart':0,'timestamp':'" + at + "'}");
        assertThat(answer.path("transactionId").asInt()).isPositive();
        return answer.path("transactionId").asInt();
    }

    private JsonNode transaction() { return json(nordic.get("/api/v1/transactions?stationId={id}", id), 200).path("items").path(0); }

    private List<JsonNode> tasks() {
        return json(nordic.get("/api/v1/tasks?stationId={id}", id), 200).path("items").valueStream().toList();
    }
}
