package io.wattline.csms.command;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The station is not there, so a command that is allowed fails with {@code charger_offline}. */
@CsmsTest
class DestructiveCommandsTest {
    private static final String HARD = "{'type':'hard'}";
    private static final List<String> DESTRUCTIVE = List.of("ocpp/Reset {'type':'Hard'}", "ocpp/Reset {'type':'Immediate'}",
            "ocpp/Reset {'type':'\\u0048ard'}", "ocpp/UpdateFirmware {}", "ocpp/SignedUpdateFirmware {}", "ocpp/PublishFirmware {}",
            "ocpp/InstallCertificate {}", "ocpp/DeleteCertificate {}", "ocpp/SetNetworkProfile {}",
            "ocpp/ChangeConfiguration {'key':'AuthorizationKey','value':'0011'}",
            "ocpp/SetVariables {'setVariableData':[{'attributeValue':'1','component':{'name':'SecurityCtrlr'},'variable':{'name':'SecurityProfile'}}]}",
            "commands/reset {'type':'hard'}", "commands/set-network-profile {}",
            "commands/update-firmware {'location':'http://files.example/x'}",
            "commands/change-configuration {'key':'SecurityProfile','value':'3'}");
    private static final List<String> ORDINARY = List.of("ocpp/Reset {'type':'Soft'}", "commands/reset {'type':'soft'}",
            "commands/clear-cache {}", "commands/unlock-connector {'evse':1}", "commands/change-availability {'operative':false}",
            "commands/change-configuration {'key':'HeartbeatInterval','value':'60'}");

    @LocalServerPort
    private int port;
    private Rest owner;
    private String station;

    @BeforeEach
    void aStation() {
        owner = Rest.as(Rest.OWNER, port);
        station = "destr-" + UUID.randomUUID().toString().substring(0, 8);
        json(owner.post("/api/v1/stations", "{'id':'" + station + "'}"), 201);
    }

    @Test
    void whoOnlyOperatesStationsDoesThemNoLastingHarm() {
        Rest operator = user("'ReadChargingStations','OperateStations'");

        assertThat(DESTRUCTIVE).allSatisfy(command -> assertThat(problem(send(operator, command), 403)).isEqualTo("forbidden"));
        assertThat(ORDINARY).allSatisfy(command -> assertThat(problem(send(operator, command), 503)).isEqualTo("charger_offline"));
    }

    @Test
    void whoManagesStationsMayAsBefore() {
        Rest manager = user("'ReadChargingStations','ManageChargingStations'");

        assertThat(problem(send(manager, "commands/reset " + HARD), 503)).isEqualTo("charger_offline");
    }

    @Test
    void anApiKeyNeedsTheScopeEvenWhenItManagesStations() {
        Rest manages = key("'ReadChargingStations','OperateStations','ManageChargingStations'");
        Rest destroys = key("'ReadChargingStations','OperateStations','ManageChargingStations','SendDestructiveCommands'");

        assertThat(DESTRUCTIVE).allSatisfy(command -> assertThat(problem(send(manages, command), 403)).isEqualTo("forbidden"));
        assertThat(problem(manages.delete("/api/v1/stations/{id}", station), 403)).isEqualTo("forbidden");
        assertThat(problem(send(destroys, "commands/reset " + HARD), 503)).isEqualTo("charger_offline");
        destroys.delete("/api/v1/stations/{id}", station).expectStatus().isNoContent();
    }

    @Test
    void manyStationsAreNoWayAround() {
        Rest operator = user("'ReadChargingStations','OperateStations'");

        JsonNode order = json(operator.post("/api/v1/commands/reset", "{'type':'hard','stationIds':['" + station + "']}"), 202);

        assertThat(order.toString()).contains("SendDestructiveCommands");
        assertThat(
                problem(owner.with("Confirm", "").post("/api/v1/commands/reset", "{'type':'hard','stationIds':['" + station + "']}"), 428))
                .isEqualTo("confirmation_required");
        json(owner.with("Confirm", "1 stations").post("/api/v1/commands/reset", "{'type':'hard','stationIds':['" + station + "']}"), 202);
    }

    @Test
    void whoSendsTheHeaderHasToTypeTheStation() {
        ResponseSpec asked = send(owner.with("Confirm", ""), "commands/reset " + HARD);

        JsonNode problem = json(asked, 428);
        assertThat(problem.get("code").asString()).isEqualTo("confirmation_required");
        assertThat(problem.get("confirm").asString()).isEqualTo(station);
        assertThat(problem.get("detail").asString()).contains("Running sessions are cut off", "type " + station);
        assertThat(problem(send(owner.with("Confirm", "CP1"), "commands/reset " + HARD), 428)).isEqualTo("confirmation_required");
        assertThat(problem(send(owner.with("Confirm", station), "commands/reset " + HARD), 503)).isEqualTo("charger_offline");
        assertThat(problem(send(owner.with("Confirm", ""), "commands/reset {'type':'soft'}"), 503)).isEqualTo("charger_offline");
        assertThat(problem(owner.with("Confirm", "").delete("/api/v1/stations/{id}", station), 428)).isEqualTo("confirmation_required");
        owner.with("Confirm", station).delete("/api/v1/stations/{id}", station).expectStatus().isNoContent();
    }

    @Test
    void anAccountCanAskForItOfEveryUser() {
        Rest nordic = Rest.as(Rest.NORDIC, port);
        assertThat(json(nordic.get("/api/v1/accounts/nordic"), 200).get("confirmDestructive").asBoolean()).isFalse();
        json(nordic.patch("/api/v1/accounts/nordic", "{'confirmDestructive':true}"), 200);
        try {
            assertThat(problem(nordic.post("/api/v1/stations/NCP1/commands/reset", HARD), 428)).isEqualTo("confirmation_required");
            assertThat(problem(nordic.post("/api/v1/stations/NCP1/commands/reset", "{'type':'soft'}"), 503)).isEqualTo("charger_offline");
        } finally {
            json(nordic.patch("/api/v1/accounts/nordic", "{'confirmDestructive':false}"), 200);
        }
    }

    private ResponseSpec send(Rest caller, String command) {
        String[] words = command.split(" ", 2);
        return caller.post("/api/v1/stations/" + station + "/" + words[0], words[1]);
    }

    private Rest user(String permissions) {
        String email = UUID.randomUUID() + "@destructive.example";
        json(owner.post("/api/v1/users",
                "{'email':'" + email + "','name':'N','password':'a-good-secret','permissions':[" + permissions + "]}"), 201);
        return Rest.anonymous(port).signedIn(email, "a-good-secret");
    }

    private Rest key(String permissions) {
        return Rest.anonymous(port).bearing(
                json(owner.post("/api/v1/api-keys", "{'name':'k','permissions':[" + permissions + "]}"), 201).get("key").asString());
    }
}
