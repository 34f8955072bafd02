package io.wattline.csms.conformance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 Local Auth List Management. */
class LocalList16Test extends Scene16 {
    @ParameterizedTest
    @CsvSource({"TC_042_1,-1", "TC_042_2,0"})
    void tc_042_1_2_version(String testCase, int version) {
        booted();

        asked("GetLocalListVersion", "{}", "{'listVersion':" + version + "}")
                .becomes("{'result':'Accepted','response':{'listVersion':" + version + "}}");
        operator.seesAt("/local-list", "{'stationVersion':" + version + ",'inSync':false}");
    }

    @ParameterizedTest
    @CsvSource({"TC_043_1,Full,NotSupported,Unsupported", "TC_043_3,Full,Failed,Rejected", "TC_043_4,Full,Accepted,Accepted",
            "TC_043_5,Differential,Accepted,Accepted"})
    void tc_043_1_to_5_send(String testCase, String type, String status, String result) {
        booted();

        asked("SendLocalList", "{'listVersion':2,'updateType':'" + type + "','localAuthorizationList':[{'idTag':'" + tag
                + "','idTagInfo':{'status':'Accepted'}}]}", status, result);

        operator.seesAt("/local-list", "{'stationVersion':" + (result.equals("Accepted") ? "2,'wantedVersion':3" : "null") + "}");
    }
}
