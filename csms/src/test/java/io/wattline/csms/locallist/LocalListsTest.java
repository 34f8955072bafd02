package io.wattline.csms.locallist;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In an account of its own in effect: the other one, whose single tag no other test changes. */
@CsmsTest
class LocalListsTest {
    private static final String LIST = "/api/v1/stations/{id}/local-list";
    private static final String SECOND = "NORDIC-LL";

    @LocalServerPort
    private int port;

    private String id;
    private Rest owner;
    private ConnectedStation station;

    @BeforeEach
    void aStationOfTheNorth() {
        id = "LL-" + UUID.randomUUID();
        owner = Rest.as(Rest.NORDIC, port).with("Prefer", "wait=15");
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        connect("ocpp1.6");
    }

    @AfterEach
    void leave() {
        station.close();
        owner.delete("/api/v1/tags/{tag}", SECOND);
    }

    @Test
    void aStationWithoutAListGetsAllAndThenTheChanges() {
        station.answering("GetLocalListVersion", "{'listVersion':0}").answering("SendLocalList", "{'status':'Accepted'}");
        assertThat(list().path("inSync").asBoolean()).isFalse();
        assertThat(list().path("stationVersion").isNull()).isTrue();

        assertThat(sync().path("command").asString()).isEqualTo("send-local-list");

        station.nextCall();
        JsonNode sent = payload(station.nextCall());
        assertThat(sent.path("listVersion").asInt()).isEqualTo(1);
        assertThat(sent.path("updateType").asString()).isEqualTo("Full");
        assertThat(sent.path("localAuthorizationList").toString())
                .contains("{\"idTag\":\"NORDIC01\",\"idTagInfo\":{\"status\":\"Accepted\"}}");
        assertThat(list().path("inSync").asBoolean()).isTrue();
        assertThat(list().path("stationVersion").asInt()).isEqualTo(1);
        assertThat(list().path("wantedVersion").asInt()).isEqualTo(1);

        json(owner.post("/api/v1/tags", "{'idTag':'" + SECOND + "','parentIdTag':'NORDIC01','blocked':true}"), 201);
        assertThat(list().path("inSync").asBoolean()).isFalse();
        assertThat(list().path("wantedVersion").asInt()).isEqualTo(2);
        station.answering("GetLocalListVersion", "{'listVersion':1}");
        sync();
        station.nextCall();
        assertThat(payload(station.nextCall()).toString())
                .isEqualTo("{\"listVersion\":2,\"updateType\":\"Differential\",\"localAuthorizationList\":["
                        + "{\"idTag\":\"NORDIC-LL\",\"idTagInfo\":{\"status\":\"Blocked\",\"parentIdTag\":\"NORDIC01\"}},"
                        + "{\"idTag\":\"NORDIC01\",\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":\"NORDIC01\"}}]}");

        owner.delete("/api/v1/tags/{tag}", SECOND).expectStatus().isNoContent();
        station.answering("GetLocalListVersion", "{'listVersion':2}");
        sync();
        station.nextCall();
        assertThat(payload(station.nextCall()).toString()).contains("\"listVersion\":3,\"updateType\":\"Differential\"")
                .contains("{\"idTag\":\"NORDIC-LL\"}");

        station.answering("GetLocalListVersion", "{'listVersion':3}");
        assertThat(sync().path("command").asString()).isEqualTo("get-local-list-version");
    }

    @Test
    void carriesWhatTagsAreReadFromAndWhereTheyMayCharge() {
        json(owner.post("/api/v1/tags", "{'idTag':'" + SECOND + "','type':'eMAID','onlyAt':{}}"), 201);
        inSync();
        assertThat(list().path("entries").toString()).contains("{\"idTag\":\"NORDIC-LL\",\"status\":\"Blocked\"");

        station.close();
        connect("ocpp2.0.1");
        station.answering("GetLocalListVersion", "{'versionNumber':0}").answering("SendLocalList", "{'status':'Accepted'}");
        sync();

        station.nextCall();
        assertThat(payload(station.nextCall()).toString()).contains(
                "{\"idToken\":{\"idToken\":\"NORDIC-LL\",\"type\":\"eMAID\"},\"idTokenInfo\":{\"status\":\"NotAtThisLocation\"}}");
        assertThat(list().path("inSync").asBoolean()).isTrue();
        json(owner.patch("/api/v1/tags/{tag}", "{'type':'KeyCode'}", SECOND), 200);
        assertThat(list().path("inSync").asBoolean()).isFalse();
    }

