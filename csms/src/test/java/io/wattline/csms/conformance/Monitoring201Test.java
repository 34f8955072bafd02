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
        reports("{'id':1,'transaction':false,'value':60,'type':'UpperThreshold','severity':4}");

        seesMonitors("{'id':1,'type':'UpperThreshold','value':60,'severity':4,'transaction':false}");
    }

    @ParameterizedTest
    @CsvSource({"All", "FactoryDefault", "HardWiredOnly"})
    void tc_N_05_base(String base) {
        booted();

        asked("SetMonitoringBase", "{'monitoringBase':'" + base + "'}", "Accepted", "Accepted");

        operator.seesAt("/notices?kind=monitoring-base", "{'items':[{'data':{'monitoringBase':'" + base + "'}}]}");
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
        seesMonitors("{'id':1,'type':'" + type + "','value':60,'severity':4,'eventNotificationType':'CustomMonitor'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_N_16,Accepted,Accepted", "TC_N_17,Rejected,Rejected"})
    void tc_N_16_17_level(String testCase, String status, String result) {
        booted();

        asked("SetMonitoringLevel", "{'severity':5}", status, result);

        operator.seesAt("/notices?kind=monitoring-level",
                status.equals("Accepted") ? "{'items':[{'data':{'severity':5}}]}" : "{'items':[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "TC_N_18;[1,2];{'status':'Accepted','id':1},{'status':'Accepted','id':2};\"\"",
            "TC_N_44;[1];{'status':'Rejected','id':1};{'id':1},{'id':2}"})
    void tc_N_18_44_clear(String testCase, String ids, String results, String left) {
        booted();
        reports("{'id':1,'transaction':false,'value':60,'type':'UpperThreshold','severity':4},"
                + "{'id':2,'transaction':false,'value':5,'type':'Delta','severity':4}");

        asked("ClearVariableMonitoring", "{'id':" + ids + "}", "{'clearMonitoringResult':[" + results + "]}")
                .becomes("{'response':{'clearMonitoringResult':[" + results + "]}}");

        seesMonitors(left);
    }

    @ParameterizedTest
    @CsvSource({"TC_N_21,Alerting,HardWiredMonitor", "TC_N_24,Periodic,CustomMonitor", "TC_N_48,Alerting,CustomMonitor",
            "TC_N_50,Periodic,CustomMonitor"})
    void tc_N_21_24_48_50_event(String testCase, String trigger, String type) {
        booted();

        event(1, trigger, type, "'actualValue':'71'");

        operator.seesAt("/monitor-events", "{'items':[{'component':'EVSE','evse':1,'variable':'Temperature','trigger':'" + trigger
                + "','actualValue':'71','event':{'notification':'" + type + "'}}]}");
        operator.seesVariable("Temperature", "71");
    }

    @Test
    void tc_N_49_alertAndItsEndAfterAReboot() {
        booted();
        event(1, "Alerting", "CustomMonitor", "'actualValue':'71'");

        reconnects();
        boots("LocalReset").is("{'status':'Accepted'}");
        event(2, "Alerting", "CustomMonitor", "'actualValue':'20','cleared':true");

        operator.seesAt("/monitor-events", "{'items':[{'actualValue':'20','cleared':true},{'actualValue':'71','cleared':null}]}");
        operator.seesVariable("Temperature", "20");
    }

    private void reports(String monitors) {
        station.sends("NotifyMonitoringReport",
                "{'requestId':4,'seqNo':0,'generatedAt':'2026-05-01T10:00:00Z','tbc':false,'monitor':[{" + PLACE
                        + ",'variableMonitoring':[" + monitors + "]}]}")
                .is("{}");
    }

    /** Of the temperature, and no others. */
    private void seesMonitors(String monitors) {
        operator.seesAt("/variables?variable=Temperature",
                "{'items':[{'component':'EVSE','evse':1,'monitored':" + !monitors.isEmpty() + ",'monitors':[" + monitors + "]}]}");
    }

    private void event(int id, String trigger, String type, String more) {
        station.sends("NotifyEvent", "{'generatedAt':'2026-05-01T10:00:00Z','seqNo':0,'tbc':false,'eventData':[{'eventId':" + id
                + ",'timestamp':'2026-05-01T10:00:00Z','trigger':'" + trigger + "','eventNotificationType':'" + type + "'," + more + ","
                + PLACE + "}]}")
                .is("{}");
    }

    private static String repeated(String element, int count) { return (element + ",").repeat(count).replaceAll(",$", ""); }
}
