package io.wattline.csms.ocpp.quirks;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.rpc.OcppProperties;
import io.wattline.csms.ocpp.ws.RawStation;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Stations that come oddly: X1, X4, X57 to X60. Raw frames in; answers and what is stored out. */
@CsmsTest
class DoorQuirksTest {
    private static final String BOOT_16 = "{'chargePointVendor':'Acme','chargePointModel':'Door'}";
    private static final String AVAILABLE_16 = "{'connectorId':1,'errorCode':'NoError','status':'Available'}";
    private static final String FAULTED_16 = "{'connectorId':1,'errorCode':'OtherError','status':'Faulted'}";

    @LocalServerPort
    private int port;
    @Autowired
    private OcppProperties settings;
    private final String id = "DOOR-" + UUID.randomUUID().toString().substring(0, 8);
    private Rest owner;
    private Rest nordic;

    @BeforeEach
    void signIn() {
        owner = Rest.as(Rest.OWNER, port);
        nordic = Rest.as(Rest.NORDIC, port);
    }

    @AfterEach
    void asItWas() { account("{'unknownStationPolicy':'refuse','unnamedVersionPolicy':'assume','defaultVersion':'1.6'}"); }

    /** X1. */
    @Test
    void aStrangerWithoutASubprotocolIsRefusedUnlessTheAccountAssumesOne() {
        account("{'unknownStationPolicy':'accept','unnamedVersionPolicy':'refuse'}");
        try (var station = RawStation.connect(port, "/ocpp/" + id + "/nordic")) {
            assertThat(station.status).isEqualTo(400);
            assertThat(station.body()).contains("\"code\":\"no_version\"", "it offers no subprotocol");
        }
        assertThat(problem(nordic.get("/api/v1/stations/{id}", id), 404)).isEqualTo("unknown_station");

        account("{'unnamedVersionPolicy':'assume'}");
        try (var station = RawStation.connect(port, "/ocpp/" + id + "/nordic")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(station.headers).doesNotContainKey("Sec-WebSocket-Protocol");
            assertThat(station.calls("1", "BootNotification", BOOT_16)).contains("\"status\":\"Accepted\"");
        }
        assertThat(stationOf(nordic).get("ocppVersion").asString()).isEqualTo("1.6");
    }

    /** X1. */
    @Test
    void aKnownStationWithoutASubprotocolSpeaksWhatItSpokeLast() {
        account("{'unnamedVersionPolicy':'refuse','defaultVersion':'1.6'}");
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        try (var station = RawStation.connected(port, "/ocpp/" + id + "/nordic", "ocpp2.0.1")) {
            station.calls("1", "Heartbeat", "{}");
        }

        try (var station = RawStation.connect(port, "/ocpp/" + id + "/nordic")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(station.headers).doesNotContainKey("Sec-WebSocket-Protocol");
            assertThat(station.calls("2", "StatusNotification",
                    "{'timestamp':'2026-01-01T10:00:00Z','connectorStatus':'Available','evseId':1,'connectorId':1}"))
                    .isEqualTo("[3,\"2\",{}]");
        }
        assertThat(stationOf(nordic).get("connectors")).hasSize(1);
    }

