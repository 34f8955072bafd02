package io.wattline.csms.command;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "SendLocalList|send-local-list|{'version':1,'updateType':'full','entries':[]}",
            "SetChargingProfile|set-charging-profile|{'evse':1,'profile':{'purpose':'TxDefaultProfile','kind':'Absolute','stackLevel':1,"
                    + "'schedules':[{'unit':'A','start':'2026-01-01T00:00:00Z','periods':[{'startSeconds':0,'limit':16}]}]}}"})
    void anActionThatAStationSaysItDoesNotSupportIsNotAskedAgain(String action, String command, String body) {
        try (var one = station("A", "1.0"); var two = station("B", "1.0")) {
            one.answering("GetConfiguration", "{}").answering(action, "{'status':'NotSupported'}");
            two.answering("GetConfiguration", "{}");
            assertThat(command("A", command, body).path("result").asString()).isEqualTo("Unsupported");

            JsonNode task = command("B", command, body);

            assertThat(task.path("error").asString()).contains("do not support " + action + ", learnt on 20");
            assertThat(status("A", action)).isEqualTo("unsupported");
            one.calls("BootNotification", boot("2.0"));
            assertThat(status("A", action)).isEqualTo("unknown");
        }
    }

    @Test
    void aMessageThatCannotBeTriggeredSaysNothingOfOthers() {
        try (var one = station("A", "1.0")) {
            one.answering("TriggerMessage", "{'status':'NotImplemented'}");
            command("A", "trigger-message", "{'requestedMessage':'DiagnosticsStatusNotification'}");
            one.answering("TriggerMessage", "{'status':'Accepted'}");

            JsonNode again = command("A", "trigger-message", "{'requestedMessage':'DiagnosticsStatusNotification'}");
            JsonNode other = command("A", "trigger-message", "{'requestedMessage':'Heartbeat'}");

            assertThat(again.path("error").asString()).contains("do not support TriggerMessage DiagnosticsStatusNotification, learnt on");
            assertThat(other.path("result").asString()).isEqualTo("Accepted");
            assertThat(status("A", "TriggerMessage")).isEqualTo("supported");
            assertThat(details("A", "TriggerMessage")).containsExactly("DiagnosticsStatusNotification unsupported", "Heartbeat supported");
        }
    }

    @Test
    void aConnectorThatCannotBeUnlockedSaysNothingOfOthers() {
        try (var one = station("A", "1.0")) {
            one.answering("UnlockConnector", "{'status':'NotSupported'}");
            command("A", "unlock-connector", "{'evse':1}");

            assertThat(command("A", "unlock-connector", "{'evse':1}").path("error").asString()).contains("UnlockConnector 1, learnt on");
            assertThat(command("A", "unlock-connector", "{'evse':2}").path("error").asString()).doesNotContain("learnt");
            assertThat(status("A", "UnlockConnector")).isEqualTo("supported");
            assertThat(status("A", "Reset")).isEqualTo("unknown");
        }
    }

    @Test
    void aRawCallIsSentWhateverIsKnown() {
        try (var one = station("A", "1.0")) {
            one.refusing("ClearCache", "NotImplemented");
            clearCache("A", "");
            one.answering("ClearCache", "{'status':'Accepted'}");

            assertThat(raw("A", "ClearCache", "{}").path("result").asString()).isEqualTo("Accepted");

            assertThat(status("A", "ClearCache")).isEqualTo("supported");
        }
    }

    @Test
    void aKeyOrAVendorThatIsUnknownSaysNothingOfTheAction() {
        try (var one = station("A", "1.0")) {
            one.answering("ChangeConfiguration", "{'status':'NotSupported'}");
            one.answering("DataTransfer", "{'status':'UnknownVendorId'}");

            raw("A", "ChangeConfiguration", "{'key':'Nothing','value':'1'}");
            raw("A", "DataTransfer", "{'vendorId':'Nobody'}");

            assertThat(status("A", "ChangeConfiguration")).isEqualTo("supported");
            assertThat(status("A", "DataTransfer")).isEqualTo("supported");
        }
    }

    private JsonNode raw(String name, String action, String request) {
        return json(owner.post(STATION + "/ocpp/" + action, request, id(name)), 200);
    }

    private List<String> details(String name, String action) {
        return item(name, action).path("details").valueStream()
                .map(each -> each.path("detail").asString() + " " + each.path("status").asString()).toList();
    }

    private JsonNode clearCache(String name, String query) { return command(name, "clear-cache" + query, "{}"); }

    private JsonNode command(String name, String command, String body) {
        return json(owner.post(STATION + "/commands/" + command, body, id(name)), 200);
    }

    private String status(String name, String action) { return item(name, action).path("status").asString(); }

    private JsonNode item(String name, String action) {
        JsonNode items = json(owner.get(STATION + "/capabilities", id(name)), 200).path("items");
        return items.valueStream().filter(item -> item.path("action").asString().equals(action)).findFirst().orElseThrow();
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
