package io.wattline.csms.command;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerSentEvent;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@CsmsTest
class CommandRestTest {
    private static final String STATION = "/api/v1/stations/{id}";

    @LocalServerPort
    private int port;

    private String id;
    private Rest owner;
    private ConnectedStation station;

    @BeforeEach
    void aStationThatJoinedTheDemo() {
        id = "REST-" + UUID.randomUUID();
        owner = Rest.as(Rest.OWNER, port);
        station = new ConnectedStation(port, id, "ocpp1.6");
        assertThat(station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}").path("status").asString())
                .isEqualTo("Accepted");
    }

    @AfterEach
    void leave() { station.close(); }

    @Test
    void aRemoteStartGoesFromTheRequestToTheRunningTransaction() {
        station.answering("RemoteStartTransaction", "{'status':'Accepted'}");

        JsonNode task = json(waiting().post(STATION + "/commands/remote-start", "{'idTag':'DEMO0001','evse':1}", id), 200);

        assertThat(task.path("stage").asString()).isEqualTo("answered");
        assertThat(task.path("result").asString()).isEqualTo("Accepted");
        assertThat(task.path("request").path("idTag").asString()).isEqualTo("DEMO0001");
        assertThat(task.path("response").path("status").asString()).isEqualTo("Accepted");
        assertThat(task.path("finished").asBoolean()).isFalse();
        station.calls("StartTransaction", "{'connectorId':1,'idTag':'DEMO0001','meterStart':0,'timestamp':'2026-05-01T10:00:00Z'}");
        await().untilAsserted(() -> assertThat(taskStage(task)).isEqualTo("effective"));
    }

