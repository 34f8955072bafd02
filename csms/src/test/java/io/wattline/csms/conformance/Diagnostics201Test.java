package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block N: logs and customer information. */
class Diagnostics201Test extends Scene201 {
    @ParameterizedTest
    @CsvSource({"TC_N_25,diagnostics,DiagnosticsLog", "TC_N_35,security,SecurityLog"})
    void tc_N_25_35_log(String testCase, String log, String type) {
        booted();

        var task = operator.commands("get-log", "{'log':'" + log + "'}");
        var asked = station.receives("GetLog", "{'logType':'" + type + "','log':{'remoteLocation':'*'}}")
                .replies("{'status':'Accepted','filename':'today.log'}");
        int request = asked.path("requestId").intValue();
        logIs("Uploading", request);
        assertThat(ScenarioStation.uploads(asked.path("log").path("remoteLocation").asString() + "today.log", "all is well"))
                .isEqualTo(200);
        logIs("Uploaded", request);

        task.isEffective();
        operator.seesJob("{'kind':'log','outcome':'done','fileName':'today.log'}");
    }

    @Test
    void tc_N_34_logRefused() {
        booted();

        commanded("get-log", "{'log':'diagnostics'}", "GetLog", "{'logType':'DiagnosticsLog'}", "Rejected", "Rejected");

        operator.seesJob("{'kind':'log','outcome':'failed'}");
    }

    @Test
    void tc_N_36_secondLogInsteadOfTheFirst() {
        booted();
        var first = operator.commands("get-log", "{'log':'diagnostics'}");
        int one = station.receives("GetLog").replies("{'status':'Accepted'}").path("requestId").intValue();
        logIs("Uploading", one);

        var second = operator.commands("get-log", "{'log':'diagnostics'}");
        int two = station.receives("GetLog").replies("{'status':'AcceptedCanceled'}").path("requestId").intValue();
        logIs("AcceptedCanceled", one);
        logIs("Uploaded", two);

        first.becomes("{'stage':'failed','error':'*'}");
        second.isEffective();
    }

    @ParameterizedTest
    @CsvSource({"TC_N_27,true,false,a name", "TC_N_28,true,false,''", "TC_N_30,true,true,a name", "TC_N_31,true,true,''",
            "TC_N_32,false,true,-"})
    void tc_N_27_to_32_customerByToken(String testCase, boolean report, boolean clear, String data) {
        booted();

        var task = customer(report, clear, token(tag), "Accepted", "Accepted");

        if (!report) {
            task.becomes("{'stage':'answered','finished':true}");
            return;
        }
        notifies(data);
        task.isEffective();
    }

    @Test
    void tc_N_29_customerRefused() {
        booted();

        customer(true, false, token(tag), "Rejected", "Rejected");
    }

    @Test
    void tc_N_46_customerClearedFromTheLocalListToo() {
        booted();

        customer(false, true, token(tag), "Accepted", "Accepted");
        asked("SendLocalList", "{'versionNumber':3,'updateType':'Differential','localAuthorizationList':[{" + token(tag) + "}]}",
                "Accepted", "Accepted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_N_62;'customerIdentifier':'customer 12'",
            "TC_N_63;'customerCertificate':{'hashAlgorithm':'SHA256','issuerNameHash':'aa','issuerKeyHash':'bb','serialNumber':'01'}"})
    void tc_N_62_63_customerByOtherMeans(String testCase, String who) {
        booted();

        customer(true, true, who, "Accepted", "Accepted");

        notifies("a name");
    }

    private Operator.Task customer(boolean report, boolean clear, String who, String status, String result) {
        var task = asked("CustomerInformation", "{'requestId':5,'report':" + report + ",'clear':" + clear + "," + who + "}",
                "{'status':'" + status + "'}");
        task.becomes("{'result':'" + result + "','response':{'status':'" + status + "'}}");
        return task;
    }

    private void notifies(String data) {
        station.sends("NotifyCustomerInformation",
                "{'requestId':5,'generatedAt':'2026-05-01T10:00:00Z','seqNo':0,'tbc':false,'data':'" + data + "'}").is("{}");
        operator.seesAt("/notices?kind=customer-information",
                "{'items':[{'key':'5','data':{'text':'" + data + "','complete':true}}]}");
    }

    private void logIs(String status, int request) {
        station.sends("LogStatusNotification", "{'status':'" + status + "','requestId':" + request + "}").is("{}");
    }
}
