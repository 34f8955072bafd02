package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block N: logs and customer information. */
class Diagnostics201Test extends Scene201 {
    private static final String LOG = "'log':{'remoteLocation':'https://files.example/up'}";

    @ParameterizedTest
    @CsvSource({"TC_N_25,DiagnosticsLog", "TC_N_35,SecurityLog"})
    void tc_N_25_35_log(String testCase, String type) {
        booted();

        asked("GetLog", "{'logType':'" + type + "','requestId':7," + LOG + "}", "{'status':'Accepted','filename':'log.zip'}")
                .isAnswered("Accepted");
        logIs("Uploading", 7);
        logIs("Uploaded", 7);

        operator.seesFrame("LogStatusNotification");
    }

    @Test
    void tc_N_34_logRefused() {
        booted();

        asked("GetLog", "{'logType':'DiagnosticsLog','requestId':7," + LOG + "}", "Rejected", "Rejected");
    }

    @Test
    void tc_N_36_secondLogInsteadOfTheFirst() {
        booted();
        asked("GetLog", "{'logType':'DiagnosticsLog','requestId':7," + LOG + "}", "Accepted", "Accepted");
        logIs("Uploading", 7);

        asked("GetLog", "{'logType':'DiagnosticsLog','requestId':8," + LOG + "}", "AcceptedCanceled", "Accepted");
        logIs("AcceptedCanceled", 7);
        logIs("Uploaded", 8);

        operator.seesFrame("LogStatusNotification");
    }

    @ParameterizedTest
    @CsvSource({"TC_N_27,true,false,a name", "TC_N_28,true,false,''", "TC_N_30,true,true,a name", "TC_N_31,true,true,''",
            "TC_N_32,false,true,-"})
    void tc_N_27_to_32_customerByToken(String testCase, boolean report, boolean clear, String data) {
        booted();

        customer(report, clear, token(tag), "Accepted", "Accepted");

        if (report) notifies(data);
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

    private void customer(boolean report, boolean clear, String who, String status, String result) {
        asked("CustomerInformation", "{'requestId':5,'report':" + report + ",'clear':" + clear + "," + who + "}", status, result);
    }

    private void notifies(String data) {
        station.sends("NotifyCustomerInformation",
                "{'requestId':5,'generatedAt':'2026-05-01T10:00:00Z','seqNo':0,'tbc':false,'data':'" + data + "'}").is("{}");
        operator.seesFrame("NotifyCustomerInformation");
    }

    private void logIs(String status, int request) {
        station.sends("LogStatusNotification", "{'status':'" + status + "','requestId':" + request + "}").is("{}");
    }
}
