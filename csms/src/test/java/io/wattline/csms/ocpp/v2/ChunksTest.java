package io.wattline.csms.ocpp.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.TestStation;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandProgress.InParts;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.CommandResult.Refused;
import io.wattline.model.command.CommandResult.Rejected;
import io.wattline.model.command.StationCommand.GetVariables;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.SetVariables;
import io.wattline.model.command.StationCommand.Variable;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.VariableRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V1_6")
class ChunksTest {
    private static final List<Variable> SEVEN = IntStream.range(0, 7).mapToObj(ChunksTest::variable).toList();

    private final TestStation station;

    ChunksTest(OcppVersion version) { station = Station2.station(version); }

    @Test
    void variablesAreReadAsManyAtATimeAsTheStationTakes() {
        station.isAsked(new GetVariables(SEVEN));
        limits("GetVariables", "4", null);

        gets(0, 4).replies("[3,$id," + got(0, 4, "Accepted") + "]");
        gets(4, 7).replies("[3,$id," + got(4, 7, "Accepted") + "]").receivesNothing();

        Answered answered = (Answered) station.progress.getLast();
        assertThat(answered.result()).isEqualTo(new Accepted());
        assertThat(results(answered, "getVariableResult")).containsExactly("V0", "V1", "V2", "V3", "V4", "V5", "V6");
        assertThat(((InParts) station.progress.get(station.progress.size() - 3)).parts()).hasSize(4);
    }

    @Test
    void theLimitsAreAskedForOnce() {
        variablesAreReadAsManyAtATimeAsTheStationTakes();

        station.isAsked(new GetVariables(SEVEN));

        gets(0, 4);
    }

    @Test
    void aMessageIsNoLongerThanTheStationTakes() {
        station.isAsked(new GetVariables(SEVEN));
        limits("GetVariables", null, "300");

        gets(0, 3).replies("[3,$id," + got(0, 3, "Accepted") + "]");
        gets(3, 6).replies("[3,$id," + got(3, 6, "Accepted") + "]");
        gets(6, 7);
    }

    @Test
    void oneOfManyThatIsDeclinedDeclinesTheWhole() {
        var values = new LinkedHashMap<Variable, String>();
        SEVEN.forEach(variable -> values.put(variable, "1"));
        station.isAsked(new SetVariables(values));
        limits("SetVariables", "6", null);

        sets(0, 6).replies("[3,$id," + set(0, 6, "Accepted") + "]");
        sets(6, 7).replies("[3,$id," + set(6, 7, "UnknownVariable") + "]").receivesNothing();

        Answered answered = (Answered) station.progress.getLast();
        assertThat(answered.result()).isEqualTo(new Rejected("UnknownVariable"));
        assertThat(results(answered, "setVariableResult")).hasSize(7);
    }

    @Test
    void anErrorEndsItWithWhatWasToldSoFar() {
        station.isAsked(new GetVariables(SEVEN));
        limits("GetVariables", "4", null);

        gets(0, 4).replies("[3,$id," + got(0, 4, "Accepted") + "]");
        gets(4, 7).replies("[4,$id,'InternalError','',{}]").receivesNothing();

        Answered answered = (Answered) station.progress.getLast();
        assertThat(answered.result()).isEqualTo(new Refused("InternalError", ""));
        assertThat(results(answered, "getVariableResult")).hasSize(4);
    }

    @Test
    void whatTheStationToldOnceIsNotAskedAndObeyedByAFewToo() {
        station.central.variables.put(limit("DeviceDataCtrlr", "GetVariables"), "2");

        station.isAsked(new GetVariables(SEVEN.subList(0, 3)));

        gets(0, 2).replies("[3,$id," + got(0, 2, "Accepted") + "]");
        gets(2, 3);
    }

    @Test
    void withoutTheStoreTheStationIsAsked() {
        station.central.goAway();

        station.isAsked(new GetVariables(SEVEN));

        limits("GetVariables", "4", null);
        gets(0, 4);
    }

