package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block B: boot, variables, reports, resets. */
class Provisioning201Test extends Scene201 {
    private static final String PROFILE = "{'configurationSlot':2,'connectionData':{'ocppVersion':'OCPP20','ocppTransport':'JSON',"
            + "'ocppCsmsUrl':'wss://csms.example','messageTimeout':30,'securityProfile':2,'ocppInterface':'Wired0'}}";

    @Test
    void tc_B_01_coldBoot() {
        booted();

        operator.seesStation(
                "{'online':true,'ocppVersion':'2.0.1','vendor':'Vendor','model':'" + model
                        + "','serialNumber':'S1','firmwareVersion':'1.0'}");
        operator.seesConnector(1, "{'status':'Available'}");
        station.sends("Heartbeat", "{}").is("{'currentTime':'*'}");
    }

    @Test
    void tc_B_06_oneVariable() {
        booted();

        var task = operator.commands("get-variables", "{'variables':[{'component':'OCPPCommCtrlr','variable':'OfflineThreshold'}]}");
        station.receives("GetVariables", "{'getVariableData':[" + variable("OfflineThreshold", null) + "]}")
                .replies("{'getVariableResult':[" + variable("OfflineThreshold", "'attributeStatus':'Accepted','attributeValue':'60'")
                        + "]}");

        task.becomes("{'result':'Accepted','response':{'getVariableResult':[{'attributeValue':'60'}]}}");
        operator.seesVariable("OfflineThreshold", "60");
    }

    @Test
    void tc_B_07_severalVariables() {
        booted();

        var task = operator.commands("get-variables", "{'variables':[{'component':'OCPPCommCtrlr','variable':'OfflineThreshold'},"
                + "{'component':'OCPPCommCtrlr','variable':'HeartbeatInterval'}]}");
        station.receives("GetVariables", "{'getVariableData':['*','*']}").replies("{'getVariableResult':["
                + variable("OfflineThreshold", "'attributeStatus':'Accepted','attributeValue':'60'") + ","
                + variable("HeartbeatInterval", "'attributeStatus':'UnknownVariable'") + "]}");

        task.becomes("{'result':'Rejected','response':{'getVariableResult':['*',{'attributeStatus':'UnknownVariable'}]}}");
        operator.seesVariable("OfflineThreshold", "60");
        operator.seesAt("/variables?variable=HeartbeatInterval", "{'items':[]}");
    }

    @Test
    void tc_B_09_setOneVariable() {
        booted();

        var task = operator.commands("set-variables",
                "{'variables':[{'component':'OCPPCommCtrlr','variable':'OfflineThreshold','value':'123'}]}");
        station.receives("SetVariables", "{'setVariableData':[" + variable("OfflineThreshold", "'attributeValue':'123'") + "]}")
                .replies("{'setVariableResult':[" + variable("OfflineThreshold", "'attributeStatus':'Accepted'") + "]}");

        task.isAnswered("Accepted");
        operator.seesVariable("OfflineThreshold", "123");
    }

    @Test
    void tc_B_10_setSeveralVariables() {
        booted();

        var task = operator.commands("set-variables",
                "{'variables':[{'component':'OCPPCommCtrlr','variable':'OfflineThreshold','value':'123'},"
                        + "{'component':'OCPPCommCtrlr','variable':'HeartbeatInterval','value':'x'}]}");
        station.receives("SetVariables", "{'setVariableData':[{'attributeValue':'123'},{'attributeValue':'x'}]}")
                .replies("{'setVariableResult':["
                        + variable("OfflineThreshold", "'attributeStatus':'Accepted'") + ","
                        + variable("HeartbeatInterval", "'attributeStatus':'Rejected'") + "]}");

        task.becomes("{'finished':true,'result':'Rejected'}");
        operator.seesVariable("OfflineThreshold", "123");
        operator.seesAt("/variables?variable=HeartbeatInterval", "{'items':[]}");
    }

    @ParameterizedTest
    @CsvSource({"TC_B_12,ConfigurationInventory", "TC_B_13,FullInventory", "TC_B_14,SummaryInventory"})
    void tc_B_12_13_14_baseReport(String testCase, String base) {
        booted();

        var task = operator.commands("get-base-report", "{'reportBase':'" + base + "'}");
        var call = station.receives("GetBaseReport", "{'reportBase':'" + base + "'}");
        call.replies("{'status':'Accepted'}");
        int request = call.payload().path("requestId").intValue();
        reports(request, 0, true, "OfflineThreshold");
        reports(request, 1, false, "HeartbeatInterval");

        task.isEffective();
        operator.seesVariable("OfflineThreshold", "1");
        operator.seesVariable("HeartbeatInterval", "1");
        operator.seesAt("/reports", "{'items':[{'requestId':" + request + ",'kind':'" + base + "','parts':2,'complete':true}]}");
    }

