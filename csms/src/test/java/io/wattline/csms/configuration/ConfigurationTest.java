package io.wattline.csms.configuration;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.Rest;
import io.wattline.csms.command.StationScene;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigurationTest extends StationScene {
    private static final String WANTED = STATION + "/variables/wanted";

    ConfigurationTest() { super("ocpp2.0.1"); }

    @Test
    void driftIsWhatIsWantedAndNotSo() {
        report(1, "A", "B", "C");

        want("[" + wanted("A", "1") + "," + wanted("B", "2") + "," + wanted("New", "3") + "]");

        assertThat(drifted()).containsExactly("B", "New");
        JsonNode b = variable("B");
        assertThat(b.path("value").asString()).isEqualTo("1");
        assertThat(b.path("wanted").asString()).isEqualTo("2");
        assertThat(b.path("drift").asBoolean()).isTrue();
        assertThat(variable("A").path("drift").asBoolean()).isFalse();
        assertThat(variable("C").path("wanted").isNull()).isTrue();
    }

    @Test
    void truthHasOneSpelling() {
        station.calls("NotifyReport", "{'requestId':1,'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','reportData':[{" + inside("Enabled")
                + ",'variableAttribute':[{'value':'True'}]}]}");

        want(wanted("Enabled", "true"));

        assertThat(drifted()).isEmpty();
    }

    @Test
    void whatHasDriftedIsSetAndThenIsAsWanted() {
        report(1, "A", "B");
        want("[" + wanted("A", "2") + "," + wanted("B", "1") + "]");
        station.answering("SetVariables", "{'setVariableResult':[{'attributeStatus':'Accepted'," + inside("A") + "}]}");

        JsonNode tasks = json(owner.post(STATION + "/variables/apply", "{}", id), 202).path("items");

        assertThat(tasks.size()).isEqualTo(1);
        assertThat(tasks.path(0).path("command").asString()).isEqualTo("set-variables");
        assertThat(station.nextCall()).contains("\"attributeValue\":\"2\"").doesNotContain("\"B\"");
        await().untilAsserted(() -> assertThat(drifted()).isEmpty());
        assertThat(json(owner.post(STATION + "/variables/apply", "{}", id), 202).path("items").size()).isZero();
    }

    @Test
    void noMoreVariablesAreSentAtOnceThanTheStationTakes() {
        station.calls("NotifyReport", "{'requestId':1,'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','reportData':[{"
                + "'component':{'name':'DeviceDataCtrlr'},'variable':{'name':'ItemsPerMessage','instance':'SetVariables'},"
                + "'variableAttribute':[{'value':'2'}]}]}");
        want("[" + wanted("A", "1") + "," + wanted("B", "2") + "," + wanted("C", "3") + "]");

        JsonNode tasks = json(owner.post(STATION + "/variables/apply", "{}", id), 202).path("items");

        assertThat(tasks.size()).isEqualTo(1);
        assertThat(station.replies("{'setVariableResult':[" + set("A") + "," + set("B") + "]}"))
                .doesNotContain("\"C\"},\"variable\":{\"name\":\"C\"");
        assertThat(station.replies("{'setVariableResult':[" + set("C") + "]}")).contains("\"attributeValue\":\"3\"");
        await().untilAsserted(() -> assertThat(drifted()).isEmpty());
    }

    @Test
    void whoPrefersToWaitSeesWhatCameOfEach() {
        speaks("ocpp1.6").answering("ChangeConfiguration", ACCEPTED);
        want("[" + key("HeartbeatInterval", "60") + "," + key("MeterValueSampleInterval", "30") + "]");

        JsonNode tasks = json(owner.with("Prefer", "wait=10").post(STATION + "/variables/apply", "{}", id), 200).path("items");

        assertThat(tasks.valueStream()).extracting(task -> task.path("stage").asString(), task -> task.path("result").asString())
                .containsExactly(tuple("answered", "Accepted"), tuple("answered", "Accepted"));
        assertThat(drifted()).isEmpty();
        assertThat(json(owner.with("Prefer", "wait=10").post(STATION + "/variables/apply", "{}", id), 200).path("items").size()).isZero();
    }

    @Test
    void manyKeysWaitForEachOther() {
        speaks("ocpp1.6").answering("ChangeConfiguration", ACCEPTED);
        want("[" + IntStream.range(0, 40).mapToObj(n -> key("Key" + n, "1")).collect(Collectors.joining(",")) + "]");

        json(owner.with("Prefer", "wait=10").post(STATION + "/variables/apply", "{}", id), 200);

        assertThat(drifted()).isEmpty();
    }

    @Test
    void ofMeasurandsTheStationGetsThoseThatItKnowsAndTheRestStaysDrift() {
        speaks("ocpp1.6");
        want(key("MeterValuesSampledData", "SoC,Voltage"));
        json(owner.post(STATION + "/variables/apply", "{}", id), 202);

        assertThat(station.replies("{'status':'Rejected'}")).contains("\"SoC,Voltage\"");
        assertThat(station.replies("{'status':'Rejected'}")).contains("\"SoC\"");
        assertThat(station.replies(ACCEPTED)).contains("\"Voltage\"");

        await().untilAsserted(() -> assertThat(variable("MeterValuesSampledData").path("value").asString())
                .isEqualTo("Voltage"));
        assertThat(drifted()).containsExactly("MeterValuesSampledData");
    }

    @Test
    void configurationKeysAreChangedOneByOne() {
        speaks("ocpp1.6").answering("ChangeConfiguration", ACCEPTED);
        want("[" + key("HeartbeatInterval", "60") + "," + key("MeterValueSampleInterval", "30") + "]");

        json(owner.post(STATION + "/variables/apply", "{}", id), 202);

        assertThat(List.of(station.nextCall(), station.nextCall())).anyMatch(call -> call.contains("HeartbeatInterval"))
                .anyMatch(call -> call.contains("MeterValueSampleInterval")).allMatch(call -> call.contains("ChangeConfiguration"));
        await().untilAsserted(() -> assertThat(drifted()).isEmpty());
    }

    @Test
    void passwordsAndWhatNobodyMayWriteCannotBeWanted() {
        station.calls("NotifyReport", "{'requestId':1,'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','reportData':[{" + inside("Model")
                + ",'variableAttribute':[{'value':'M','mutability':'ReadOnly'}]}]}");

        assertThat(problem(put("[" + wanted("BasicAuthPassword", "x") + "]"), 400)).isEqualTo("bad_request");
        assertThat(problem(put("[" + wanted("model", "x") + "]"), 400)).isEqualTo("bad_request");
        assertThat(problem(Rest.as(Rest.DRIVER, port).call(HttpMethod.PUT, "[]", WANTED, "CP1"), 403)).isEqualTo("forbidden");
    }

    @Test
    void whatIsNotWantedAnyMoreIsForgotten() {
        want("[" + wanted("A", "1") + "," + wanted("B", "2") + "]");

        owner.delete(WANTED + "?variable=a", id).expectStatus().isNoContent();

        assertThat(drifted()).containsExactly("B");
    }

    @Test
    void aStationIsAskedForAllItHasUntilItToldItOnceWithItsFirmware() {
        policy("{'reportAfterBoot':'changed'}");
        station.answering("GetBaseReport", ACCEPTED);

        boot("PowerUp", "1.0");
        int asked = requestIdOf(station.nextCall());
        report(asked, "A");

        await().untilAsserted(() -> assertThat(taskOf("get-base-report").path("stage").asString()).isEqualTo("effective"));
        boot("RemoteReset", "1.0");
        boot("FirmwareUpdate", "2.0");
        assertThat(requestIdOf(station.nextCall())).isNotEqualTo(asked);
        assertThat(json(owner.get("/api/v1/tasks?stationId=" + id), 200).path("items").size()).isEqualTo(2);
    }

    @Test
    void anOlderStationIsAskedForAllItsKeys() {
        policy("{'reportAfterBoot':'always'}");
        speaks("ocpp1.6").answering("GetConfiguration",
                "{'configurationKey':[{'key':'HeartbeatInterval','readonly':false,'value':'300'}]}");

        station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");

        assertThat(station.nextCall()).contains("\"GetConfiguration\",{}");
        await().untilAsserted(() -> assertThat(taskOf("get-base-report").path("stage").asString()).isEqualTo("effective"));
        assertThat(variable("HeartbeatInterval").path("component").asString()).isEqualTo("Configuration");
    }

    @Test
    void whatDriftedIsSetAgainAfterABootWhenThePolicySaysSo() {
        want("[" + wanted("A", "1") + "]");
        policy("{'applyAfterBoot':true}");

        boot("PowerUp", "1.0");

        assertThat(station.nextCall()).contains("SetVariables");
    }

    @Test
    void aReportGetsANumberOfOurs() {
        station.answering("GetReport", ACCEPTED);

        JsonNode task = json(
                owner.with("Prefer", "wait=10").post(STATION + "/commands/get-report", "{'componentCriteria':['Problem']}", id),
                200);

        int number = task.path("request").path("requestId").asInt();
        assertThat(number).isPositive();
        assertThat(task.path("finished").asBoolean()).isFalse();
        report(number, "A");
        await().untilAsserted(() -> assertThat(taskOf(task.path("command").asString()).path("stage").asString()).isEqualTo("effective"));
    }

    private void boot(String reason, String firmware) {
        station.calls("BootNotification", "{'reason':'" + reason + "','chargingStation':{'vendorName':'V','model':'M','firmwareVersion':'"
                + firmware + "'}}");
    }

    /** All in one part, each with the value 1. */
    private void report(int requestId, String... variables) {
        String data = String.join(",",
                List.of(variables).stream().map(name -> "{" + inside(name) + ",'variableAttribute':[{'value':'1'}]}").toList());
        station.calls("NotifyReport",
                "{'requestId':" + requestId + ",'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','reportData':[" + data + "]}");
    }

    private static int requestIdOf(String call) { return new JsonMapper().readTree(call).path(3).path("requestId").asInt(); }

    private void policy(String policy) { json(owner.patch(STATION + "/variables/policy", policy, id), 200); }

    private JsonNode taskOf(String command) {
        return json(owner.get("/api/v1/tasks?stationId=" + id), 200).path("items").valueStream()
                .filter(task -> task.path("command").asString().equals(command)).findFirst().orElseThrow();
    }

    private void want(String wanted) { put(wanted).expectStatus().isNoContent(); }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec put(String wanted) {
        return owner.call(HttpMethod.PUT, wanted, WANTED, id);
    }

    private static String wanted(String variable, String value) {
        return "{'component':'C','variable':'" + variable + "','value':'" + value + "'}";
    }

    private static String key(String key, String value) {
        return "{'component':'Configuration','variable':'" + key + "','value':'" + value + "'}";
    }

    private static String set(String variable) { return "{'attributeStatus':'Accepted'," + inside(variable) + "}"; }

    private static String inside(String variable) { return "'component':{'name':'C'},'variable':{'name':'" + variable + "'}"; }

    private JsonNode variable(String name) {
        return json(owner.get(STATION + "/variables?variable=" + name, id), 200).path("items").path(0);
    }

    private List<String> drifted() {
        return json(owner.get(STATION + "/variables?drift=true", id), 200).path("items").valueStream()
                .map(each -> each.path("variable").asString()).toList();
    }
}
