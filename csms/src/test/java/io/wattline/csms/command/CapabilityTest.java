package io.wattline.csms.command;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class CapabilityTest {
    private static final String STATION = "/api/v1/stations/{id}";

    @LocalServerPort
    private int port;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port).with("Prefer", "wait=15"); }

    @Test
    void whatAStationDoesNotSupportIsNotAskedAgainOfAnyLikeIt() {
        try (var one = station("A", "1.0"); var two = station("B", "1.0")) {
            one.refusing("ClearCache", "NotImplemented");
            two.answering("ClearCache", "{'status':'Accepted'}");
            assertThat(clearCache("A", "").path("result").asString()).isEqualTo("Unsupported");

            JsonNode task = clearCache("B", "");

            assertThat(task.path("result").asString()).isEqualTo("Unsupported");
            assertThat(task.path("error").asString()).contains("ClearCache, learnt on 20");
            assertThat(two.hasCalls()).isFalse();
            assertThat(status("B", "ClearCache")).isEqualTo("unsupported");
        }
    }

    @Test
    void whoInsistsIsHeardAndWhatTheStationSaysThenCounts() {
        try (var one = station("A", "1.0")) {
            one.refusing("ClearCache", "NotSupported");
            clearCache("A", "");
            one.answering("ClearCache", "{'status':'Accepted'}");

            assertThat(clearCache("A", "?force=true").path("result").asString()).isEqualTo("Accepted");

            assertThat(clearCache("A", "").path("result").asString()).isEqualTo("Accepted");
            assertThat(status("A", "ClearCache")).isEqualTo("supported");
        }
    }

    @Test
    void anotherFirmwareIsANewBeginning() {
        try (var one = station("A", "1.0")) {
            one.refusing("ClearCache", "NotImplemented");
            clearCache("A", "");
            one.calls("BootNotification", boot("2.0"));
            one.answering("ClearCache", "{'status':'Rejected'}");

            assertThat(status("A", "ClearCache")).isEqualTo("unknown");
            assertThat(clearCache("A", "").path("result").asString()).isEqualTo("Rejected");
            assertThat(status("A", "ClearCache")).isEqualTo("supported");
        }
    }

    @Test
    void anAnswerThatDeclinesOneThingSaysNothingOfTheAction() {
        try (var one = station("A", "1.0")) {
            one.answering("UnlockConnector", "{'status':'NotSupported'}");
            json(owner.post(STATION + "/ocpp/UnlockConnector", "{'connectorId':1}", id("A")), 200);

            assertThat(status("A", "UnlockConnector")).isEqualTo("supported");
            assertThat(status("A", "Reset")).isEqualTo("unknown");
        }
    }

    private JsonNode clearCache(String name, String query) {
        return json(owner.post(STATION + "/commands/clear-cache" + query, "{}", id(name)), 200);
    }

    private String status(String name, String action) {
        JsonNode items = json(owner.get(STATION + "/capabilities", id(name)), 200).path("items");
        return items.valueStream().filter(item -> item.path("action").asString().equals(action)).map(item -> item.path("status").asString())
                .findFirst().orElseThrow();
    }

    private ConnectedStation station(String name, String firmware) {
        var station = new ConnectedStation(port, id(name), "ocpp1.6");
        station.calls("BootNotification", boot(firmware));
        return station;
    }

    private String boot(String firmware) {
        return "{'chargePointVendor':'V','chargePointModel':'" + mark + "','firmwareVersion':'" + firmware + "'}";
    }

    private String id(String name) { return "CAN-" + mark + "-" + name; }
}