    @Test
    void tc_B_18_customReport() {
        booted();

        var task = operator.calls("GetReport",
                "{'requestId':8,'componentCriteria':['Problem'],'componentVariable':[{'component':{'name':'OCPPCommCtrlr'}}]}");
        station.receives("GetReport", "{'requestId':8,'componentCriteria':['Problem']}").replies("{'status':'Accepted'}");
        reports(8, 0, false, "Problem");

        task.isEffective();
        operator.seesVariable("Problem", "1");
        operator.seesAt("/reports", "{'items':[{'requestId':8,'parts':1,'expected':1,'complete':true}]}");
    }

    @Test
    void tc_B_20_resetWhenFree() {
        booted();

        var task = operator.commands("reset", "{'type':'soft'}");
        station.receives("Reset", "{'type':'OnIdle','evseId':null}").replies("{'status':'Accepted'}");
        reconnects();
        boots("RemoteReset").is("{'status':'Accepted'}");
        status("Available");

        task.isEffective();
    }

    @Test
    void tc_B_21_resetAfterTheTransaction() {
        charging();

        var task = operator.commands("reset", "{'type':'soft'}");
        station.receives("Reset", "{'type':'OnIdle'}").replies("{'status':'Scheduled'}");
        ends("StopAuthorized", "Local", meter("Transaction.End", 4500)).is("{}");
        reconnects();
        boots("ScheduledReset").is("{'status':'Accepted'}");

        task.isEffective();
        operator.seesTransaction("{'state':'ended','stopReason':'Local','energyKwh':3.5}");
    }

    @Test
    void tc_B_22_resetInTheTransaction() {
        charging();

        var task = operator.commands("reset", "{'type':'hard'}");
        station.receives("Reset", "{'type':'Immediate'}").replies("{'status':'Accepted'}");
        ends("ResetCommand", "ImmediateReset", meter("Transaction.End", 4500)).is("{}");
        reconnects();
        boots("RemoteReset").is("{'status':'Accepted'}");

        task.isEffective();
        operator.seesTransaction("{'state':'ended','stopReason':'ImmediateReset','energyKwh':3.5}");
    }

    @Test
    void tc_B_25_resetOfOneEvse() {
        booted();

        var task = operator.commands("reset", "{'type':'soft','evse':1}");
        station.receives("Reset", "{'type':'OnIdle','evseId':1}").replies("{'status':'Accepted'}");
        status("Unavailable");
        status("Available");

        task.isAnswered("Accepted");
        operator.seesStatus("{'evse':1,'status':'Unavailable'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_B_26,soft,OnIdle,Scheduled,StopAuthorized,Local", "TC_B_27,hard,Immediate,Accepted,ResetCommand,ImmediateReset"})
    void tc_B_26_27_resetOfOneEvseThatCharges(String testCase, String asked, String type, String status, String trigger, String reason) {
        charging();

        var task = operator.commands("reset", "{'type':'" + asked + "','evse':1}");
        station.receives("Reset", "{'type':'" + type + "','evseId':1}").replies("{'status':'" + status + "'}");
        ends(trigger, reason, meter("Transaction.End", 4500)).is("{}");

        task.becomes("{'result':'Accepted','response':{'status':'" + status + "'}}");
        operator.seesTransaction("{'state':'ended','stopReason':'" + reason + "'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_B_42,Accepted", "TC_B_44,Failed"})
    void tc_B_42_44_networkProfile(String testCase, String status) {
        booted();

        var task = operator.calls("SetNetworkProfile", PROFILE);
        station.receives("SetNetworkProfile", PROFILE).replies("{'status':'" + status + "'}");

        task.becomes("{'response':{'status':'" + status + "'}}");
    }

    @Test
    void tc_B_58_subprotocol() {
        assertThat(station.subprotocol()).isEqualTo("ocpp2.0.1");
        operator.seesStation("{'online':true,'ocppVersion':'2.0.1'}");
    }

    private void reports(int request, int number, boolean more, String variable) {
        station.sends("NotifyReport",
                "{'requestId':" + request + ",'generatedAt':'2026-05-01T10:00:00Z','seqNo':" + number + ",'tbc':" + more
                        + ",'reportData':[" + variable(variable, "'variableAttribute':[{'value':'1'}]") + "]}")
                .is("{}");
    }

    private static String variable(String name, @Nullable String more) {
        return "{'component':{'name':'OCPPCommCtrlr'},'variable':{'name':'" + name + "'}" + (more == null ? "" : "," + more) + "}";
    }
}
