package io.wattline.csms.welcome;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class BootPolicyTest {
    private static final String BOOT_16 = "{'chargePointVendor':'V','chargePointModel':'M'}";
    private static final String BOOT_2 = "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}";
    private static final String STATUS_2 = "{'timestamp':'2026-01-01T10:00:00Z','connectorStatus':'Available','evseId':1,'connectorId':1}";

    @LocalServerPort
    private int port;
    private Rest nordic;
    private String id;

    @BeforeEach
    void signIn() {
        nordic = Rest.as(Rest.NORDIC, port);
        id = "BOOT-" + UUID.randomUUID();
    }

    @AfterEach
    void asItWas() { account("{'unknownStationPolicy':'refuse','bootPolicy':'accepted','bootRetrySeconds':60}"); }

    @Test
    void anUnknownStationMayComeInAndWaitUntilAnOperatorAcceptsIt() {
        account("{'unknownStationPolicy':'pending','bootRetrySeconds':100}");
        try (var station = connect("ocpp2.0.1").answering("TriggerMessage", "{'status':'Accepted'}")) {
            JsonNode answer = station.calls("BootNotification", BOOT_2);
            assertThat(answer.path("status").asString()).isEqualTo("Pending");
            assertThat(answer.path("interval").intValue()).isBetween(80, 120);
            assertThat(station.calls("StatusNotification", STATUS_2).asString()).isEqualTo("SecurityError");
            assertThat(shown().path("bootStatus").asString()).isEqualTo("Pending");
            assertThat(shown().path("accepted").asBoolean()).isFalse();

            json(nordic.patch("/api/v1/stations/{id}", "{'accepted':true}", id), 200);

            assertThat(station.nextCall()).contains("TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}");
            assertThat(station.calls("BootNotification", BOOT_2).path("status").asString()).isEqualTo("Accepted");
            assertThat(station.calls("StatusNotification", STATUS_2).isEmpty()).isTrue();
            assertThat(shown().path("connectors")).hasSize(1);
        }
    }

    @Test
    void aStationThatWasAcceptedIsServedWithoutBootingAgain() {
        account("{'unknownStationPolicy':'pending'}");
        connect("ocpp2.0.1").close();
        json(nordic.patch("/api/v1/stations/{id}", "{'accepted':true}", id), 200);

        try (var station = connect("ocpp2.0.1")) {
            assertThat(station.calls("StatusNotification", STATUS_2).isEmpty()).isTrue();
        }
    }

    @Test
    void anAccountMayLetItsKnownStationsWaitOrTurnThemAway() {
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);

        assertThat(answerToBoot("{'bootPolicy':'pending'}")).isEqualTo("Pending");
        assertThat(answerToBoot("{'bootPolicy':'rejected'}")).isEqualTo("Rejected");
        json(nordic.patch("/api/v1/stations/{id}", "{'accepted':true}", id), 200);
        assertThat(answerToBoot("{'bootPolicy':'rejected'}")).isEqualTo("Accepted");
        json(nordic.patch("/api/v1/stations/{id}", "{'accepted':false}", id), 200);
        assertThat(answerToBoot("{'bootPolicy':'accepted'}")).isEqualTo("Pending");
        json(nordic.patch("/api/v1/stations/{id}", "{'accepted':null}", id), 200);
        assertThat(answerToBoot("{'bootPolicy':'accepted'}")).isEqualTo("Accepted");
    }

    private String answerToBoot(String policy) {
        account(policy);
        try (var station = connect("ocpp1.6")) {
            return station.calls("BootNotification", BOOT_16).path("status").asString();
        }
    }

    private ConnectedStation connect(String subprotocol) { return new ConnectedStation(port, id + "/nordic", subprotocol); }

    private JsonNode shown() { return json(nordic.get("/api/v1/stations/{id}", id), 200); }

    private void account(String change) { json(nordic.patch("/api/v1/accounts/nordic", change), 200); }
}
