package io.wattline.csms.deviation;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.ws.RawStation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Odd frames over a real connection: what is answered, what is stored, what is counted. */
@CsmsTest
class DeviationsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String AVAILABLE = "'StatusNotification',{'connectorId':'1','errorCode':'NoError','status':'available'}]";

    @LocalServerPort
    private int port;
    @Autowired
    private Clock clock;
    private Rest owner;
    private String id;

    @BeforeEach
    void signIn() {
        owner = Rest.as(Rest.OWNER, port);
        id = "T-" + UUID.randomUUID();
    }

    @Test
    void whatIsToleratedIsStoredAndCountedPerKind() {
        try (var station = connected()) {
            station.sends("[2,'1'," + AVAILABLE).answers("[3,'1',{}]");
            station.sends("[2,'2'," + AVAILABLE).answers("[3,'2',{}]");
            station.sends("\uFEFF[2,'3','Heartbeat',{}]").hears();

            var items = deviations(5);
            assertThat(items).extracting(item -> item.get("kind").asString() + " " + item.get("action").asString() + " "
                    + item.get("pointer").asString() + " " + item.get("count").asLong() + " " + item.get("example").asString())
                    .containsExactlyInAnyOrder("text-for-number StatusNotification /connectorId 2 1",
                            "wrong-case StatusNotification /status 2 available", "frame-littered *  1 \uFEFF[2,\"3\",\"Heartbeat\",{}]");
            assertThat(items.getFirst().get("firstAt").asString()).endsWith("Z")
                    .isLessThanOrEqualTo(items.getFirst().get("lastAt").asString());
        }
        JsonNode connector = json(owner.get("/api/v1/stations/{id}", id), 200).get("connectors").get(0);
        assertThat(connector.get("evse").asInt()).isEqualTo(1);
        assertThat(connector.get("reportedStatus").asString()).isEqualTo("Available");
    }

    @Test
    void aResetStartsCountingAgain() {
        try (var station = connected()) {
            station.sends("[2,'1','Heartbeat',null]").hears();
            deviations(1);

            owner.delete("/api/v1/stations/{id}/deviations", id).expectStatus().isNoContent();
            assertThat(read()).isEmpty();

            station.sends("[2,'2','Heartbeat',null]").hears();
            assertThat(deviations(1).getFirst().get("count").asLong()).isEqualTo(1);
        }
        assertThat(problem(Rest.as(Rest.DRIVER, port).get("/api/v1/stations/{id}/deviations", id), 403)).isEqualTo("forbidden");
        assertThat(problem(Rest.as(Rest.NORDIC, port).get("/api/v1/stations/{id}/deviations", id), 404)).isEqualTo("unknown_station");
    }

    @Test
    void strictnessCountsFromTheNextFrameOn() {
        try (var station = connected()) {
            station.sends("[2,'1'," + AVAILABLE).answers("[3,'1',{}]");

            json(owner.patch("/api/v1/stations/{id}", "{'strictness':'strict'}", id), 200);
            station.sends("[2,'2'," + AVAILABLE);
            assertThat(station.hears()).startsWith("[4,\"2\",\"TypeConstraintViolation\"");

            json(owner.patch("/api/v1/stations/{id}", "{'strictness':'tolerant'}", id), 200);
            station.sends("[2,'3'," + AVAILABLE).answers("[3,'3',{}]");
        }
        json(owner.patch("/api/v1/stations/{id}", "{'strictness':'strict'}", id), 200);
        try (var station = connected()) {
            station.sends("[2,'4'," + AVAILABLE);
            assertThat(station.hears()).as("after another connection").startsWith("[4,\"4\"");
        }
    }

    @Test
    void aClockThatIsWrongIsMeasuredAndShown() {
        String ahead = clock.instant().plus(Duration.ofMinutes(5)).toString();
        try (var station = connected()) {
            station.sends(
                    "[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available','timestamp':'" + ahead + "'}]")
                    .answers("[3,'1',{}]");

            await().untilAsserted(() -> assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).get("clockSkewSeconds").asLong())
                    .isBetween(290L, 300L));
            assertThat(deviations(1).getFirst().get("kind").asString()).isEqualTo("clock-skew");
        }
    }

    @Test
    void anImpossibleTimeIsKeptAsItWasWritten() {
        try (var station = connected()) {
            station.sends(
                    "[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available','timestamp':'2000-01-01T00:00:00Z'}]")
                    .answers("[3,'1',{}]");

            JsonNode suspect = deviations(1).getFirst();
            assertThat(suspect.get("kind").asString()).isEqualTo("clock-suspect");
            assertThat(suspect.get("example").asString()).isEqualTo("2000-01-01T00:00:00Z");
        }
        assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).get("connectors").get(0).get("statusAt").asString()).startsWith("20")
                .isGreaterThan("2026");
    }

    @Test
    void aTransactionMessageThatCannotBeUnderstoodIsKeptForPeople() {
        try (var station = connected()) {
            station.sends("[2,'1','StartTransaction',{'connectorId':1,'idTag':'DEMO0001','timestamp':'2026-01-01T10:00:00Z'}]");
            JsonNode answer = JSON.readTree(station.hears());
            assertThat(answer.get(0).asInt()).isEqualTo(3);
            assertThat(answer.get(2).get("transactionId").asInt()).isPositive();
            assertThat(answer.get(2).get("idTagInfo").get("status").asString()).isEqualTo("Accepted");
        }
        JsonNode events = json(owner.get("/api/v1/stations/{id}/events", id), 200).get("items");
        assertThat(events.findValuesAsString("type")).contains("message.suspect", "transaction.started");
        assertThat(events.toString()).contains("required property 'meterStart' not found");
    }

    @Test
    void aStationThatSaysNothingReadableIsLetGo() {
        try (var station = connected()) {
            for (int i = 0; i < 99; i++) {
                station.sends("rubbish");
                assertThat(station.hears()).startsWith("[4,\"-1\"");
            }
            station.sends("[2,'1','Heartbeat',{}]");
            assertThat(station.hears()).startsWith("[3,\"1\"");
            for (int i = 0; i < 99; i++) {
                station.sends("rubbish");
                assertThat(station.hears()).startsWith("[4,\"-1\"");
            }
            station.sends("rubbish");
            assertThat(station.hears()).startsWith("[4,\"-1\"");
            station.isClosed(1002, "100 messages in a row could not be read");
        }
    }

    @Test
    void theQuirksOfAMakeAreShownAndCountFromItsBootOn() {
        String boot = "'BootNotification',{'chargePointVendor':'OpenEVSE','chargePointModel':'wifi','firmwareVersion':'v4.2.2'}]";
        try (var station = connected()) {
            station.sends("[2,'1'," + boot).hears();
            station.sends("[2,'2','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'" + clock.instant()
                    + "','sampledValue':[{'value':'361','unit':'Wh'}]}]}]").answers("[3,'2',{}]");
        }
        assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).get("quirks").toString()).isEqualTo("[\"openevse-kwh\"]");
        JsonNode meter = json(owner.get("/api/v1/stations/{id}/meter-values", id), 200).get("items").get(0);
        assertThat(meter.get("energyKwh").asDouble()).isEqualTo(361);
    }

    private RawStation connected() { return RawStation.connected(port, "/ocpp/" + id, "ocpp1.6"); }

    /** Once as many frames are counted: what the ledger writes, it writes later. */
    private List<JsonNode> deviations(int atLeast) {
        await().until(() -> read().stream().mapToLong(item -> item.get("count").asLong()).sum() >= atLeast);
        return read();
    }

    private List<JsonNode> read() {
        return json(owner.get("/api/v1/stations/{id}/deviations", id), 200).get("items").valueStream().toList();
    }
}
