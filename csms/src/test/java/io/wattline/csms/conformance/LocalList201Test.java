package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block D: local authorization lists. */
class LocalList201Test extends Scene201 {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "TC_D_01;Full;,'localAuthorizationList':[{TOKEN,'idTokenInfo':{'status':'Accepted'}}]",
            "TC_D_02;Differential;,'localAuthorizationList':[{TOKEN,'idTokenInfo':{'status':'Blocked'}}]",
            "TC_D_03;Differential;,'localAuthorizationList':[{TOKEN}]", "TC_D_04;Full;\"\""})
    void tc_D_01_to_04_send(String testCase, String type, String list) {
        booted();

        asked("SendLocalList", "{'versionNumber':2,'updateType':'" + type + "'" + list.replace("TOKEN", token(tag)) + "}", "Accepted",
                "Accepted");

        operator.seesAt("/local-list", "{'stationVersion':2,'wantedVersion':3,'inSync':false}");
    }

    @ParameterizedTest
    @CsvSource({"TC_D_08,5", "TC_D_09,0"})
    void tc_D_08_09_version(String testCase, int version) {
        booted();

        asked("GetLocalListVersion", "{}", "{'versionNumber':" + version + "}")
                .becomes("{'result':'Accepted','response':{'versionNumber':" + version + "}}");
        operator.seesAt("/local-list", "{'stationVersion':" + version + "}");
    }

    @ParameterizedTest
    @CsvSource({"TC_C_40,Accepted", "TC_C_43,Invalid"})
    void tc_C_40_43_groupInTheList(String testCase, String listed) {
        String group = operator.tag("{}");
        String first = operator.tag("{'parentIdTag':'" + group + "'}");
        String second = operator.tag("{'parentIdTag':'" + group + "'}");
        booted();
        asked("SendLocalList",
                "{'versionNumber':2,'updateType':'Full','localAuthorizationList':[{" + token(second) + ",'idTokenInfo':{'status':'"
                        + listed + "','groupIdToken':{'idToken':'" + group + "','type':'ISO14443'}}}]}",
                "Accepted", "Accepted");

        starts("Authorized", "Charging", EVSE, token(first)).is("{'idTokenInfo':{'groupIdToken':{'idToken':'" + group + "'}}}");
        authorized(second, "Accepted");
        ends("StopAuthorized", "Local", token(second))
                .is("{'idTokenInfo':{'status':'Accepted','groupIdToken':{'idToken':'" + group + "'}}}");

        operator.seesTransaction("{'state':'ended','idTag':'" + first + "'}");
    }

    @Test
    void d01_refusedVersion() {
        booted();

        asked("SendLocalList", "{'versionNumber':1,'updateType':'Differential'}", "VersionMismatch", "Rejected");

        operator.seesAt("/local-list", "{'stationVersion':null,'inSync':false}");
    }
}