    @Test
    void monitorsGoAsManyAtATimeAsTheStationTakes() {
        station.central.variables.put(limit("MonitoringCtrlr", "ClearVariableMonitoring"), "2");

        station.isAsked(new RawCall("ClearVariableMonitoring", "{\"id\":[1,2,3]}", true));

        station.isCalled("ClearVariableMonitoring", "{'id':[1,2]}")
                .replies("[3,$id,{'clearMonitoringResult':[{'id':1,'status':'Accepted'},{'id':2,'status':'Accepted'}]}]");
        station.isCalled("ClearVariableMonitoring", "{'id':[3]}")
                .replies("[3,$id,{'clearMonitoringResult':[{'id':3,'status':'NotFound'}]}]").receivesNothing();
        assertThat(((Answered) station.progress.getLast()).result()).isEqualTo(new Rejected("NotFound"));
    }

    @Test
    void theLastPartOfAReportHasTheNumberOfTheWhole() {
        station.central.variables.put(limit("DeviceDataCtrlr", "GetReport"), "2");
        String[] components = {"{'component':{'name':'A'}}", "{'component':{'name':'B'}}", "{'component':{'name':'C'}}"};
        String whole = "{'requestId':10,'componentVariable':[" + String.join(",", components) + "]}";

        station.isAsked(new RawCall("GetReport", whole.replace('\'', '"'), true));

        station.isCalled("GetReport", "{'requestId':11,'componentVariable':[" + components[0] + "," + components[1] + "]}")
                .replies("[3,$id,{'status':'Accepted'}]");
        station.isCalled("GetReport", "{'requestId':10,'componentVariable':[" + components[2] + "]}")
                .replies("[3,$id,{'status':'Accepted'}]").receivesNothing();
        assertThat(station.progress.getLast()).isEqualTo(new Answered(new Accepted(), "{\"status\":\"Accepted\"}"));
    }

    @Test
    void fewAreOneCall() {
        station.isAsked(new GetVariables(SEVEN.subList(0, 2)));

        gets(0, 2).replies("[3,$id," + got(0, 2, "Accepted") + "]").receivesNothing();

        assertThat(station.progress).hasSize(2);
    }

    /** Asked for one after the other; null: the station does not have it. */
    private void limits(String action, String items, String bytes) {
        limit("ItemsPerMessage", action, items);
        limit("BytesPerMessage", action, bytes);
    }

    private static VariableRef limit(String component, String action) {
        return new VariableRef(component, null, 0, 0, "ItemsPerMessage", action);
    }

    private void limit(String name, String action, String value) {
        String variable = "'component':{'name':'DeviceDataCtrlr'},'variable':{'name':'" + name + "','instance':'" + action + "'}";
        station.isCalled("GetVariables", "{'getVariableData':[{" + variable + "}]}")
                .replies("[3,$id,{'getVariableResult':[{'attributeStatus':"
                        + (value == null ? "'UnknownVariable'," : "'Accepted','attributeValue':'" + value + "',") + variable + "}]}]");
    }

    private TestStation gets(int from, int to) {
        return station.isCalled("GetVariables", "{'getVariableData':[" + each(from, to, "{", "}") + "]}");
    }

    private TestStation sets(int from, int to) {
        return station.isCalled("SetVariables", "{'setVariableData':[" + each(from, to, "{'attributeValue':'1',", "}") + "]}");
    }

    private static String got(int from, int to, String status) {
        return "{'getVariableResult':[" + each(from, to, "{'attributeStatus':'" + status + "','attributeValue':'1',", "}") + "]}";
    }

    private static String set(int from, int to, String status) {
        return "{'setVariableResult':[" + each(from, to, "{'attributeStatus':'" + status + "',", "}") + "]}";
    }

    private static String each(int from, int to, String before, String after) {
        return IntStream.range(from, to).mapToObj(n -> before + "'component':{'name':'C'},'variable':{'name':'V" + n + "'}" + after)
                .collect(Collectors.joining(","));
    }

    private static List<String> results(Answered answered, String member) {
        JsonNode results = TestStation.tree(answered.response()).path(member);
        return results.valueStream().map(result -> result.path("variable").path("name").asString()).toList();
    }

    private static Variable variable(int n) { return new Variable("C", null, null, "V" + n, null, null); }
}
