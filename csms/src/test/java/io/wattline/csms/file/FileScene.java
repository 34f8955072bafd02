package io.wattline.csms.file;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A station that takes every job, the owner of its account and the file server between them, all of it over the wire. */
@CsmsTest
abstract class FileScene {
    static final String STATION = "/api/v1/stations/{id}";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> BOOTS = Map.of("ocpp1.6", "{'chargePointVendor':'V','chargePointModel':'M'}", "ocpp2.0.1",
            "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    String id;
    Rest owner;
    ConnectedStation station;

    @BeforeEach
    void arrive() {
        owner = Rest.as(Rest.OWNER, port);
        connect("ocpp1.6");
    }

    @AfterEach
    void leave() {
        station.close();
        http.close();
    }

    /** A new station that speaks this, instead of the one before. */
    void connect(String subprotocol) {
        if (station != null) station.close();
        id = "FILE-" + UUID.randomUUID();
        station = new ConnectedStation(port, id, subprotocol);
        station.calls("BootNotification", BOOTS.get(subprotocol));
        boolean old = subprotocol.equals("ocpp1.6");
        station.answering("GetDiagnostics", "{'fileName':'diag.zip'}").answering("UpdateFirmware", old ? "{}" : "{'status':'Accepted'}")
                .answering("SignedUpdateFirmware", "{'status':'Accepted'}").answering("GetLog", "{'status':'Accepted','filename':'s.log'}");
    }

    /** A task as REST showed it, and what the station was asked by it. */
    record Asked(JsonNode task, JsonNode request) {
        String location() { return request.path("location").asString(); }
    }

    /** Gives a named command, which the station gets as this action. */
    Asked ask(String command, String action, String body) {
        JsonNode task = json(owner.with("Prefer", "wait=10").post(STATION + "/commands/" + command, body, id), 200);
        return new Asked(task, JSON.readTree(station.nextCallOf(action)));
    }

    Asked diagnostics(String body) { return ask("get-diagnostics", "GetDiagnostics", body); }

    Asked update(String body) { return ask("update-firmware", "UpdateFirmware", body); }

    /** Sends an OCPP payload as it is. */
    JsonNode raw(String action, String payload) {
        return json(owner.with("Prefer", "wait=10").post(STATION + "/ocpp/" + action, payload, id), 200);
    }

    JsonNode awaitStage(JsonNode task, String stage) {
        await().untilAsserted(() -> assertThat(task(task).path("stage").asString()).isEqualTo(stage));
        return task(task);
    }

    JsonNode task(JsonNode task) { return json(owner.get("/api/v1/tasks/{id}", task.path("id").asString()), 200); }

    /** The station's newest. */
    JsonNode job() { return json(owner.get(STATION + "/jobs", id), 200).path("items").path(0); }

    JsonNode onlyFile() {
        JsonNode files = json(owner.get(STATION + "/files", id), 200).path("items");
        assertThat(files).hasSize(1);
        return files.path(0);
    }

    String content(String file) {
        return new String(owner.get(STATION + "/files/" + file, id).expectStatus().isOk().expectBody().returnResult()
                .getResponseBodyContent(), StandardCharsets.UTF_8);
    }

    int put(String address, String content) throws IOException, InterruptedException {
        return put(address, content.getBytes(StandardCharsets.UTF_8));
    }

    int put(String address, byte[] content) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.ofByteArray(content))).statusCode();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
