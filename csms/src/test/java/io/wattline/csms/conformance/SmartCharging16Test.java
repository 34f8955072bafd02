package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 Smart Charging. */
class SmartCharging16Test extends Scene16 {
    private static final String SCHEDULE = "'chargingSchedule':{'chargingRateUnit':'A','chargingSchedulePeriod':[{'startPeriod':0,'limit':10},"
            + "{'startPeriod':600,'limit':16}]}";

    @Test
    void tc_056_forEveryTransaction() {
        booted();

        asked("SetChargingProfile", "{'connectorId':1,'csChargingProfiles':" + profile("TxDefaultProfile", "") + "}", "Accepted",
                "Accepted");

        operator.seesProfiles("{'profileId':5,'evse':1,'purpose':'TxDefaultProfile','profile':{'schedules':[{'unit':'A'}]}}");
        operator.seesStation("{'chargingProfiles':[{'profileId':5,'evse':1}]}");
    }

    @Test
    void tc_057_forTheRunningTransaction() {
        int transaction = charging();

        asked("SetChargingProfile",
                "{'connectorId':1,'csChargingProfiles':" + profile("TxProfile", "'transactionId':" + transaction + ",") + "}",
                "Accepted", "Accepted");

        operator.seesProfiles("{'profileId':5,'evse':1,'purpose':'TxProfile','ocppTransactionId':'" + transaction + "'}");
        stopped(transaction, "Local");
        operator.seesProfiles();
    }

    @Test
    void tc_059_remoteStartWithAProfile() {
        booted();
        status(1, "Preparing");

        asked("RemoteStartTransaction", "{'idTag':'" + tag + "','connectorId':1,'chargingProfile':" + profile("TxProfile", "") + "}",
                "Accepted",
                "Accepted");
        int transaction = started();
        status(1, "Charging");

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "'}");
        operator.seesProfiles("{'profileId':5,'evse':1,'purpose':'TxProfile','ocppTransactionId':'" + transaction + "'}");
    }

    @Test
    void tc_066_compositeSchedule() {
        booted();

        asked("GetCompositeSchedule", "{'connectorId':1,'duration':3600,'chargingRateUnit':'A'}",
                "{'status':'Accepted','connectorId':1,'scheduleStart':'2026-05-01T10:00:00Z'," + SCHEDULE + "}")
                .becomes("{'result':'Accepted','response':{'chargingSchedule':{'chargingSchedulePeriod':[{'limit':10},{'limit':16}]}}}");
        operator.seesComposite(1,
                "{'schedule':{'unit':'A','start':'2026-05-01T10:00:00Z','periods':[{'limit':10},{'startSeconds':600,'limit':16}]}}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', value = {"by id;{'id':5}",
            "by what it is for;{'connectorId':1,'chargingProfilePurpose':'TxDefaultProfile','stackLevel':0}"})
    void tc_067_clear(String how, String criteria) {
        booted();
        asked("SetChargingProfile", "{'connectorId':1,'csChargingProfiles':" + profile("TxDefaultProfile", "") + "}", "Accepted",
                "Accepted");

        operator.seesProfiles("{'profileId':5}");
        asked("ClearChargingProfile", criteria, "Accepted", "Accepted");
        operator.seesProfiles();
    }

    private static String profile(String purpose, String more) {
        return "{'chargingProfileId':5,'stackLevel':0," + more + "'chargingProfilePurpose':'" + purpose
                + "','chargingProfileKind':'Relative'," + SCHEDULE
                + "}";
    }
}
