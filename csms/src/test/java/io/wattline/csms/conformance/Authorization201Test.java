package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block C: authorization. */
class Authorization201Test extends Scene201 {
    @ParameterizedTest
    @CsvSource({"TC_C_06,'{\"blocked\":true}',Blocked", "TC_C_07,'{\"expiresAt\":\"2020-01-01T00:00:00Z\"}',Expired"})
    void tc_C_06_07_tokenThatMayNot(String testCase, String members, String status) {
        booted();

        authorized(operator.tag(members), status);

        operator.seesTransactions(0);
    }

    @Test
    void tc_C_02_tokenNobodyKnows() {
        booted();

        authorized("NOBODY-KNOWS-IT", "Invalid");

        operator.seesTransactions(0);
    }

    @Test
    void tc_C_08_tokenFromTheCache() {
        booted();
        status("Occupied");

        starts("Authorized", "EVConnected", EVSE, token(tag)).is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "'}");
    }

    @Test
    void tc_C_20_tokenInTheCacheIsBlockedMeanwhile() {
        booted();
        authorized();
        operator.changesTag(tag, "{'blocked':true}");
        status("Occupied");

        starts("Authorized", "EVConnected", EVSE, token(tag)).is("{'idTokenInfo':{'status':'Blocked'}}");
        ends("Deauthorized", "DeAuthorized").is("{}");

        operator.seesTransaction("{'state':'ended','stopReason':'DeAuthorized','idTag':'" + tag + "'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_C_37,Accepted", "TC_C_38,Rejected"})
    void tc_C_37_38_clearTheCache(String testCase, String status) {
        booted();

        var task = operator.commands("clear-cache", "{}");
        station.receives("ClearCache", "{}").replies("{'status':'" + status + "'}");

        task.becomes("{'finished':true,'result':'" + status + "','response':{'status':'" + status + "'}}");
        operator.seesAbility("ClearCache", "{'status':'supported'}");
    }

    @Test
    void tc_C_39_stoppedByAnotherTokenOfTheGroup() {
        String group = operator.tag("{}");
        String first = operator.tag("{'parentIdTag':'" + group + "'}");
        String second = operator.tag("{'parentIdTag':'" + group + "'}");
        booted();
        status("Occupied");
        starts("Authorized", "Charging", EVSE, token(first)).is(acceptedIn(group));

        updates("StopAuthorized", "EVConnected", token(second)).is(acceptedIn(group));
        ends("StopAuthorized", "Local").is("{}");

        operator.seesTransaction("{'state':'ended','idTag':'" + first + "','stopReason':'Local'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_C_47", "TC_C_48", "TC_C_49"})
    void tc_C_47_48_49_masterPassStops(String testCase) {
        charging();
        String masterPasses = operator.tag("{}");
        String masterPass = operator.tag("{'parentIdTag':'" + masterPasses + "'}");

        station.sends("Authorize", "{" + token(masterPass) + "}").is(acceptedIn(masterPasses));
        ends("StopAuthorized", "MasterPass", token(masterPass), meter("Transaction.End", 4500)).is(acceptedIn(masterPasses));

        operator.seesTransaction("{'state':'ended','stopReason':'MasterPass','idTag':'" + tag + "','energyKwh':3.5}");
    }

    private static String acceptedIn(String group) {
        return "{'idTokenInfo':{'status':'Accepted','groupIdToken':{'idToken':'" + group + "','type':'*'}}}";
    }
}
