package io.wattline.csms.variable;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.command.StationScene;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class VariablesTest extends StationScene {
    private static final String AT = "'generatedAt':'2026-05-01T10:00:00Z'";

    @Autowired
    private DeviceModel deviceModel;

    VariablesTest() { super("ocpp2.0.1"); }

    @BeforeEach
    void boot() {
        station.calls("BootNotification", "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M','firmwareVersion':'1.0'}}");
    }

    @Test
    void aReportShowsWhatTheStationToldOfEachVariable() {
        station.calls("NotifyReport", "{'requestId':7,'seqNo':0," + AT
                + ",'reportData':[{'component':{'name':'Connector','instance':'left',"
                + "'evse':{'id':2,'connectorId':1}},'variable':{'name':'ChargeProtocol','instance':'a'},'variableAttribute':[{'type':'Actual',"
                + "'value':'IEC61851','mutability':'ReadOnly','persistent':true,'constant':false},{'type':'MaxSet','value':'x'}],"
                + "'variableCharacteristics':{'dataType':'OptionList','supportsMonitoring':true,'unit':'kW','minLimit':1.5,'maxLimit':22,"
                + "'valuesList':'IEC61851, ISO15118'}}]}");

        JsonNode shown = only("");
        assertThat(shown.path("component").asString()).isEqualTo("Connector");
        assertThat(shown.path("componentInstance").asString()).isEqualTo("left");
        assertThat(shown.path("evse").asInt()).isEqualTo(2);
        assertThat(shown.path("connector").asInt()).isEqualTo(1);
        assertThat(shown.path("variable").asString()).isEqualTo("ChargeProtocol");
        assertThat(shown.path("instance").asString()).isEqualTo("a");
        assertThat(shown.path("value").asString()).isEqualTo("IEC61851");
        assertThat(shown.path("unit").asString()).isEqualTo("kW");
        assertThat(shown.path("dataType").asString()).isEqualTo("OptionList");
        assertThat(shown.path("min").asDouble()).isEqualTo(1.5);
        assertThat(shown.path("max").asInt()).isEqualTo(22);
        assertThat(shown.path("values").valueStream().map(JsonNode::asString)).containsExactly("IEC61851", "ISO15118");
        assertThat(shown.path("supportsMonitoring").asBoolean()).isTrue();
        JsonNode actual = attribute(shown, "Actual");
        assertThat(actual.path("value").asString()).isEqualTo("IEC61851");
        assertThat(actual.path("mutability").asString()).isEqualTo("ReadOnly");
        assertThat(actual.path("persistent").asBoolean()).isTrue();
        assertThat(actual.path("constant").asBoolean()).isFalse();
        assertThat(attribute(shown, "MaxSet").path("value").asString()).isEqualTo("x");
    }

    @Test
    void aFullReportIsCompleteInWhateverOrderItsPartsComeAndShowsWhatIsGone() {
        part(1, 0, false, "Old");
        ask("GetBaseReport", "{'requestId':2,'reportBase':'FullInventory'}", "{'status':'Accepted'}");

        part(2, 2, false, "C");
        part(2, 0, true, "A");
        part(2, 0, true, "A");
        assertThat(report(2).path("complete").asBoolean()).isFalse();
        assertThat(report(2).path("kind").asString()).isEqualTo("FullInventory");
        assertThat(report(2).path("parts").asInt()).isEqualTo(2);
        assertThat(report(2).path("expected").asInt()).isEqualTo(3);
        assertThat(only("?variable=old").path("missingSince").isNull()).isTrue();
        part(2, 1, true, "B");

        assertThat(report(2).path("complete").asBoolean()).isTrue();
        assertThat(report(2).path("firmwareVersion").asString()).isEqualTo("1.0");
        assertThat(only("?variable=old").path("missingSince").isNull()).isFalse();
        for (String there : List.of("A", "B", "C")) assertThat(only("?variable=" + there).path("missingSince").isNull()).isTrue();
    }

    @Test
    void aReportThatComesBeforeItsAnswerIsThatReport() {
        part(3, 0, true, "A");
        ask("GetBaseReport", "{'requestId':3,'reportBase':'FullInventory'}", "{'status':'Accepted'}");
        part(3, 1, false, "B");

        assertThat(report(3).path("complete").asBoolean()).isTrue();
    }

    @Test
    void answersTeachValuesAndWhatIsUnknown() {
        part(1, 0, false, "Interval", "Gone", "Kept");

        ask("GetVariables", "{'getVariableData':[" + named("Interval") + "," + named("Gone") + "," + named("Kept") + "]}",
                "{'getVariableResult':[{'attributeStatus':'Accepted','attributeValue':'30'," + inside("interval") + "},"
                        + "{'attributeStatus':'UnknownVariable'," + inside("Gone") + "},{'attributeStatus':'Rejected'," + inside("Kept")
                        + "}]}");

        assertThat(actual("Interval")).isEqualTo("30");
        assertThat(only("?variable=Gone").path("missingSince").isNull()).isFalse();
        assertThat(actual("Kept")).isEqualTo("1");
        assertThat(value("Interval")).isEqualTo("30");
        assertThat(value("Gone")).isNull();
    }

    @Test
    void acceptedValuesAreKeptAndThoseThatNeedABootSaySo() {
        ask("SetVariables",
                "{'setVariableData':[{'attributeValue':'60'," + inside("Interval") + "},{'attributeValue':'7'," + inside("Refused")
                        + "},{'attributeValue':'8'," + inside("Later") + "}]}",
                "{'setVariableResult':[{'attributeStatus':'RebootRequired'," + inside("Later") + "},{'attributeStatus':'Rejected',"
                        + inside("Refused") + "},{'attributeStatus':'Accepted'," + inside("Interval") + "}]}");

        assertThat(actual("Interval")).isEqualTo("60");
        assertThat(only("?variable=Interval").path("rebootRequired").asBoolean()).isFalse();
        assertThat(items("?variable=Refused")).isEmpty();
        assertThat(only("?variable=Later").path("rebootRequired").asBoolean()).isTrue();
        station.calls("BootNotification",
                "{'reason':'RemoteReset','chargingStation':{'vendorName':'V','model':'M','firmwareVersion':'1.0'}}");
        assertThat(only("?variable=Later").path("rebootRequired").asBoolean()).isFalse();
    }

    @Test
    void configurationKeysAreVariablesOfOneComponent() {
        speaks("ocpp1.6");
        ask("GetConfiguration", "{}", "{'configurationKey':[{'key':'HeartbeatInterval','readonly':false,'value':'300'},"
                + "{'key':'NumberOfConnectors','readonly':true,'value':'2'},{'key':'AuthorizationKey','readonly':false,'value':'secret'}]}");
        ask("ChangeConfiguration", "{'key':'heartbeatinterval','value':'60'}", "{'status':'RebootRequired'}");
        ask("GetConfiguration", "{'key':['NumberOfConnectors']}", "{'unknownKey':['NumberOfConnectors']}");

        JsonNode interval = only("?component=configuration&variable=HEARTBEATINTERVAL");
        assertThat(interval.path("variable").asString()).isEqualTo("HeartbeatInterval");
        assertThat(attribute(interval, "Actual").path("value").asString()).isEqualTo("60");
        assertThat(attribute(interval, "Actual").path("mutability").asString()).isEqualTo("ReadWrite");
        assertThat(interval.path("rebootRequired").asBoolean()).isTrue();
        assertThat(only("?variable=NumberOfConnectors").path("missingSince").isNull()).isFalse();
        assertThat(report(0).path("kind").asString()).isEqualTo("Configuration");
        assertThat(report(0).path("complete").asBoolean()).isTrue();
    }

    @Test
    void connectorsThatTheDeviceModelNamesAreThere() {
        station.calls("NotifyReport", "{'requestId':7,'seqNo':0," + AT + ",'reportData':[{'component':{'name':'Connector',"
                + "'evse':{'id':2,'connectorId':1}},'variable':{'name':'Available'},'variableAttribute':[{'value':'true'}]}]}");
        assertThat(connectors()).containsExactly("2/1 Unknown");

        speaks("ocpp1.6");
        ask("GetConfiguration", "{}", "{'configurationKey':[{'key':'numberofconnectors','readonly':true,'value':'3'}]}");
        assertThat(connectors()).containsExactly("1/1 Unknown", "2/1 Unknown", "3/1 Unknown");
        station.calls("StatusNotification", "{'connectorId':5,'errorCode':'NoError','status':'Available'}");

        assertThat(connectors()).containsExactly("1/1 Unknown", "2/1 Unknown", "3/1 Unknown", "5/1 Available");
    }

    @Test
    void anOlderStationThatCountsNoConnectorsHasThoseItTellsOf() {
        speaks("ocpp1.6");
        ask("GetConfiguration", "{}", "{'configurationKey':[{'key':'NumberOfConnectors','readonly':true,'value':'0'}]}");
        station.calls("StatusNotification", "{'connectorId':1,'errorCode':'NoError','status':'Available'}");

        assertThat(connectors()).containsExactly("1/1 Available");
    }

    @Test
    void passwordsAreNeitherKeptNorShown() {
        part(1, 0, false, "BasicAuthPassword");
        ask("SetVariables", "{'setVariableData':[{'attributeValue':'hunter2'," + inside("BasicAuthPassword") + "}]}",
                "{'setVariableResult':[{'attributeStatus':'Accepted'," + inside("BasicAuthPassword") + "}]}");

        JsonNode shown = only("");
        assertThat(attribute(shown, "Actual").path("value").isNull()).isTrue();
        assertThat(attribute(shown, "Actual").path("mutability").asString()).isEqualTo("WriteOnly");
        assertThat(json(owner.get(STATION + "/events", id), 200).toString()).doesNotContain("hunter2");
    }

    @Test
    void isFoundByAPartOfItsNameOrValueAndReadInPages() {
        part(1, 0, false, "HeartbeatInterval", "ResetRetries", "Intervals");

        assertThat(names("?q=INTERVAL")).containsExactly("HeartbeatInterval", "Intervals");
        JsonNode first = json(owner.get(STATION + "/variables?limit=2", id), 200);
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(names("?limit=2&cursor=" + first.path("next").asString())).containsExactly("ResetRetries");
    }

    private List<String> connectors() {
        return json(owner.get(STATION, id), 200).path("connectors").valueStream().map(each -> each.path("evse").asInt() + "/"
                + each.path("connector").asInt() + " " + each.path("status").asString()).toList();
    }

    /** The station reports each of these variables of one component with the value 1. */
    private void part(int requestId, int seqNo, boolean more, String... variables) {
        String data = String.join(",", List.of(variables).stream().map(name -> "{" + inside(name)
                + ",'variableAttribute':[{'value':'1','mutability':'ReadWrite'}]}").toList());
        station.calls("NotifyReport",
                "{'requestId':" + requestId + ",'seqNo':" + seqNo + "," + AT + ",'tbc':" + more + ",'reportData':[" + data + "]}");
    }

    private static String named(String variable) { return "{" + inside(variable) + "}"; }

    private static String inside(String variable) { return "'component':{'name':'OCPPCommCtrlr'},'variable':{'name':'" + variable + "'}"; }

    private String actual(String variable) { return attribute(only("?variable=" + variable), "Actual").path("value").asString(); }

    private String value(String variable) {
        return deviceModel.value(new AccountId("demo"), new StationId(id), "OCPPCommCtrlr", variable).toFuture().join();
    }

    private static JsonNode attribute(JsonNode variable, String type) {
        return variable.path("attributes").valueStream().filter(each -> each.path("type").asString().equals(type)).findFirst()
                .orElseThrow();
    }

    private JsonNode report(int requestId) {
        return json(owner.get(STATION + "/reports", id), 200).path("items").valueStream()
                .filter(each -> each.path("requestId").asInt() == requestId).findFirst().orElseThrow();
    }

    private List<String> names(String query) { return items(query).stream().map(each -> each.path("variable").asString()).toList(); }

    private JsonNode only(String query) {
        assertThat(items(query)).hasSize(1);
        return items(query).getFirst();
    }

    private List<JsonNode> items(String query) { return list("/variables" + query); }
}
