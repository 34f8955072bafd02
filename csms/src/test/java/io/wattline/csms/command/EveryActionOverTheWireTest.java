package io.wattline.csms.command;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.rpc.SchemaDocument;
import io.wattline.model.station.OcppVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Every action of every version, both ways, over a real socket through the whole of csms. The actions come from the schema documents, and
 * with them what is sent: what is required only, everything there is, and something that is wrong.
 */
@CsmsTest
class EveryActionOverTheWireTest {
    private static final String STATION = "/api/v1/stations/{id}";
    /** What these leave is no event: they are in the log of frames, and a heartbeat in the station's last sign of life. */
    private static final Set<String> WITHOUT_EVENT = Set.of("Heartbeat", "Authorize", "MeterValues");

    /** The bodies of named commands that have words of their own; for all others the body is the payload. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("reset", "{'type':'hard'}"), Map.entry("unlock-connector", "{'evse':1}"),
            Map.entry("change-availability", "{'operative':false}"), Map.entry("trigger-message", "{'requestedMessage':'Heartbeat'}"),
            Map.entry("get-configuration", "{'keys':['HeartbeatInterval']}"),
            Map.entry("change-configuration", "{'key':'HeartbeatInterval','value':'60'}"),
            Map.entry("get-variables", "{'variables':[{'component':'OCPPCommCtrlr','variable':'HeartbeatInterval'}]}"),
            Map.entry("set-variables", "{'variables':[{'component':'OCPPCommCtrlr','variable':'HeartbeatInterval','value':'60'}]}"),
            Map.entry("clear-cache", "{}"), Map.entry("data-transfer", "{'vendorId':'v'}"), Map.entry("get-transaction-status", "{}"),
            Map.entry("get-diagnostics", "{}"), Map.entry("get-log", "{'log':'diagnostics'}"),
            Map.entry("update-firmware", "{'location':'http://localhost/fw'}"),
            Map.entry("publish-firmware", "{'location':'http://localhost/fw','checksum':'0123456789abcdef0123456789abcdef'}"),
            Map.entry("unpublish-firmware", "{'checksum':'0123456789abcdef0123456789abcdef'}"),
            Map.entry("certificate-signed", "{'certificateChain':'PEM'}"),
            Map.entry("install-certificate", "{'type':'CSMSRootCertificate','certificate':'PEM'}"),
            Map.entry("delete-certificate",
                    "{'hashAlgorithm':'SHA256','issuerNameHash':'aa','issuerKeyHash':'bb','serialNumber':'01'}"),
            Map.entry("get-installed-certificate-ids", "{'types':['CSMSRootCertificate']}"),
            Map.entry("get-base-report", "{}"), Map.entry("get-local-list-version", "{}"),
            Map.entry("clear-charging-profile", "{'purpose':'TxDefaultProfile','stackLevel':1}"),
            Map.entry("set-charging-profile", "{'evse':1,'profile':{'purpose':'TxDefaultProfile','kind':'Relative','stackLevel':1,"
                    + "'schedules':[{'unit':'A','periods':[{'startSeconds':0,'limit':16}]}]}}"),
            Map.entry("get-charging-profiles", "{'evse':1,'purpose':'TxDefaultProfile'}"),
            Map.entry("get-composite-schedule", "{'evse':1,'durationSeconds':3600,'unit':'A'}"),
            Map.entry("reserve-now", "{'reservationId':77,'evse':1,'idTag':'DEMO0001','expiresAt':'2040-01-01T00:00:00Z'}"),
            Map.entry("cancel-reservation", "{'reservationId':77}"),
            Map.entry("send-local-list", "{'version':5,'entries':[{'idTag':'DEMO0001','status':'Accepted'}]}"));

    @LocalServerPort
    private int port;

    private Rest owner;
    private final List<ConnectedStation> connected = new ArrayList<>();

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port); }

    @AfterEach
    void leave() { connected.forEach(ConnectedStation::close); }

    @TestFactory
    Stream<DynamicTest> ofAStationIsAnsweredValidlyAndSeen() {
        return SchemaDocument.all().flatMap(schema -> {
            String id = aStrictStation();
            ConnectedStation station = connect(schema, id);
            return schema.actionsOf("station", "both").stream().map(action -> dynamicTest(schema.version().number() + " " + action, () -> {
                long before = newestEvent(id);
                for (JsonNode payload : schema.payloads(action)) {
                    String message = UUID.randomUUID().toString();

                    station.sends("[2,'" + message + "','" + action + "'," + payload + "]");

                    JsonNode answer = station.nextAnswer();
                    assertThat(answer.path(0).intValue()).as(answer.toString()).isEqualTo(3);
                    assertThat(answer.path(1).asString()).isEqualTo(message);
                    assertThat(schema.flawInOurAnswer(action, answer.path(2))).isEmpty();
                }
                if (WITHOUT_EVENT.contains(action)) await().untilAsserted(() -> assertThat(frames(id, action)).isNotEmpty());
                else
                    assertThat(newestEvent(id)).isGreaterThan(before);
            }));
        });
    }

    @TestFactory
    Stream<DynamicTest> ofAStationThatIsWrongIsToldWhy() {
        return SchemaDocument.all().flatMap(schema -> {
            ConnectedStation station = connect(schema, aStrictStation());
            return schema.actionsOf("station", "both", "csms").stream()
                    .map(action -> dynamicTest(schema.version().number() + " " + action, () -> {
                        JsonNode wrong = schema.wrong(action);

                        station.sends("[2,'" + action + "','" + action + "'," + wrong + "]");

                        JsonNode answer = station.nextAnswer();
                        assertThat(answer.path(0).intValue()).as(answer.toString()).isEqualTo(4);
                        assertThat(answer.path(1).asString()).isEqualTo(action);
                        assertThat(answer.path(2).asString()).isEqualTo(schema.errorOfCall(action, wrong));
                    }));
        });
    }

    @TestFactory
    Stream<DynamicTest> thatNobodyAnswersIsSeen() {
        return SchemaDocument.all().flatMap(schema -> schema.actionsOf("station-send").stream()
                .map(action -> dynamicTest(schema.version().number() + " " + action, () -> {
                    String id = aStrictStation();
                    ConnectedStation station = connect(schema, id);
                    for (JsonNode payload : schema.payloads(action)) {
                        long before = newestEvent(id);

                        station.sends("[6,'1','" + action + "'," + payload + "]");

                        await().untilAsserted(() -> assertThat(newestEvent(id)).isGreaterThan(before));
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> ofTheCentralSystemArrivesRawAsItIsAndItsAnswerIsShown() {
        return toStations((schema, id, station, action) -> {
            for (JsonNode payload : schema.payloads(action)) {
                JsonNode answer = schema.complete(action + "Response");
                station.answering(action, answer.toString());

                JsonNode task = json(waiting().post(STATION + "/ocpp/" + action, payload.toString(), id), 200);

                assertThat(station.nextCallOf(action)).isEqualTo(payload.toString());
                assertThat(task.path("request").toString()).isEqualTo(withoutSecrets(payload.toString()));
                assertThat(task.path("response").toString()).isEqualTo(answer.toString());
                assertThat(task.path("stage").asString()).isIn("answered", "effective");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> ofTheCentralSystemHasANameInRest() {
        return toStations((schema, id, station, action) -> {
            String name = Payloads.kebab(action);
            boolean ownWords = CommandForm.BLANK.containsKey(name);
            station.answering(action, schema.minimal(action + "Response").toString());
            String body = ownWords ? Objects.requireNonNull(WORDS.get(name), name) : schema.complete(action).toString();

            JsonNode task = json(waiting().post(STATION + "/commands/" + name, body, id), 200);

            String arrived = station.nextCallOf(action);
            if (!ownWords) assertThat(arrived).isEqualTo(body);
            assertThat(task.path("request").toString()).isEqualTo(withoutSecrets(arrived));
            assertThat(task.path("response").toString()).isEqualTo(schema.minimal(action + "Response").toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> ofTheCentralSystemThatIsWrongIsRefusedBeforeItLeaves() {
        return toStations((schema, id, station, action) -> {
            JsonNode problem = json(owner.post(STATION + "/ocpp/" + action, schema.wrong(action).toString(), id), 400);

            assertThat(problem.path("code").asString()).isEqualTo("bad_request");
            assertThat(problem.path("detail").asString()).contains("unheardOf");
        });
    }

    @TestFactory
    Stream<DynamicTest> ofTheCentralSystemThatAStationRefusesSaysSo() {
        return toStations((schema, id, station, action) -> {
            station.refusing(action, "InternalError");

            JsonNode task = json(waiting().post(STATION + "/ocpp/" + action, schema.minimal(action).toString(), id), 200);

            assertThat(task.path("result").asString()).isEqualTo("Refused");
            assertThat(task.path("error").asString()).contains("InternalError");
        });
    }

    private interface Exchange {
        void of(SchemaDocument schema, String id, ConnectedStation station, String action);
    }

    private Stream<DynamicTest> toStations(Exchange exchange) {
        return SchemaDocument.all().flatMap(schema -> {
            String id = aStrictStation();
            ConnectedStation station = connect(schema, id);
            return schema.actionsOf("csms", "both").stream().map(action -> dynamicTest(schema.version().number() + " " + action,
                    () -> exchange.of(schema, id, station, action)));
        });
    }

    private String aStrictStation() {
        String id = "WIRE-" + UUID.randomUUID();
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','strictness':'strict'}"), 201);
        return id;
    }

    private ConnectedStation connect(SchemaDocument schema, String id) {
        var station = new ConnectedStation(port, id, "ocpp" + schema.version().number());
        connected.add(station);
        station.calls("BootNotification", schema.version() == OcppVersion.V1_6
                ? "{'chargePointVendor':'V','chargePointModel':'M'}"
                : "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
        return station;
    }

    private long newestEvent(String id) {
        return json(owner.get(STATION + "/events?limit=1", id), 200).path("items").path(0).path("sequence").asLong(0);
    }

    private JsonNode frames(String id, String action) {
        return json(owner.get(STATION + "/frames?action=" + action, id), 200).path("items");
    }

    private static String withoutSecrets(String payload) {
        return payload.replaceAll("(\"\\w*[Pp]assword\":)\"x\"", "$1\"***\"").replaceAll("/files/[0-9a-f]{32}/", "/files/***/");
    }

    private Rest waiting() { return owner.with("Prefer", "wait=15"); }
}
