package io.wattline.csms.variable;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.command.StationScene;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a station told of how much it takes at once. */
class LimitsKeptTest extends StationScene {
    LimitsKeptTest() { super("ocpp2.0.1"); }

    @Test
    void aStationThatComesAgainIsNotAskedForItsLimitsAgainAndTheyAreObeyed() {
        String first = begin("get-variables", variables(7));
        station.replies("{'getVariableResult':[{'attributeStatus':'Accepted','attributeValue':'4'," + limit("ItemsPerMessage") + "}]}");
        station.replies("{'getVariableResult':[{'attributeStatus':'UnknownVariable'," + limit("BytesPerMessage") + "}]}");
        gets(0, 4);
        gets(4, 7);
        isAnswered(first, 4);

        comesAgain();
        String second = begin("get-variables", variables(7));

        gets(0, 4);
        gets(4, 7);
        isAnswered(second, 2);
        JsonNode kept = list("/variables?variable=ItemsPerMessage").getFirst();
        assertThat(kept.path("instance").asString()).isEqualTo("GetVariables");
        assertThat(kept.path("attributes").path(0).path("value").asString()).isEqualTo("4");
    }

    @Test
    void aLimitThatIsToldAnewIsTheOneThatCounts() {
        reports("DeviceDataCtrlr", "GetVariables", 7);
        reports("DeviceDataCtrlr", "GetVariables", 2);

        String task = begin("get-variables", variables(3));

        gets(0, 2);
        gets(2, 3);
        isAnswered(task, 2);
    }

    @Test
    void monitorsAreSetAsManyAtATimeAsTheStationTakesAndARawCallAsItIs() {
        reports("MonitoringCtrlr", "SetVariableMonitoring", 1);
        String two = "{'setMonitoringData':[" + monitor("V0") + "," + monitor("V1") + "]}";

        String task = begin("set-variable-monitoring", two);
        for (int n = 0; n < 2; n++)
            assertThat(station.replies("{'setMonitoringResult':[{'status':'Accepted','id':" + n + ",'type':'Delta','severity':5,"
                    + variable(n) + "}]}")).contains("V" + n).doesNotContain("V" + (1 - n));
        isAnswered(task, 2);
        json(owner.post(STATION + "/ocpp/SetVariableMonitoring", two, id), 202);

        assertThat(station.nextCall()).contains("V0", "V1");
        assertThat(list("/variables?variable=V1").getFirst().path("monitors").path(0).path("id").asInt()).isEqualTo(1);
    }

    @Test
    void anOlderStationIsAskedForAsManyKeysAtATimeAsItOnceSaid() {
        speaks("ocpp1.6");
        String twelve = "{'keys':[" + IntStream.range(0, 12).mapToObj(n -> "'K" + n + "'").collect(Collectors.joining(",")) + "]}";
        String first = begin("get-configuration", twelve);
        assertThat(station.replies("{'configurationKey':[{'key':'GetConfigurationMaxKeys','readonly':true,'value':'8'}]}"))
                .contains("GetConfigurationMaxKeys");
        asksForKeys(0, 8);
        asksForKeys(8, 12);
        isAnswered(first, 3);

        comesAgain();
        String second = begin("get-configuration", twelve);

        asksForKeys(0, 8);
        asksForKeys(8, 12);
        isAnswered(second, 2);
    }

    private void asksForKeys(int from, int to) {
        assertThat(station.replies("{}")).contains("\"K" + from + "\"", "\"K" + (to - 1) + "\"").doesNotContain("\"K" + to + "\"");
    }

    private void gets(int from, int to) {
        String results = IntStream.range(from, to).mapToObj(n -> "{'attributeStatus':'Accepted','attributeValue':'1'," + variable(n) + "}")
                .collect(Collectors.joining(","));
        assertThat(station.replies("{'getVariableResult':[" + results + "]}")).contains("\"V" + from + "\"", "\"V" + (to - 1) + "\"")
                .doesNotContain("\"V" + to + "\"");
    }

    private void reports(String component, String action, int items) {
        station.calls("NotifyReport", "{'requestId':1,'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','reportData':[{'component':{'name':'"
                + component + "'},'variable':{'name':'ItemsPerMessage','instance':'" + action + "'},'variableAttribute':[{'value':'" + items
                + "'}]}]}");
    }

    private String begin(String command, String body) {
        return json(owner.post(STATION + "/commands/" + command, body, id), 202).path("id").asString();
    }

    private void isAnswered(String task, int calls) {
        await().untilAsserted(() -> {
            JsonNode now = json(owner.get("/api/v1/tasks/" + task), 200);
            assertThat(now.path("result").asString()).isEqualTo("Accepted");
            assertThat(now.path("parts").size()).isEqualTo(calls);
        });
        assertThat(station.hasCalls()).isFalse();
    }

    private static String variables(int count) {
        return "{'variables':[" + IntStream.range(0, count).mapToObj(n -> "{'component':'C','variable':'V" + n + "'}")
                .collect(Collectors.joining(",")) + "]}";
    }

    private static String limit(String name) {
        return "'component':{'name':'DeviceDataCtrlr'},'variable':{'name':'" + name + "','instance':'GetVariables'}";
    }

    private static String monitor(String variable) {
        return "{'value':5,'type':'Delta','severity':5,'component':{'name':'C'},'variable':{'name':'" + variable + "'}}";
    }

    private static String variable(int n) { return "'component':{'name':'C'},'variable':{'name':'V" + n + "'}"; }
}
