package io.wattline.csms.ocpp.ws;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.tls.TestDoor;
import io.wattline.csms.ocpp.tls.TlsClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A station is brought to a higher security profile, or stays where it was. */
@CsmsTest
class ProfileUpgradeTest {
    private static final String PASSWORD = "open sesame 4711";
    private static final String ACCEPTED = "{'status':'Accepted'}";

    @LocalServerPort
    private int port;
    @Autowired
    private TlsListener door;
    private final String id = "UP-" + UUID.randomUUID().toString().substring(0, 8);
    private Rest owner;

    @BeforeEach
    void register() {
        owner = Rest.as(Rest.OWNER, port);
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'" + PASSWORD + "'}"), 201);
        json(owner.patch("/api/v1/stations/{id}/security", "{'profile':1}", id), 200);
    }

    @Test
    void aStationWithOcpp16ChangesItsProfileAndNothingWeakerIsTakenOnceItIsBack() {
        String task;
        try (var station = comes("ocpp1.6")) {
            task = upgrade("{'profile':2,'settings':{'CentralSystemURL':'wss://localhost/ocpp'}}");
            answers(station, "'ChangeConfiguration',{'key':'CentralSystemURL','value':'wss://localhost/ocpp'}", ACCEPTED);
            answers(station, "'ChangeConfiguration',{'key':'SecurityProfile','value':'2'}", ACCEPTED);
            sees(task, "answered");
            assertThat(security().get("profile").asInt()).isEqualTo(1);
            assertThat(security().get("wanted").asInt()).isEqualTo(2);
        }

        try (var back = comesWithTls("ocpp1.6")) {
            assertThat(back.status).isEqualTo(101);
            assertThat(sees(task, "effective").get("result").asString()).isEqualTo("Accepted");
        }
        assertThat(security().get("profile").asInt()).isEqualTo(2);
        assertThat(security().get("wanted").isNull()).isTrue();
        try (var weaker = attempt("ocpp1.6")) {
            assertThat(weaker.status).isEqualTo(403);
        }
    }

    @Test
    void aStationThatHasToRebootForItIsTold() {
        try (var station = comes("ocpp1.6")) {
            upgrade("{'profile':2}");
            answers(station, "'ChangeConfiguration',{'key':'SecurityProfile','value':'2'}", "{'status':'RebootRequired'}");
            answers(station, "'Reset',{'type':'Soft'}", ACCEPTED);
        }
    }

    @Test
    void aStationThatDoesNotComeBackSoMayComeAsBefore() {
        String task;
        try (var station = comes("ocpp1.6")) {
            task = upgrade("{'profile':2,'withinSeconds':1}");
            answers(station, "'ChangeConfiguration',{'key':'SecurityProfile','value':'2'}", ACCEPTED);
        }

        try (var back = comes("ocpp1.6")) {
            assertThat(back.status).isEqualTo(101);
            assertThat(sees(task, "failed").get("error").asString()).contains("did not come back with security profile 2",
                    "connected with security profile 1", "what was allowed before still is");
        }
        assertThat(security().get("profile").asInt()).isEqualTo(1);
        comes("ocpp1.6").close();
    }

    @Test
    void aStationThatDeclinesKeepsItsProfile() {
        try (var station = comes("ocpp1.6")) {
            String task = upgrade("{'profile':3}");
            answers(station, "'ChangeConfiguration',{'key':'SecurityProfile','value':'3'}", "{'status':'Rejected'}");

            assertThat(sees(task, "answered").get("result").asString()).isEqualTo("Rejected");
            await().until(() -> security().get("wanted").isNull());
        }
        try (var _ = comesWithTls("ocpp1.6")) {
            assertThat(security().get("profile").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aStationWithOcpp2GetsANetworkProfileBeforeTheOneItHasAndBoots() {
        String task;
        try (var station = comes("ocpp2.0.1")) {
            task = upgrade("{'profile':2}");
            answers(station, "'GetVariables',{'getVariableData':[{'component':{'name':'OCPPCommCtrlr'},"
                    + "'variable':{'name':'NetworkConfigurationPriority'}}]}",
                    "{'getVariableResult':[{'attributeStatus':'Accepted','attributeValue':'1','component':{'name':'OCPPCommCtrlr'},"
                            + "'variable':{'name':'NetworkConfigurationPriority'}}]}");
            answers(station, "'SetNetworkProfile',{'configurationSlot':2,'connectionData':{'ocppVersion':'OCPP20','ocppTransport':'JSON',"
                    + "'ocppCsmsUrl':'wss://localhost/ocpp','messageTimeout':30,'securityProfile':2,'ocppInterface':'Wired0'}}", ACCEPTED);
            answers(station, "'SetVariables',{'setVariableData':[{'attributeValue':'2,1','component':{'name':'OCPPCommCtrlr'},"
                    + "'variable':{'name':'NetworkConfigurationPriority'}}]}",
                    "{'setVariableResult':[{'attributeStatus':'Accepted','component':{'name':'OCPPCommCtrlr'},"
                            + "'variable':{'name':'NetworkConfigurationPriority'}}]}");
            answers(station, "'Reset',{'type':'OnIdle'}", ACCEPTED);
            sees(task, "answered");
        }

        try (var back = comesWithTls("ocpp2.0.1")) {
            assertThat(back.status).isEqualTo(101);
            sees(task, "effective");
        }
        assertThat(security().get("profile").asInt()).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRefusedAtOnce() {
        assertThat(problem(owner.post("/api/v1/stations/{id}/security-profile", "{'profile':1}", id), 409)).isEqualTo("conflict");
        assertThat(problem(owner.post("/api/v1/stations/{id}/security-profile", "{'profile':4}", id), 400)).isEqualTo("bad_request");
        json(owner.post("/api/v1/stations/{id}/security-profile", "{'profile':2}", id), 503);
        await().until(() -> security().get("wanted").isNull());
    }

    private String upgrade(String body) {
        return json(owner.post("/api/v1/stations/{id}/security-profile", body, id), 202).get("id").asString();
    }

    private static void answers(RawStation station, String call, String answer) {
        String heard = station.hears();
        assertThat(heard).endsWith("," + call.replace('\'', '"') + "]");
        station.sends("[3," + heard.split(",")[1] + "," + answer + "]");
    }

    private JsonNode sees(String task, String stage) {
        return await().until(() -> json(owner.get("/api/v1/tasks/{id}", task), 200), now -> now.get("stage").asString("").equals(stage));
    }

    private JsonNode security() { return json(owner.get("/api/v1/stations/{id}/security", id), 200); }

    private RawStation comes(String protocol) {
        var station = attempt(protocol);
        assertThat(station.status).isEqualTo(101);
        await().until(() -> json(owner.get("/api/v1/stations/{id}", id), 200).get("online").asBoolean());
        return station;
    }

    private RawStation attempt(String protocol) { return RawStation.connect(port, "/ocpp/" + id, headers(protocol)); }

    private RawStation comesWithTls(String protocol) {
        return RawStation.connect(new TlsClient(TestDoor.SERVERS, null).connect(door.port(), "TLSv1.3", "localhost"), "/ocpp/" + id,
                headers(protocol));
    }

    private String[] headers(String protocol) {
        String credentials = Base64.getEncoder().encodeToString((id + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return new String[]{"Sec-WebSocket-Protocol: " + protocol, "Authorization: Basic " + credentials};
    }
}