    /** X4. */
    @Test
    void whoIsRefusedIsShownToWhoOperatesTheNode() {
        try (var browser = RawStation.plain(port, "GET /ocpp/" + id)) {
            assertThat(browser.status).isEqualTo(426);
            assertThat(browser.body()).contains("connect with a WebSocket and the subprotocol ocpp1.6, ocpp2.0.1 or ocpp2.1");
        }

        JsonNode refused = json(owner.get("/actuator/refusals"), 200).get("items").get(0);
        assertThat(refused.get("remoteAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(refused.get("station").asString()).isEqualTo(id);
        assertThat(refused.get("reasons").get("upgrade_required").asInt()).isPositive();
        Rest.anonymous(port).get("/actuator/refusals").expectStatus().isUnauthorized();
    }

    /** X57. */
    @Test
    void anUnknownStationIsRefusedAtTheDoorOrWaitsAndNothingOfItIsStored() {
        try (var station = RawStation.connect(port, "/ocpp/" + id + "/nordic", "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(station.status).isEqualTo(404);
        }

        account("{'unknownStationPolicy':'pending'}");
        try (var station = RawStation.connected(port, "/ocpp/" + id + "/nordic", "ocpp1.6")) {
            assertThat(station.calls("1", "StatusNotification", AVAILABLE_16)).contains("\"SecurityError\"");
            assertThat(station.calls("2", "BootNotification", BOOT_16)).contains("\"status\":\"Pending\"");
            assertThat(station.calls("3", "StartTransaction",
                    "{'connectorId':1,'idTag':'NORDIC01','meterStart':0,'timestamp':'2026-01-01T10:00:00Z'}"))
                    .contains("\"SecurityError\"");
            assertThat(stationOf(nordic).get("bootStatus").asString()).isEqualTo("Pending");
            assertThat(stationOf(nordic).get("connectors")).isEmpty();
            assertThat(json(nordic.get("/api/v1/transactions?stationId={id}", id), 200).get("items")).isEmpty();

            json(nordic.patch("/api/v1/stations/{id}", "{'accepted':true}", id), 200);
            assertThat(station.calls("4", "BootNotification", BOOT_16)).contains("\"status\":\"Accepted\"");
            assertThat(station.calls("5", "StatusNotification", AVAILABLE_16)).isEqualTo("[3,\"5\",{}]");
        }
        assertThat(stationOf(nordic).get("connectors")).hasSize(1);
    }

    /** X58: proxies close what is silent for a minute. */
    @Test
    void stationsArePingedMoreOftenThanOnceAMinuteUnlessTold() { assertThat(settings.pingInterval()).isLessThan(Duration.ofSeconds(55)); }

    /** X59. */
    @Test
    void twoAccountsMayHaveAStationOfTheSameName() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','name':'ours'}"), 201);
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "','name':'theirs'}"), 201);

        try (var nobodys = RawStation.connect(port, "/ocpp/" + id, "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(nobodys.status).as("nothing tells which is meant").isEqualTo(401);
        }
        try (var ours = RawStation.connected(port, "/ocpp/" + id + "/demo", "ocpp1.6");
                var theirs = RawStation.connected(port, "/ocpp/" + id + "/nordic", "ocpp1.6")) {
            assertThat(ours.calls("1", "StatusNotification", AVAILABLE_16)).isEqualTo("[3,\"1\",{}]");
            assertThat(theirs.calls("1", "StatusNotification", FAULTED_16)).isEqualTo("[3,\"1\",{}]");

            assertThat(stationOf(owner).get("connectors").get(0).get("status").asString()).isEqualTo("Available");
            assertThat(stationOf(nordic).get("connectors").get(0).get("status").asString()).isEqualTo("Faulted");
            assertThat(stationOf(owner).get("online").asBoolean()).isTrue();
            assertThat(stationOf(nordic).get("online").asBoolean()).isTrue();
        }
        json(owner.patch("/api/v1/stations/{id}", "{'name':'still ours'}", id), 200);
        assertThat(stationOf(nordic).get("name").asString()).isEqualTo("theirs");
    }

    /** X60. */
    @Test
    void aReportRightAfterTheConnectionFindsItsStation() {
        try (var station = RawStation.connected(port, "/ocpp/" + id, "ocpp2.0.1")) {
            String report = "{'requestId':7,'generatedAt':'2026-01-01T10:00:00Z','seqNo':0,'reportData':[{'component':{'name':'OCPPCommCtrlr'},"
                    + "'variable':{'name':'HeartbeatInterval'},'variableAttribute':[{'value':'300'}]}]}";
            assertThat(station.calls("1", "NotifyReport", report)).isEqualTo("[3,\"1\",{}]");
        }

        JsonNode variables = json(owner.get("/api/v1/stations/{id}/variables", id), 200).get("items");
        assertThat(variables).hasSize(1);
        assertThat(variables.get(0).toString()).contains("HeartbeatInterval", "\"300\"");
    }

    /** X60. */
    @Test
    void theFirstMessageMayBeAboutATransaction() {
        try (var station = RawStation.connected(port, "/ocpp/" + id, "ocpp1.6")) {
            assertThat(station.calls("1", "MeterValues",
                    "{'connectorId':1,'transactionId':77,'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':[{'value':'5'}]}]}"))
                    .isEqualTo("[3,\"1\",{}]");
        }

        assertThat(json(owner.get("/api/v1/stations/{id}/meter-values?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", id), 200)
                .get("items")).hasSize(1);
    }

    private JsonNode stationOf(Rest caller) { return json(caller.get("/api/v1/stations/{id}", id), 200); }

    private void account(String change) { json(nordic.patch("/api/v1/accounts/nordic", change), 200); }
}
