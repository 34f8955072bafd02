package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block O: what a station shows its drivers. */
class DisplayMessage201Test extends Scene201 {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_O_01;\"\";Accepted;Accepted",
            "TC_O_13;,'startDateTime':'2036-05-01T10:00:00Z';Accepted;Accepted",
            "TC_O_14;,'endDateTime':'2036-05-01T10:00:00Z';Accepted;Accepted",
            "TC_O_17;\"\";NotSupportedPriority;Rejected", "TC_O_18;,'state':'Charging';NotSupportedState;Rejected",
            "TC_O_19;\"\";NotSupportedMessageFormat;Rejected", "TC_O_25;,'state':'Charging';Accepted;Accepted",
            "TC_O_26;\"\";Rejected;Rejected",
            "TC_O_10;,'transactionId':'nobody-knows-it';UnknownTransaction;Rejected"})
    void tc_O_01_10_to_26_set(String testCase, String more, String status, String result) {
        booted();

        sets("Welcome", more, status, result);

        if (status.equals("Accepted")) shows("Welcome");
        else
            showsNothing();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_O_06;\"\"", "TC_O_27;,'startDateTime':'2036-05-01T10:00:00Z'",
            "TC_O_28;,'endDateTime':'2036-05-01T10:00:00Z'"})
    void tc_O_06_27_28_setForATransaction(String testCase, String more) {
        charging();

        sets("Nearly full", ",'transactionId':'" + transaction + "'" + more, "Accepted", "Accepted");

        operator.seesAt("/notices?kind=display-message", "{'items':[{'key':'3','data':{'transactionId':'" + transaction + "'}}]}");
    }

    @Test
    void tc_O_12_replaced() {
        booted();
        sets("Welcome", "", "Accepted", "Accepted");

        sets("Good evening", "", "Accepted", "Accepted");

        shows("Good evening");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_O_02;{'requestId':6}", "TC_O_07;{'requestId':6,'id':[3]}",
            "TC_O_08;{'requestId':6,'priority':'NormalCycle'}", "TC_O_09;{'requestId':6,'state':'Charging'}"})
    void tc_O_02_07_08_09_get(String testCase, String request) {
        booted();

        var task = asked("GetDisplayMessages", request, "{'status':'Accepted'}");
        task.becomes("{'stage':'answered','finished':false}");
        station.sends("NotifyDisplayMessages", "{'requestId':6,'tbc':false,'messageInfo':[" + message("Welcome", "") + "]}").is("{}");

        task.isEffective();
        shows("Welcome");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_O_03;{'requestId':6}", "TC_O_11;{'requestId':6,'id':[99]}"})
    void tc_O_03_11_getNone(String testCase, String request) {
        booted();

        asked("GetDisplayMessages", request, "Unknown", "Rejected");
    }

    @ParameterizedTest
    @CsvSource({"TC_O_04,Accepted,Accepted", "TC_O_05,Unknown,Rejected"})
    void tc_O_04_05_clear(String testCase, String status, String result) {
        booted();

        sets("Welcome", "", "Accepted", "Accepted");

        asked("ClearDisplayMessage", "{'id':3}", status, result);

        showsNothing();
    }

    private void shows(String text) {
        operator.seesAt("/notices?kind=display-message", "{'items':[{'key':'3','data':{'message':{'content':'" + text + "'}}}]}");
    }

    private void showsNothing() { operator.seesAt("/notices?kind=display-message", "{'items':[]}"); }

    private void sets(String text, String more, String status, String result) {
        asked("SetDisplayMessage", "{'message':" + message(text, more) + "}", status, result);
    }

    private static String message(String text, String more) {
        return "{'id':3,'priority':'NormalCycle','message':{'format':'UTF8','language':'en','content':'" + text + "'}" + more + "}";
    }
}