    @Test
    void anotherVersionThanOursIsReplaced() {
        inSync();
        station.answering("GetLocalListVersion", "{'listVersion':40}");

        sync();

        station.nextCall();
        JsonNode sent = payload(station.nextCall());
        assertThat(sent.path("updateType").asString()).isEqualTo("Full");
        assertThat(sent.path("listVersion").asInt()).isEqualTo(41);
        assertThat(list().path("inSync").asBoolean()).isTrue();
    }

    @Test
    void aDeclinedListIsNotThereAndAMismatchIsAnsweredWithTheWhole() {
        inSync();
        json(owner.post("/api/v1/tags", "{'idTag':'" + SECOND + "'}"), 201);
        station.answering("GetLocalListVersion", "{'listVersion':1}").answering("SendLocalList", "{'status':'VersionMismatch'}");

        JsonNode task = sync();

        assertThat(task.path("result").asString()).isEqualTo("Rejected");
        station.nextCall();
        assertThat(payload(station.nextCall()).path("updateType").asString()).isEqualTo("Differential");
        assertThat(payload(station.nextCall()).path("updateType").asString()).isEqualTo("Full");
        assertThat(list().path("inSync").asBoolean()).isFalse();
    }

    @Test
    void aListLongerThanAMessageGoesInParts() {
        station.answering("GetConfiguration", "{'configurationKey':[{'key':'SendLocalListMaxLength','readonly':true,'value':'1'},"
                + "{'key':'LocalAuthListMaxLength','readonly':true,'value':'2'}]}").answering("GetLocalListVersion", "{'listVersion':0}")
                .answering("SendLocalList", "{'status':'Accepted'}");
        json(owner.post("/api/v1/stations/{id}/commands/get-configuration", "{}", id), 200);
        json(owner.post("/api/v1/tags", "{'idTag':'" + SECOND + "'}"), 201);
        station.nextCall();

        sync();

        station.nextCall();
        JsonNode first = payload(station.nextCall());
        JsonNode second = payload(station.nextCall());
        assertThat(first.path("updateType").asString()).isEqualTo("Full");
        assertThat(first.path("localAuthorizationList")).hasSize(1);
        assertThat(second.path("updateType").asString()).isEqualTo("Differential");
        assertThat(second.path("listVersion").asInt()).isEqualTo(2);
        assertThat(list().path("inSync").asBoolean()).isTrue();
        assertThat(list().path("entries")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"'ItemsPerMessage'};;1;2;2", "'BytesPerMessage'};;700;2;2",
            "'BytesPerMessage'};;710;1;2", "'Entries'};'maxLimit':1,;1;1;1"})
    void aTwoPointXStationGetsNoMoreThanItTakes(String variable, String limit, String value, int messages, int entries) {
        station.close();
        id = "LL-" + UUID.randomUUID();
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'" + SECOND + "'}"), 201);
        connect("ocpp2.0.1");
        station.answering("GetLocalListVersion", "{'versionNumber':0}").answering("SendLocalList", "{'status':'Accepted'}");
        station.calls("NotifyReport", "{'requestId':1,'generatedAt':'2026-06-01T00:00:00Z','seqNo':0,'reportData':[{'component':"
                + "{'name':'LocalAuthListCtrlr'},'variable':{'name':" + variable + ",'variableAttribute':[{'value':'" + value
                + "'}],'variableCharacteristics':{" + (limit == null ? "" : limit) + "'dataType':'integer','supportsMonitoring':false}}]}");

        sync();

