package io.wattline.csms.station;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.ws.RawStation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** X44: a password that a station takes over the wire is valid from then on, and the one before until the station uses the new one. */
@CsmsTest
class PasswordExchangeTest {
    private static final String OLD = "sesame before 4711";
    private static final String NEW = "sesame after 081516";

    @LocalServerPort
    private int port;
    private final String id = "PW-" + UUID.randomUUID().toString().substring(0, 8);
    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port); }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "ocpp1.6;commands/change-configuration;{'key':'AuthorizationKey','value':'$new'};{'status':'Accepted'}",
            "ocpp1.6;ocpp/ChangeConfiguration;{'key':'authorizationkey','value':'$new'};{'status':'RebootRequired'}",
            "ocpp2.0.1;commands/set-variables;{'variables':[{'component':'SecurityCtrlr','variable':'BasicAuthPassword','value':'$new'}]};"
                    + "{'setVariableResult':[{'attributeStatus':'Accepted','component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}}]}",
            "ocpp2.1;ocpp/SetVariables;{'setVariableData':[{'attributeValue':'$new','component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}}]};"
                    + "{'setVariableResult':[{'attributeStatus':'Accepted','component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}}]}"})
    void whatTheStationTakesIsExchangedAndNobodyReadsIt(String protocol, String route, String body, String answer) {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'" + OLD + "'}"), 201);
        String task;
        try (var station = comes(protocol, OLD)) {
            task = answers(station, route, body, answer);
        }

        letsIn(protocol, OLD);
        letsIn(protocol, NEW);
        isRefused(protocol, OLD);
        letsIn(protocol, NEW);
        assertThat(json(owner.get("/api/v1/tasks/{id}", task), 200).toString()).contains("***").doesNotContain(NEW);
        await().untilAsserted(() -> assertThat(frames()).contains("***"));
        assertThat(frames()).doesNotContain(NEW);
        assertThat(json(owner.get("/api/v1/stations/{id}/variables", id), 200).toString()).doesNotContain(NEW);
    }

    @Test
    void whatTheStationRejectsChangesNothing() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'" + OLD + "'}"), 201);
        try (var station = comes("ocpp1.6", OLD)) {
            answers(station, "commands/change-configuration", "{'key':'AuthorizationKey','value':'$new'}", "{'status':'Rejected'}");
        }

        isRefused("ocpp1.6", NEW);
        letsIn("ocpp1.6", OLD);
    }

    @Test
    void anExchangeThatAnOperatorAnnouncedFirstIsTheSame() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'" + OLD + "'}"), 201);
        json(owner.patch("/api/v1/stations/{id}", "{'newPassword':'" + NEW + "'}", id), 200);
        try (var station = comes("ocpp1.6", OLD)) {
            answers(station, "commands/change-configuration", "{'key':'AuthorizationKey','value':'$new'}", "{'status':'Accepted'}");
        }

        letsIn("ocpp1.6", OLD);
        letsIn("ocpp1.6", NEW);
        isRefused("ocpp1.6", OLD);
    }

    @Test
    void aStationThatHadNoneComesInWithoutOneUntilItUsesItsFirst() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        try (var station = RawStation.connected(port, "/ocpp/" + id, "ocpp1.6")) {
            answers(station, "commands/change-configuration", "{'key':'AuthorizationKey','value':'$new'}", "{'status':'Accepted'}");
        }

        RawStation.connected(port, "/ocpp/" + id, "ocpp1.6").close();
        letsIn("ocpp1.6", NEW);
        try (var station = RawStation.connect(port, "/ocpp/" + id, "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(station.status).isEqualTo(401);
        }
    }

    @Test
    void anAuthorizationKeyInHexIsPresentedAsTextOrAsItsBytes() {
        String key = HexFormat.of().withUpperCase().formatHex(NEW.getBytes(StandardCharsets.UTF_8));
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        try (var station = RawStation.connected(port, "/ocpp/" + id, "ocpp1.6")) {
            answers(station, "commands/change-configuration", "{'key':'AuthorizationKey','value':'" + key + "'}", "{'status':'Accepted'}");
        }

        letsIn("ocpp1.6", key);
        letsIn("ocpp1.6", key.toLowerCase(java.util.Locale.ROOT));
        letsIn("ocpp1.6", NEW);
        isRefused("ocpp1.6", OLD);
    }

    /** Gives the command, answers its CALL, and returns the id of its task once that is answered. */
    private String answers(RawStation station, String route, String body, String answer) {
        JsonNode task = json(owner.post("/api/v1/stations/{id}/" + route, body.replace("$new", NEW), id), 202);
        String call = station.hears();
        station.sends("[3," + call.split(",")[1] + "," + answer + "]");
        String taskId = task.get("id").asString();
        await().until(() -> json(owner.get("/api/v1/tasks/{id}", taskId), 200).get("stage").asString(""), stage -> !stage.equals("sent")
                && !stage.equals("queued"));
        return taskId;
    }

    private void letsIn(String protocol, String password) { comes(protocol, password).close(); }

    private void isRefused(String protocol, String password) {
        try (var station = attempt(protocol, password)) {
            assertThat(station.status).isEqualTo(401);
        }
    }

    private RawStation comes(String protocol, String password) {
        var station = attempt(protocol, password);
        assertThat(station.status).isEqualTo(101);
        await().until(() -> json(owner.get("/api/v1/stations/{id}", id), 200).get("online").asBoolean());
        return station;
    }

    private RawStation attempt(String protocol, String password) {
        String credentials = Base64.getEncoder().encodeToString((id + ":" + password).getBytes(StandardCharsets.UTF_8));
        return RawStation.connect(port, "/ocpp/" + id, "Sec-WebSocket-Protocol: " + protocol, "Authorization: Basic " + credentials);
    }

    private String frames() { return json(owner.get("/api/v1/stations/{id}/frames", id), 200).toString(); }
}
