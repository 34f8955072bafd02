package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block K: smart charging. */
class SmartCharging201Test extends Scene201 {
    private static final String PERIODS = "'chargingRateUnit':'A','chargingSchedulePeriod':[{'startPeriod':0,'limit':10},{'startPeriod':600,'limit':16}]";

    @ParameterizedTest
    @CsvSource({"TC_K_01,1,TxDefaultProfile,Relative,Accepted,Accepted", "TC_K_02,1,TxProfile,Relative,Rejected,Rejected",
            "TC_K_03,0,ChargingStationMaxProfile,Absolute,Accepted,Accepted", "TC_K_10,0,TxDefaultProfile,Absolute,Accepted,Accepted",
            "TC_K_19,1,TxDefaultProfile,Recurring,Accepted,Accepted"})
    void tc_K_01_02_03_10_19_set(String testCase, int evse, String purpose, String kind, String status, String result) {
        booted();

        sets(evse, profile(5, purpose, kind), status, result);

        if (result.equals("Rejected")) operator.seesProfiles();
        else
            operator.seesProfiles("{'profileId':5,'evse':" + evse + ",'purpose':'" + purpose + "','profile':{'kind':'" + kind + "'}}");
    }

    @ParameterizedTest
    @CsvSource({"TC_K_04,5", "TC_K_70,6"})
    void tc_K_04_70_replacedOrAdded(String testCase, int second) {
        booted();

        sets(1, profile(5, "TxDefaultProfile", "Relative"), "Accepted", "Accepted");
        sets(1, profile(second, "TxDefaultProfile", "Relative").replace("'stackLevel':0", "'stackLevel':1"), "Accepted", "Accepted");

        if (second == 5) operator.seesProfiles("{'profileId':5,'stackLevel':1}");
        else
            operator.seesProfiles("{'profileId':6,'stackLevel':1}", "{'profileId':5,'stackLevel':0}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_K_05;{'chargingProfileId':5};Accepted;Accepted",
            "TC_K_06;{'chargingProfileCriteria':{'chargingProfilePurpose':'TxDefaultProfile','stackLevel':0}};Accepted;Accepted",
            "TC_K_08;{'chargingProfileId':9};Unknown;Rejected"})
    void tc_K_05_06_08_clear(String testCase, String criteria, String status, String result) {
        booted();
        sets(1, profile(5, "TxDefaultProfile", "Relative"), "Accepted", "Accepted");

        asked("ClearChargingProfile", criteria, status, result);

        if (result.equals("Accepted")) operator.seesProfiles();
        else
            operator.seesProfiles("{'profileId':5}");
    }

