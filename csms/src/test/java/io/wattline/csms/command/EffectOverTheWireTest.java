package io.wattline.csms.command;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What stations do after they agreed, whether they were asked in our words or in theirs. */
@CsmsTest
class EffectOverTheWireTest {
    private static final String STATION = "/api/v1/stations/{id}";
    private static final String START = "'connectorId':1,'idTag':'DEMO0001','meterStart':0,'timestamp':'2026-05-01T10:00:00Z'";

    @LocalServerPort
    private int port;

    private final String id = "EFFECT-" + UUID.randomUUID();
    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port).with("Prefer", "wait=15"); }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "RemoteStartTransaction|{'idTag':'DEMO0001','connectorId':1}|StartTransaction|{" + START + "}",
            "Reset|{'type':'Soft'}|BootNotification|{'chargePointVendor':'V','chargePointModel':'M'}",
            "ChangeAvailability|{'connectorId':1,'type':'Inoperative'}|StatusNotification|{'connectorId':1,'errorCode':'NoError','status':'Unavailable'}",
            "TriggerMessage|{'requestedMessage':'Heartbeat'}|Heartbeat|{}",
            "TriggerMessage|{'requestedMessage':'StatusNotification','connectorId':2}|StatusNotification|{'connectorId':2,'errorCode':'NoError','status':'Available'}",
            "ExtendedTriggerMessage|{'requestedMessage':'SignChargePointCertificate'}|SignCertificate|{'csr':'x'}"})
    void aRawCallOfOnePointSixIsFollowedToItsEnd(String asked, String payload, String told, String message) {
        try (var station = station("ocpp1.6", "{'chargePointVendor':'V','chargePointModel':'M'}")) {
            station.answering(asked, "{'status':'Accepted'}");

            JsonNode task = json(owner.post(STATION + "/ocpp/" + asked, payload, id), 200);
            assertThat(task.path("finished").asBoolean()).isFalse();
            station.calls(told, message);

            await().untilAsserted(() -> assertThat(stage(task)).isEqualTo("effective"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "RequestStartTransaction|{'idToken':{'idToken':'DEMO0001','type':'Central'},'remoteStartId':77}|TransactionEvent|{'eventType':'Started',"
                    + "'timestamp':'2026-05-01T10:00:00Z','triggerReason':'RemoteStart','seqNo':0,'evse':{'id':1,'connectorId':1},"
                    + "'transactionInfo':{'transactionId':'raw','remoteStartId':77}}",
            "Reset|{'type':'OnIdle'}|BootNotification|{'reason':'RemoteReset','chargingStation':{'vendorName':'V','model':'M'}}",
            "ChangeAvailability|{'operationalStatus':'Inoperative','evse':{'id':1}}|StatusNotification|{'timestamp':'2026-05-01T10:00:00Z',"
                    + "'connectorStatus':'Unavailable','evseId':1,'connectorId':1}",
            "TriggerMessage|{'requestedMessage':'FirmwareStatusNotification'}|FirmwareStatusNotification|{'status':'Idle'}",
            "GetDisplayMessages|{'requestId':5}|NotifyDisplayMessages|{'requestId':5}"})
    void aRawCallOfTwoPointOhIsFollowedToItsEnd(String asked, String payload, String told, String message) {
        try (var station = station("ocpp2.0.1", "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}")) {
            station.answering(asked, "{'status':'Accepted'}");

            JsonNode task = json(owner.post(STATION + "/ocpp/" + asked, payload, id), 200);
            assertThat(task.path("finished").asBoolean()).isFalse();
            station.calls(told, message);

            await().untilAsserted(() -> assertThat(stage(task)).isEqualTo("effective"));
        }
    }

    @Test
    void aRawStopIsFollowedByTheEndOfItsTransaction() {
        try (var station = station("ocpp1.6", "{'chargePointVendor':'V','chargePointModel':'M'}")) {
            station.answering("RemoteStopTransaction", "{'status':'Accepted'}");
            int transaction = station.calls("StartTransaction", "{" + START + "}").path("transactionId").intValue();

            JsonNode task = json(owner.post(STATION + "/ocpp/RemoteStopTransaction", "{'transactionId':" + transaction + "}", id), 200);
            station.calls("StopTransaction",
                    "{'transactionId':" + transaction + ",'meterStop':10,'timestamp':'2026-05-01T11:00:00Z','reason':'Remote'}");

            await().untilAsserted(() -> assertThat(stage(task)).isEqualTo("effective"));
        }
    }

    @Test
    void aTriggeredStatusOfAnotherConnectorIsNotTheOneAskedFor() {
        try (var station = station("ocpp1.6", "{'chargePointVendor':'V','chargePointModel':'M'}")) {
            station.answering("TriggerMessage", "{'status':'Accepted'}");

            JsonNode task = json(
                    owner.post(STATION + "/commands/trigger-message", "{'requestedMessage':'StatusNotification','evse':2}", id), 200);
            station.calls("StatusNotification", "{'connectorId':1,'errorCode':'NoError','status':'Available'}");
            assertThat(stage(task)).isEqualTo("answered");
            station.calls("StatusNotification", "{'connectorId':2,'errorCode':'NoError','status':'Available'}");

            await().untilAsserted(() -> assertThat(stage(task)).isEqualTo("effective"));
        }
    }

    @Test
    void aLockThatDidNotOpenIsExplained() {
        try (var station = station("ocpp1.6", "{'chargePointVendor':'V','chargePointModel':'M'}")) {
            station.answering("UnlockConnector", "{'status':'UnlockFailed'}");

            JsonNode task = json(owner.post(STATION + "/commands/unlock-connector", "{'evse':1}", id), 200);

            assertThat(task.path("result").asString()).isEqualTo("Rejected");
            assertThat(task.path("error").asString()).contains("UnlockFailed").contains("lock did not open");
        }
    }

    private ConnectedStation station(String subprotocol, String boot) {
        var station = new ConnectedStation(port, id, subprotocol);
        station.calls("BootNotification", boot);
        return station;
    }

    private String stage(JsonNode task) {
        return json(owner.get("/api/v1/tasks/{id}", task.path("id").asString()), 200).path("stage").asString();
    }
}