    @Test
    void aRemoteStartOfATwoPointOhStationIsKnownByItsNumber() {
        String second = "REST-" + UUID.randomUUID();
        try (var station2 = new ConnectedStation(port, second, "ocpp2.0.1")) {
            station2.calls("BootNotification", "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
            station2.answering("RequestStartTransaction", "{'status':'Accepted'}");

            JsonNode task = json(waiting().post(STATION + "/commands/remote-start", "{'idTag':'DEMO0001','evse':1}", second), 200);
            station2.calls("TransactionEvent", "{'eventType':'Started','timestamp':'2026-05-01T10:00:00Z','triggerReason':'RemoteStart',"
                    + "'seqNo':0,'evse':{'id':1,'connectorId':1},'transactionInfo':{'transactionId':'T-1','remoteStartId':"
                    + task.path("request").path("remoteStartId").intValue() + "}}");

            await().untilAsserted(() -> assertThat(taskStage(task)).isEqualTo("effective"));
        }
    }

    @Test
    void answersAtOnceWithTheTaskAndWhereToFollowIt() {
        var answer = owner.post(STATION + "/commands/clear-cache", "{}", id);
        answer.expectHeader().valueMatches("Location", "/api/v1/tasks/[0-9a-f-]{36}");

        JsonNode task = json(answer, 202);

        station.nextCall();
        await().untilAsserted(() -> assertThat(taskStage(task)).isEqualTo("sent"));
        JsonNode listed = json(owner.get("/api/v1/tasks?limit=1&stationId=" + id), 200);
        assertThat(listed.path("items").path(0).path("id")).isEqualTo(task.path("id"));
    }

    @Test
    void aCommandWithoutParametersNeedsNoBody() {
        json(owner.call(HttpMethod.POST, null, STATION + "/commands/clear-cache", id), 202);

        assertThat(station.nextCall()).contains("\"ClearCache\",{}");
    }

    @Test
    void waitsNoLongerThanAskedFor() {
        JsonNode task = json(owner.with("Prefer", "wait=1").post(STATION + "/commands/clear-cache", "{}", id), 202);

        assertThat(task.path("stage").asString()).isEqualTo("sent");
    }

    @Test
    void anAbsentStationIsAProblemWithATask() {
        station.close();
        await().untilAsserted(() -> assertThat(json(owner.get(STATION, id), 200).path("online").asBoolean()).isFalse());

        JsonNode problem = json(owner.post(STATION + "/commands/reset", "{'type':'soft'}", id), 503);

        assertThat(problem.path("code").asString()).isEqualTo("charger_offline");
        JsonNode task = json(owner.get("/api/v1/tasks/{id}", problem.path("taskId").asString()), 200);
        assertThat(task.path("stage").asString()).isEqualTo("failed");
        assertThat(task.path("result").asString()).isEqualTo("Unreachable");
    }

    @Test
    void refusesWhatMakesNoSenseBeforeAnythingIsStored() {
        assertThat(problem(owner.post(STATION + "/commands/dance", "{}", id), 404)).isEqualTo("unknown_command");
        assertThat(problem(owner.post(STATION + "/commands/clear-cache", "{}", "NOBODY"), 404)).isEqualTo("unknown_station");
        assertThat(field(STATION + "/commands/reset", "{'type':'sideways'}")).isEqualTo("type");
        assertThat(field(STATION + "/commands/remote-stop", "{}")).isEqualTo("transactionId");
        assertThat(field(STATION + "/commands/get-variables", "{'variables':[{'component':'X'}]}")).isEqualTo("variables[0].variable");
        assertThat(field(STATION + "/commands/clear-cache", "{'really':true}")).isEqualTo("really");
        assertThat(problem(owner.post(STATION + "/commands/clear-cache", "[]", id), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post(STATION + "/ocpp/Fly", "{}", id), 404)).isEqualTo("unknown_action");
        assertThat(problem(owner.post(STATION + "/ocpp/Reset", "{'type':'Sideways'}", id), 400)).isEqualTo("bad_request");
        assertThat(problem(Rest.anonymous(port).post(STATION + "/commands/clear-cache", "{}", id), 401)).isEqualTo("unauthorized");
        assertThat(problem(owner.get("/api/v1/tasks/{id}", UUID.randomUUID()), 404)).isEqualTo("unknown_task");
        assertThat(json(owner.get("/api/v1/tasks?stationId=" + id), 200).path("items")).isEmpty();
    }

    @Test
    void aRawPayloadKeepsTheOrderOfItsMembers() {
        station.answering("DataTransfer", "{'status':'Accepted','data':'x'}");

        JsonNode task = json(waiting().post(STATION + "/ocpp/DataTransfer", "{'messageId':'m','vendorId':'v','data':'d'}", id), 200);

        assertThat(station.nextCall()).endsWith("{\"messageId\":\"m\",\"vendorId\":\"v\",\"data\":\"d\"}]");
        assertThat(task.path("request").toString()).isEqualTo("{\"messageId\":\"m\",\"vendorId\":\"v\",\"data\":\"d\"}");
    }

    @Test
    void everyActionHasANameWhoseBodyIsItsPayload() {
        station.answering("RemoteStartTransaction", "{'status':'Rejected'}");

        JsonNode task = json(waiting().post(STATION + "/commands/remote-start-transaction", "{'idTag':'X','connectorId':1}", id), 200);

        assertThat(station.nextCall()).endsWith("\"RemoteStartTransaction\",{\"idTag\":\"X\",\"connectorId\":1}]");
        assertThat(task.path("command").asString()).isEqualTo("remote-start-transaction");
        assertThat(task.path("result").asString()).isEqualTo("Rejected");
        assertThat(field(STATION + "/commands/remote-start-transaction", "{'idTag':'X','connectorId':'one'}")).isEqualTo("connectorId");
        assertThat(problem(owner.post(STATION + "/commands/set-der-control", "{}", id), 422)).isEqualTo("unsupported_command");
        assertThat(problem(owner.post(STATION + "/commands/boot-notification", "{}", id), 404)).isEqualTo("unknown_command");
    }

    @Test
    void aCommandOfSeveralCallsShowsItsPartsAndTheirSum() {
        station.answering("GetConfiguration", "{'configurationKey':[{'key':'GetConfigurationMaxKeys','readonly':true,'value':'7'}]}");

        JsonNode task = json(waiting().post(STATION + "/commands/get-configuration",
                "{'keys':['A','B','C','D','E','F','G','H','I','J','K']}", id), 200);

        assertThat(task.path("result").asString()).isEqualTo("Accepted");
        assertThat(task.path("request").path("key")).hasSize(11);
        assertThat(task.path("response").path("configurationKey")).hasSize(1);
        assertThat(task.path("parts").valueStream().map(part -> part.path("request").path("key").size())).containsExactly(1, 7, 4);
        assertThat(task.path("parts").path(2).path("result").asString()).isEqualTo("Accepted");
    }

    @Test
    void decimalsArriveAsTheyWereWritten() {
        String second = "REST-" + UUID.randomUUID();
        try (var station2 = new ConnectedStation(port, second, "ocpp2.1")) {
            station2.calls("BootNotification", "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");

            json(owner.post(STATION + "/commands/cost-updated", "{'totalCost':21.40,'transactionId':'T-1'}", second), 202);

            assertThat(station2.nextCall()).endsWith("\"CostUpdated\",{\"totalCost\":21.40,\"transactionId\":\"T-1\"}]");
        }
    }

    @Test
    void anotherAccountSeesNothingOfIt() {
        JsonNode task = json(owner.post(STATION + "/commands/clear-cache", "{}", id), 202);
        Rest stranger = Rest.as(Rest.NORDIC, port);

        assertThat(problem(stranger.post(STATION + "/commands/clear-cache", "{}", id), 404)).isEqualTo("unknown_station");
        assertThat(problem(stranger.get("/api/v1/tasks/{id}", task.path("id").asString()), 404)).isEqualTo("unknown_task");
        assertThat(problem(stranger.get(STATION + "/frames", id), 404)).isEqualTo("unknown_station");
        assertThat(json(stranger.get("/api/v1/tasks?stationId=" + id), 200).path("items")).isEmpty();
    }

    @Test
    void theSameKeyIsSentOnce() {
        Rest once = owner.with("Idempotency-Key", UUID.randomUUID().toString());

        JsonNode first = json(once.post(STATION + "/commands/clear-cache", "{}", id), 202);
        JsonNode second = json(once.post(STATION + "/commands/clear-cache", "{}", id), 202);

        assertThat(second.path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void tellsWhatAVersionCanBeAsked() {
        JsonNode actions = json(owner.get("/api/v1/ocpp/1.6/actions"), 200).path("items");

        assertThat(actions).anySatisfy(action -> {
            assertThat(action.path("action").asString()).isEqualTo("Reset");
            assertThat(action.path("from").asString()).isEqualTo("csms");
            assertThat(action.path("schema").path("properties").has("type")).isTrue();
        });
        assertThat(problem(owner.get("/api/v1/ocpp/9/actions"), 404)).isEqualTo("unknown_version");
    }

    @Test
    void framesAreKeptAndPassLive() {
        var live = owner.with("Accept", "text/event-stream").get(STATION + "/frames", id).expectStatus().isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {}).getResponseBody()
                .filter(event -> "frame".equals(event.event())).map(event -> event.data().path("type").asString() + " " + event.id());

        StepVerifier.create(live).then(() -> station.calls("Heartbeat", "{}")).expectNextMatches(text -> text.startsWith("call "))
                .expectNextMatches(text -> text.startsWith("result ")).thenCancel().verify(Duration.ofSeconds(15));

        await().untilAsserted(
                () -> assertThat(json(owner.get(STATION + "/frames?action=Heartbeat", id), 200).path("items")).hasSize(2));
        JsonNode newest = json(owner.get(STATION + "/frames?action=Heartbeat&limit=1", id), 200);
        assertThat(newest.path("items").path(0).path("type").asString()).isEqualTo("result");
        assertThat(newest.path("items").path(0).path("latencyMs").isNumber()).isTrue();
        JsonNode older = json(owner.get(STATION + "/frames?action=Heartbeat&cursor={next}", id, newest.path("next").asString()), 200);
        assertThat(older.path("items").path(0).path("payload").asString()).isEqualTo("[2,\"Heartbeat\",\"Heartbeat\",{}]");
        assertThat(problem(owner.get(STATION + "/frames?from=yesterday", id), 400)).isEqualTo("bad_request");
        assertThat(problem(Rest.as(Rest.DRIVER, port).get(STATION + "/frames", id), 403)).isEqualTo("forbidden");
    }

    @Test
    void areDescribedInOpenApi() {
        JsonNode paths = json(owner.get("/v3/api-docs"), 200).path("paths");

        assertThat(paths.path("/api/v1/stations/{id}/commands/{name}").has("post")).isTrue();
        assertThat(paths.path("/api/v1/stations/{id}/frames").has("get")).isTrue();
        assertThat(paths.path("/api/v1/tasks/{id}").has("get")).isTrue();
    }

    private Rest waiting() { return owner.with("Prefer", "wait=15"); }

    private String taskStage(JsonNode task) {
        return json(owner.get("/api/v1/tasks/{id}", task.path("id").asString()), 200).path("stage").asString();
    }

    private String field(String path, String body) {
        JsonNode problem = json(owner.post(path, body, id), 400);
        assertThat(problem.path("fields")).hasSize(1);
        return problem.path("fields").path(0).path("field").asString();
    }
}
