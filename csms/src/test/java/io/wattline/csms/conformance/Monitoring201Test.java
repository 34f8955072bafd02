package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block N: monitors of variables, and what they tell. */
class Monitoring201Test extends Scene201 {
    private static final String PLACE = "'component':{'name':'EVSE','evse':{'id':1}},'variable':{'name':'Temperature'}";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_N_01;,'monitoringCriteria':['ThresholdMonitoring']",
            "TC_N_02;,'componentVariable':[{PLACE}]", "TC_N_03;,'monitoringCriteria':['ThresholdMonitoring'],'componentVariable':[{PLACE}]",
            "TC_N_47;\"\"",
            "TC_N_60;,'monitoringCriteria':['DeltaMonitoring'],'componentVariable':[{PLACE},{'component':{'name':'OCPPCommCtrlr'}}]"})
    void tc_N_01_02_03_47_60_report(String testCase, String criteria) {
        booted();

        asked("GetMonitoringReport", "{'requestId':4" + criteria.replace("PLACE", PLACE) + "}", "Accepted", "Accepted");
        station.sends("NotifyMonitoringReport",
                "{'requestId':4,'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','tbc':false,'monitor':[{" + PLACE
                        + ",'variableMonitoring':[{'id':1,'transaction':false,'value':60,'type':'UpperThreshold','severity':4}]}]}")
                .is("{}");

        operator.seesFrame("NotifyMonitoringReport");
    }

    @ParameterizedTest
    @CsvSource({"All", "FactoryDefault", "HardWiredOnly"})
    void tc_N_05_base(String base) {
        booted();

        asked("SetMonitoringBase", "{'monitoringBase':'" + base + "'}", "Accepted", "Accepted");
    }

    @ParameterizedTest
    @CsvSource({"TC_N_08,1,UpperThreshold", "TC_N_09,2,UpperThreshold", "TC_N_24,1,Periodic"})
    void tc_N_08_09_24_set(String testCase, int count, String type) {
        booted();

        String wanted = "{'value':60,'type':'" + type + "','severity':4," + PLACE + "}";
        String done = "{'id':1,'status':'Accepted','type':'" + type + "','severity':4," + PLACE + "}";
        var task = asked("SetVariableMonitoring", "{'setMonitoringData':[" + repeated(wanted, count) + "]}",
                "{'setMonitoringResult':[" + repeated(done, count) + "]}");

        task.becomes("{'result':'Accepted','response':{'setMonitoringResult':[" + repeated("{'status':'Accepted'}", count) + "]}}");
    }

    @ParameterizedTest
    @CsvSource({"TC_N_16,Accepted,Accepted", "TC_N_17,Rejected,Rejected"})
    void tc_N_16_17_level(String testCase, String status, String result) {
        booted();

        asked("SetMonitoringLevel", "{'severity':5}", status, result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_N_18;[1,2];{'status':'Accepted','id':1},{'status':'Accepted','id':2}",
            "TC_N_44;[1];{'status':'Rejected','id':1}"})
    void tc_N_18_44_clear(String testCase, String ids, String results) {
        booted();

        asked("ClearVariableMonitoring", "{'id':" + ids + "}", "{'clearMonitoringResult':[" + results + "]}")
                .becomes("{'response':{'clearMonitoringResult':[" + results + "]}}");
    }

    @ParameterizedTest
    @CsvSource({"TC_N_21,Alerting,HardWiredMonitor", "TC_N_24,Periodic,CustomMonitor", "TC_N_48,Alerting,CustomMonitor",
            "TC_N_50,Periodic,CustomMonitor"})
    void tc_N_21_24_48_50_event(String testCase, String trigger, String type) {
        booted();

        event(1, trigger, type, "'actualValue':'71'");

        operator.seesFrame("NotifyEvent");
    }

    @Test
    void tc_N_49_alertAndItsEndAfterAReboot() {
        booted();
        event(1, "Alerting", "CustomMonitor", "'actualValue':'71'");

        reconnects();
        boots("LocalReset").is("{'status':'Accepted'}");
        event(2, "Alerting", "CustomMonitor", "'actualValue':'20','cleared':true");

        operator.seesFrame("NotifyEvent");
    }

    private void event(int id, String trigger, String type, String more) {
        station.sends("NotifyEvent", "{'generatedAt':'2026-05-01T10:00:00Z','seqNo':0,'tbc':false,'eventData':[{'eventId':" + id
                + ",'timestamp':'2026-05-01T10:00:00Z','trigger':'" + trigger + "','eventNotificationType':'" + type + "'," + more + ","
                + PLACE + "}]}")
                .is("{}");
    }

    private static String repeated(String element, int count) { return (element + ",").repeat(count).replaceAll(",$", ""); }
}
