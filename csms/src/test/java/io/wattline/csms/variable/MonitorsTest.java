package io.wattline.csms.variable;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.command.StationScene;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MonitorsTest extends StationScene {
    private static final String TEMPERATURE = "'component':{'name':'Cable','evse':{'id':1}},'variable':{'name':'Temperature'}";

    MonitorsTest() { super("ocpp2.1"); }

    @BeforeEach
    void aVariable() {
        station.calls("NotifyReport", "{'requestId':1,'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','reportData':[{" + TEMPERATURE
                + ",'variableAttribute':[{'value':'20'}]}]}");
    }

    @Test
    void monitorsThatTheStationAcceptsAreShownWithTheirVariable() {
        ask("SetVariableMonitoring",
                "{'setMonitoringData':[{'value':80,'type':'UpperThreshold','severity':3," + TEMPERATURE + "},"
                        + "{'value':5,'type':'Delta','severity':8,'transaction':true," + TEMPERATURE + "}]}",
                "{'setMonitoringResult':[{'status':'Rejected','type':'Delta','severity':8," + TEMPERATURE + "},"
                        + "{'status':'Accepted','id':7,'type':'UpperThreshold','severity':3," + TEMPERATURE + "}]}");

        assertThat(variable().path("monitored").asBoolean()).isTrue();
        assertThat(variable().path("monitors").size()).isEqualTo(1);
        JsonNode monitor = variable().path("monitors").path(0);
        assertThat(monitor.path("id").asInt()).isEqualTo(7);
        assertThat(monitor.path("type").asString()).isEqualTo("UpperThreshold");
        assertThat(monitor.path("value").asInt()).isEqualTo(80);
        assertThat(monitor.path("severity").asInt()).isEqualTo(3);
        assertThat(monitor.path("eventNotificationType").asString()).isEqualTo("CustomMonitor");
    }

    @Test
    void aReportOfAllMonitorsShowsWhichThereAre() {
        monitors(1, monitor(7, "CustomMonitor"));

        ask("GetMonitoringReport", "{'requestId':2}", ACCEPTED);
        monitors(2, monitor(8, "PreconfiguredMonitor"));

        assertThat(ids()).containsExactly(8);
    }

    @Test
    void monitorsGoOneByOneOrWithAnotherBase() {
        monitors(1, monitor(7, "CustomMonitor") + "," + monitor(8, "PreconfiguredMonitor") + "," + monitor(9, "CustomMonitor"));

        ask("ClearVariableMonitoring", "{'id':[7,8]}",
                "{'clearMonitoringResult':[{'id':7,'status':'Accepted'},{'id':8,'status':'Rejected'}]}");
        assertThat(ids()).containsExactly(8, 9);
        ask("SetMonitoringBase", "{'monitoringBase':'FactoryDefault'}", ACCEPTED);

        assertThat(ids()).containsExactly(8);
        assertThat(notice("monitoring-base").path("monitoringBase").asString()).isEqualTo("FactoryDefault");
    }

    @Test
    void anEventIsKeptAndTellsTheValue() {
        monitors(1, monitor(7, "CustomMonitor"));

        station.calls("NotifyEvent",
                "{'generatedAt':'2026-05-01T11:00:00Z','seqNo':0,'eventData':[{'eventId':1,'timestamp':'2026-05-01T11:00:00Z',"
                        + "'trigger':'Alerting','actualValue':'85','cleared':false,'techInfo':'hot','eventNotificationType':'CustomMonitor',"
                        + "'variableMonitoringId':7," + TEMPERATURE + "}]}");

        JsonNode event = json(owner.get(STATION + "/monitor-events", id), 200).path("items").path(0);
        assertThat(event.path("severity").asInt()).isEqualTo(3);
        assertThat(event.path("component").asString()).isEqualTo("Cable");
        assertThat(event.path("evse").asInt()).isEqualTo(1);
        assertThat(event.path("variable").asString()).isEqualTo("Temperature");
        assertThat(event.path("trigger").asString()).isEqualTo("Alerting");
        assertThat(event.path("actualValue").asString()).isEqualTo("85");
        assertThat(event.path("cleared").asBoolean()).isFalse();
        assertThat(event.path("at").asString()).isEqualTo("2026-05-01T11:00:00Z");
        assertThat(event.path("event").path("techInfo").asString()).isEqualTo("hot");
        assertThat(actual()).isEqualTo("85");
        assertThat(json(owner.get(STATION + "/events?type=station.event", id), 200).path("items").size()).isEqualTo(1);
    }

    @Test
    void anEventThatComesLateIsKeptButLeavesTheNewerValue() {
        event(1, "2026-05-01T12:00:00Z", "85");

        event(2, "2026-05-01T11:00:00Z", "60");

        assertThat(actual()).isEqualTo("85");
        assertThat(json(owner.get(STATION + "/monitor-events", id), 200).path("items").size()).isEqualTo(2);
        event(3, "2026-05-01T12:00:01Z", "84");
        assertThat(actual()).isEqualTo("84");
    }

    @Test
    void whatTheStationAnswersNowCountsWhateverItsClockSaidOfTheLastEvent() {
        event(1, "2026-05-01T12:00:00Z", "85");

        ask("GetVariables", "{'getVariableData':[{" + TEMPERATURE + "}]}",
                "{'getVariableResult':[{'attributeStatus':'Accepted','attributeValue':'70'," + TEMPERATURE + "}]}");

        assertThat(actual()).isEqualTo("70");
        event(2, "2026-05-01T11:59:00Z", "84");
        assertThat(actual()).isEqualTo("70");
    }

    @Test
    void ofEventsInOneMessageTheLatestTellsTheValue() {
        station.calls("NotifyEvent", "{'generatedAt':'2026-05-01T12:00:00Z','seqNo':0,'eventData':["
                + event(1, TEMPERATURE, "2026-05-01T11:30:00Z", "85") + "," + event(2, TEMPERATURE, "2026-05-01T11:00:00Z", "60") + "]}");

        assertThat(actual()).isEqualTo("85");
    }

    @Test
    void aStreamTellsTheValuesOfItsMonitorsVariable() {
        monitors(1, monitor(7, "CustomMonitor"));
        assertThat(station.calls("OpenPeriodicEventStream",
                "{'constantStreamData':{'id':3,'variableMonitoringId':7,'params':{'interval':10,'values':2}}}").path("status").asString())
                .isEqualTo("Accepted");

        station.sends("[6,'s1','NotifyPeriodicEventStream',{'id':3,'pending':1,'basetime':'2026-05-01T10:00:00Z',"
                + "'data':[{'t':0,'v':'30'},{'t':1.5,'v':'31'}]}]");
        await().untilAsserted(() -> assertThat(actual()).isEqualTo("31"));

        assertThat(notice("event-stream").path("value").asString()).isEqualTo("31");
        assertThat(notice("event-stream").path("valueAt").asString()).isEqualTo("2026-05-01T10:00:01.500Z");
        ask("AdjustPeriodicEventStream", "{'id':3,'params':{'interval':60}}", ACCEPTED);
        assertThat(notice("event-stream").path("params").path("interval").asInt()).isEqualTo(60);
        assertThat(notice("event-stream").path("variableMonitoringId").asInt()).isEqualTo(7);
        station.calls("ClosePeriodicEventStream", "{'id':3}");
        assertThat(json(owner.get(STATION + "/notices?kind=event-stream", id), 200).path("items").size()).isZero();
    }

    private void event(int eventId, String at, String value) {
        station.calls("NotifyEvent", "{'generatedAt':'" + at + "','seqNo':0,'eventData':[" + event(eventId, TEMPERATURE, at, value) + "]}");
    }

    private static String event(int eventId, String variable, String at, String value) {
        return "{'eventId':" + eventId + ",'timestamp':'" + at + "','trigger':'Periodic','actualValue':'" + value
                + "','eventNotificationType':'CustomMonitor'," + variable + "}";
    }

    private void monitors(int requestId, String monitors) {
        station.calls("NotifyMonitoringReport", "{'requestId':" + requestId + ",'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','monitor':[{"
                + TEMPERATURE + ",'variableMonitoring':[" + monitors + "]}]}");
    }

    private static String monitor(int id, String notification) {
        return "{'id':" + id + ",'transaction':false,'value':80,'type':'UpperThreshold','severity':3,'eventNotificationType':'"
                + notification
                + "'}";
    }

    private List<Integer> ids() { return variable().path("monitors").valueStream().map(each -> each.path("id").asInt()).toList(); }

    private String actual() { return variable().path("attributes").path(0).path("value").asString(); }

    private JsonNode notice(String kind) {
        return json(owner.get(STATION + "/notices?kind=" + kind, id), 200).path("items").path(0).path("data");
    }

    private JsonNode variable() { return json(owner.get(STATION + "/variables", id), 200).path("items").path(0); }
}