    @Test
    void tc_K_15_notSupported() {
        booted();

        var task = operator.calls("SetChargingProfile",
                "{'evseId':1,'chargingProfile':" + profile(5, "TxDefaultProfile", "Relative") + "}");
        station.receives("SetChargingProfile").repliesError("NotSupported");

        task.becomes("{'finished':true,'result':'Unsupported'}");
        operator.seesProfiles();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_K_29;'evseId':0,'chargingProfile':{}",
            "TC_K_30;'evseId':1,'chargingProfile':{}",
            "TC_K_31;'chargingProfile':{}", "TC_K_32;'chargingProfile':{'chargingProfileId':[5]}",
            "TC_K_33;'evseId':1,'chargingProfile':{'stackLevel':0}",
            "TC_K_34;'evseId':1,'chargingProfile':{'chargingLimitSource':['CSO']}",
            "TC_K_35;'evseId':1,'chargingProfile':{'chargingProfilePurpose':'TxDefaultProfile'}",
            "TC_K_36;'evseId':1,'chargingProfile':{'chargingProfilePurpose':'TxDefaultProfile','stackLevel':0}"})
    void tc_K_29_to_36_report(String testCase, String criteria) {
        booted();

        asked("GetChargingProfiles", "{'requestId':3," + criteria + "}", "Accepted", "Accepted");
        station.sends("ReportChargingProfiles", "{'requestId':3,'chargingLimitSource':'CSO','evseId':1,'chargingProfile':["
                + profile(5, "TxDefaultProfile", "Relative") + "]}").is("{}");

        operator.seesProfiles("{'profileId':5,'evse':1,'purpose':'TxDefaultProfile'}");
        operator.seesNotice("charging-profile", "{'key':'5','evse':1,'data':{'chargingLimitSource':'CSO'}}");
    }

    @Test
    void k09_noneToReport() {
        booted();
        sets(1, profile(5, "TxDefaultProfile", "Relative"), "Accepted", "Accepted");

        asked("GetChargingProfiles", "{'requestId':3,'evseId':1,'chargingProfile':{}}", "NoProfiles", "Rejected");

        operator.seesProfiles();
    }

    @Test
    void tc_K_37_remoteStartWithAProfile() {
        booted();
        status("Occupied");

        asked("RequestStartTransaction",
                "{'remoteStartId':12,'evseId':1," + token(tag) + ",'chargingProfile':" + profile(5, "TxProfile", "Relative")
                        + "}",
                "Accepted", "Accepted");
        event("Started", "RemoteStart", "'transactionId':'" + transaction + "','remoteStartId':12", EVSE, token(tag))
                .is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','startReason':'RemoteStart'}");
        operator.seesProfiles("{'profileId':5,'evse':1,'purpose':'TxProfile','ocppTransactionId':'" + transaction + "'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_K_43,1", "TC_K_44,0"})
    void tc_K_43_44_compositeSchedule(String testCase, int evse) {
        booted();

        asked("GetCompositeSchedule", "{'duration':3600,'evseId':" + evse + ",'chargingRateUnit':'A'}",
                "{'status':'Accepted','schedule':{'evseId':" + evse
                        + ",'duration':3600,'scheduleStart':'2026-05-01T10:00:00Z'," + PERIODS + "}}")
                .becomes("{'result':'Accepted','response':{'schedule':{'chargingSchedulePeriod':[{'limit':10},{'limit':16}]}}}");
        operator.seesComposite(evse, "{'schedule':{'unit':'A','periods':[{'limit':10},{'startSeconds':600,'limit':16}]}}");
    }

    @ParameterizedTest
    @CsvSource({"TC_K_48,false", "TC_K_52,true"})
    void tc_K_48_52_limitFromElsewhere(String testCase, boolean reports) {
        booted();

        station.sends("NotifyChargingLimit", "{'evseId':1,'chargingLimit':{'chargingLimitSource':'EMS','isGridCritical':false}}").is("{}");
        operator.seesNotice("charging-limit", "{'key':'EMS/1','evse':1}");
        if (!reports) return;
        asked("GetChargingProfiles", "{'requestId':4,'evseId':1,'chargingProfile':{'chargingLimitSource':['EMS']}}", "Accepted",
                "Accepted");
        station.sends("ReportChargingProfiles", "{'requestId':4,'chargingLimitSource':'EMS','evseId':1,'chargingProfile':["
                + profile(8, "ChargingStationExternalConstraints", "Absolute") + "]}").is("{}");
        operator.seesProfiles("{'profileId':8,'purpose':'ChargingStationExternalConstraints'}");
    }

    @Test
    void k11_limitFromElsewhereWhileCharging() {
        charging();

        station.sends("NotifyChargingLimit", "{'evseId':1,'chargingLimit':{'chargingLimitSource':'EMS','isGridCritical':true}}").is("{}");
        updates("ChargingRateChanged", "Charging", meter("Other", 2000)).is("{}");

        operator.seesNotice("charging-limit", "{'data':{'chargingLimit':{'isGridCritical':true}}}");
        operator.seesTransaction("{'state':'active','energyKwh':1}");
    }

    @ParameterizedTest
    @CsvSource({"TC_K_50,false", "TC_K_51,true"})
    void tc_K_50_51_limitReleased(String testCase, boolean whileCharging) {
        if (whileCharging) charging();
        else
            booted();

        station.sends("NotifyChargingLimit", "{'evseId':1,'chargingLimit':{'chargingLimitSource':'EMS'}}").is("{}");
        station.sends("ClearedChargingLimit", "{'evseId':1,'chargingLimitSource':'EMS'}").is("{}");
        if (whileCharging) updates("ChargingRateChanged", "Charging", meter("Other", 2000)).is("{}");

        operator.seesFrame("ClearedChargingLimit");
        operator.seesNoNotice("charging-limit");
    }

    @Test
    void tc_K_60_forTheRunningTransaction() {
        charging();

        sets(1, profile(5, "TxProfile", "Relative").replace("'stackLevel'", "'transactionId':'" + transaction + "','stackLevel'"),
                "Accepted",
                "Accepted");
        updates("ChargingRateChanged", "Charging", meter("Other", 2000)).is("{}");

        operator.seesTransaction("{'state':'active','energyKwh':1}");
        operator.seesProfiles("{'profileId':5,'evse':1,'purpose':'TxProfile','ocppTransactionId':'" + transaction + "'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_K_58,false", "TC_K_59,true"})
    void tc_K_58_59_newScheduleForTheCar(String testCase, boolean asksAgain) {
        charging();

        sets(1, profile(5, "TxProfile", "Absolute").replace("'stackLevel'", "'transactionId':'" + transaction + "','stackLevel'"),
                "Accepted",
                "Accepted");
        if (asksAgain) station.sends("NotifyEVChargingNeeds", NEEDS).is("{'status':'*'}");
        station.sends("NotifyEVChargingSchedule",
                "{'timeBase':'2026-05-01T10:00:00Z','evseId':1,'chargingSchedule':{'id':1," + PERIODS + "}}")
                .is("{'status':'Accepted'}");

        operator.seesNotice("ev-charging-schedule", "{'evse':1,'data':{'chargingSchedule':{'chargingRateUnit':'A'}}}");
        if (asksAgain) operator.seesNotice("ev-charging-needs", "{'data':{'chargingNeeds':{'requestedEnergyTransfer':'AC_three_phase'}}}");
        operator.seesProfiles("{'profileId':5,'ocppTransactionId':'" + transaction + "'}");
    }

    private static final String NEEDS = "{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'AC_three_phase',"
            + "'acChargingParameters':{'energyAmount':20000,'evMinCurrent':6,'evMaxCurrent':16,'evMaxVoltage':400}}}";

    private void sets(int evse, String profile, String status, String result) {
        asked("SetChargingProfile", "{'evseId':" + evse + ",'chargingProfile':" + profile + "}", status, result);
    }

    private static String profile(int id, String purpose, String kind) {
        String recurrency = kind.equals("Recurring") ? "'recurrencyKind':'Daily'," : "";
        String start = kind.equals("Relative") ? "" : "'startSchedule':'2026-05-01T00:00:00Z',";
        return "{'id':" + id + ",'stackLevel':0,'chargingProfilePurpose':'" + purpose + "','chargingProfileKind':'" + kind + "',"
                + recurrency
                + "'chargingSchedule':[{'id':1," + start + PERIODS + "}]}";
    }
}
