package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OCPP 2.0.1 block P: vendors' own data. */
class DataTransfer201Test extends Scene201 {
    @ParameterizedTest
    @ValueSource(strings = {"{'vendorId':'com.example'}", "{'vendorId':'com.example','messageId':'cable','data':{'celsius':41}}"})
    void tc_P_02_dataForTheCsms(String payload) {
        booted();

        station.sends("DataTransfer", payload).is("{'status':'UnknownVendorId'}");

        operator.seesAt("/notices?kind=data-transfer", "{'items':[{'data':" + payload + "}]}");
    }

    @Test
    void tc_P_03_customData() {
        booted();

        station.sends("Authorize", "{" + token(tag) + ",'customData':{'vendorId':'com.example','parking':'A7'}}")
                .is("{'idTokenInfo':{'status':'Accepted'}}");
        starts("Authorized", "Charging", EVSE, token(tag), "'customData':{'vendorId':'com.example','parking':'A7'}")
                .is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "'}");
    }

    @ParameterizedTest
    @CsvSource({"Accepted,Accepted", "UnknownVendorId,Unsupported"})
    void p01_dataForTheStation(String status, String result) {
        booted();

        var task = operator.commands("data-transfer", "{'vendorId':'com.example','messageId':'cable','data':'41'}");
        station.receives("DataTransfer", "{'vendorId':'com.example','messageId':'cable','data':'41'}")
                .replies("{'status':'" + status + "'}");

        task.becomes("{'result':'" + result + "','response':{'status':'" + status + "'}}");
    }
}
