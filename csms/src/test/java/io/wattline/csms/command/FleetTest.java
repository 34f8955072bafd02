package io.wattline.csms.command;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class FleetTest {
    private static final String TASKS = "/api/v1/tasks?limit=500&batchId=";

    @LocalServerPort
    private int port;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port); }

    @Test
    void eachStationGetsATaskAndWhatIsNoneGetsAProblem() {
        try (var one = station("A", "ocpp1.6"); var two = station("B", "ocpp2.0.1")) {
            JsonNode order = json(owner.post("/api/v1/commands/clear-cache",
                    "{'stationIds':['" + id("A") + "','NCP1','no such?','" + id("B") + "']}"), 202);

            assertThat(one.nextCall()).contains("\"ClearCache\",{}");
            assertThat(two.nextCall()).contains("\"ClearCache\",{}");
            assertThat(order.path("items")).hasSize(4);
            assertThat(order.path("items").path(0).path("stationId").asString()).isEqualTo(id("A"));
            assertThat(order.path("items").path(0).path("taskId").isString()).isTrue();
            for (int unknown : List.of(1, 2)) {
                assertThat(order.path("items").path(unknown).path("problem").path("code").asString()).isEqualTo("unknown_station");
                assertThat(order.path("items").path(unknown).has("taskId")).isFalse();
            }
            JsonNode tasks = json(owner.get(TASKS + order.path("batchId").asString()), 200);
            assertThat(tasks.path("items").valueStream().map(task -> task.path("stationId").asString())).containsExactlyInAnyOrder(id("A"),
                    id("B"));
        }
    }

    @Test
    void whoWaitsHearsWhatEachStationSaid() {
        try (var one = station("A", "ocpp1.6"); var two = station("B", "ocpp1.6")) {
            one.answering("Reset", "{'status':'Accepted'}");
            two.answering("Reset", "{'status':'Rejected'}");

            JsonNode order = json(owner.with("Prefer", "wait=15").post("/api/v1/commands/reset",
                    "{'type':'soft','stationIds':['" + id("A") + "','" + id("B") + "']}"), 200);

            assertThat(order.path("items").path(0).path("task").path("result").asString()).isEqualTo("Accepted");
            assertThat(order.path("items").path(1).path("task").path("result").asString()).isEqualTo("Rejected");
        }
    }

    @Test
    void aFilterMeansThoseThatMatchIt() {
        station("C", "ocpp1.6").close();
        try (var one = station("A", "ocpp1.6"); var two = station("B", "ocpp2.0.1")) {
            await().untilAsserted(
                    () -> assertThat(json(owner.get("/api/v1/stations/{id}", id("C")), 200).path("online").asBoolean()).isFalse());

            JsonNode order = json(owner.post("/api/v1/commands/clear-cache", "{'filter':{'online':true,'q':'" + mark + "'}}"), 202);

            assertThat(order.path("items").valueStream().map(item -> item.path("stationId").asString())).containsExactly(id("A"), id("B"));
            assertThat(one.nextCall()).contains("ClearCache");
            assertThat(two.nextCall()).contains("ClearCache");
        }
    }

    @Test
    void aRawPayloadGoesToAllAsItIsAndIsJudgedByTheVersionOfEach() {
        try (var one = station("A", "ocpp1.6"); var two = station("B", "ocpp2.0.1")) {
            JsonNode order = json(owner.post("/api/v1/ocpp/TriggerMessage",
                    "{'requestedMessage':'TransactionEvent','stationIds':['" + id("A") + "','" + id("B") + "']}"), 202);

            assertThat(order.path("items").path(0).path("problem").path("code").asString()).isEqualTo("bad_request");
            assertThat(two.nextCall()).endsWith("\"TriggerMessage\",{\"requestedMessage\":\"TransactionEvent\"}]");
            assertThat(json(owner.get("/api/v1/tasks?stationId=" + id("A")), 200).path("items")).isEmpty();
            assertThat(one.hasCalls()).isFalse();
        }
    }

    @Test
    void theSameKeyGivesTheSameTasks() {
        try (var one = station("A", "ocpp1.6")) {
            Rest once = owner.with("Idempotency-Key", UUID.randomUUID().toString());
            String body = "{'stationIds':['" + id("A") + "']}";

            JsonNode first = json(once.post("/api/v1/commands/clear-cache", body), 202);
            JsonNode second = json(once.post("/api/v1/commands/clear-cache", body), 202);

            assertThat(second).isEqualTo(first);
            assertThat(one.nextCall()).contains("ClearCache");
        }
    }

    @Test
    void moreStationsThanAreAskedAtOnceAreAllAsked() {
        String many = String.join(",", IntStream.range(0, 40).mapToObj(n -> "'" + id("N" + n) + "'").toList());
        json(owner.post("/api/v1/stations",
                "[" + String.join(",", IntStream.range(0, 40).mapToObj(n -> "{'id':'" + id("N" + n) + "'}").toList()) + "]"), 201);

        JsonNode order = json(owner.with("Prefer", "wait=15").post("/api/v1/commands/clear-cache", "{'stationIds':[" + many + "]}"), 200);

        assertThat(order.path("items")).hasSize(40);
        assertThat(order.path("items")).allSatisfy(item -> {
            assertThat(item.path("task").path("stage").asString()).isEqualTo("failed");
            assertThat(item.path("task").path("result").asString()).isEqualTo("Unreachable");
        });
    }

    @Test
    void refusesWhatMakesNoSenseBeforeAnythingIsStored() {
        assertThat(problem(owner.post("/api/v1/commands/clear-cache", "{}"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/commands/clear-cache", "{'stationIds':[]}"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/commands/clear-cache", "{'filter':{'colour':'red'}}"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/commands/clear-cache", "{'filter':{},'stationIds':['CP1']}"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/commands/reset", "{'stationIds':['CP1']}"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/commands/dance", "{'stationIds':['CP1']}"), 404)).isEqualTo("unknown_command");
        assertThat(problem(Rest.as(Rest.DRIVER, port).post("/api/v1/commands/clear-cache", "{'stationIds':['CP1']}"), 403))
                .isEqualTo("forbidden");
    }

    private ConnectedStation station(String name, String subprotocol) {
        var station = new ConnectedStation(port, id(name), subprotocol);
        station.calls("BootNotification", subprotocol.equals("ocpp1.6")
                ? "{'chargePointVendor':'V','chargePointModel':'M'}"
                : "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
        return station;
    }

    private String id(String name) { return "FLEET-" + mark + "-" + name; }
}