        station.nextCallOf("GetLocalListVersion");
        int sent = 0;
        for (int i = 0; i < messages; i++)
            sent += new JsonMapper().readTree(station.nextCallOf("SendLocalList")).path("localAuthorizationList").size();
        assertThat(sent).isEqualTo(entries);
        assertThat(list().path("stationVersion").asInt()).isEqualTo(messages);
        assertThat(list().path("entries")).hasSize(entries);
        assertThat(list().path("inSync").asBoolean()).isTrue();
    }

    @Test
    void aRawListIsKnownToo() {
        station.answering("SendLocalList", "{'status':'Accepted'}");

        json(owner.post("/api/v1/stations/{id}/ocpp/SendLocalList", "{'listVersion':7,'updateType':'Full','localAuthorizationList':["
                + "{'idTag':'STRANGE','idTagInfo':{'status':'Accepted'}}]}", id), 200);

        assertThat(list().path("stationVersion").asInt()).isEqualTo(7);
        assertThat(list().path("inSync").asBoolean()).isFalse();
        json(owner.post("/api/v1/stations/{id}/commands/send-local-list", "{'version':8,'updateType':'differential','entries':["
                + "{'idTag':'STRANGE'},{'idTag':'NORDIC01','status':'Accepted'}]}", id), 200);
        station.nextCall();
        assertThat(payload(station.nextCall()).path("localAuthorizationList").toString())
                .isEqualTo("[{\"idTag\":\"STRANGE\"},{\"idTag\":\"NORDIC01\",\"idTagInfo\":{\"status\":\"Accepted\"}}]");
        assertThat(list().path("inSync").asBoolean()).isTrue();
    }

    @Test
    void aStationThatKeepsNoListIsLeftAlone() {
        station.answering("GetLocalListVersion", "{'listVersion':-1}");

        assertThat(sync().path("command").asString()).isEqualTo("get-local-list-version");

        assertThat(list().path("stationVersion").asInt()).isEqualTo(-1);
    }

    @Test
    void aTwoPointOhStationGetsItInItsOwnWords() {
        station.close();
        id = "LL-" + UUID.randomUUID();
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        connect("ocpp2.0.1");
        station.answering("GetLocalListVersion", "{'versionNumber':0}").answering("SendLocalList", "{'status':'Accepted'}");

        sync();

        station.nextCall();
        JsonNode sent = payload(station.nextCall());
        assertThat(sent.path("versionNumber").asInt()).isEqualTo(1);
        assertThat(sent.path("localAuthorizationList").toString())
                .contains("{\"idToken\":{\"idToken\":\"NORDIC01\",\"type\":\"Central\"},\"idTokenInfo\":{\"status\":\"Accepted\"}}");
        assertThat(list().path("inSync").asBoolean()).isTrue();
    }

    @Test
    void anAutomaticOneFollowsBootsAndTags() {
        station.answering("GetLocalListVersion", "{'listVersion':0}").answering("SendLocalList", "{'status':'Accepted'}");
        assertThat(problem(owner.patch(LIST, "{'localList':'often'}", id), 400)).isEqualTo("bad_request");
        assertThat(json(owner.patch(LIST, "{'localList':'auto'}", id), 200).path("localList").asString()).isEqualTo("auto");

        station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");

        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(list().path("inSync").asBoolean()).isTrue());
        station.answering("GetLocalListVersion", "{'listVersion':1}");
        json(owner.post("/api/v1/tags", "{'idTag':'" + SECOND + "'}"), 201);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(list().path("stationVersion").asInt()).isEqualTo(2));
    }

    private void inSync() {
        station.answering("GetLocalListVersion", "{'listVersion':0}").answering("SendLocalList", "{'status':'Accepted'}");
        sync();
        assertThat(list().path("inSync").asBoolean()).isTrue();
        station.nextCall();
        station.nextCall();
    }

    private void connect(String subprotocol) {
        station = new ConnectedStation(port, id, subprotocol);
        station.calls("BootNotification", subprotocol.equals("ocpp1.6")
                ? "{'chargePointVendor':'V','chargePointModel':'M'}"
                : "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
    }

    private JsonNode sync() { return json(owner.post(LIST + "/sync", "{}", id), 200); }

    private JsonNode list() { return json(owner.get(LIST, id), 200); }

    private static JsonNode payload(String call) { return new JsonMapper().readTree(call).path(3); }
}
