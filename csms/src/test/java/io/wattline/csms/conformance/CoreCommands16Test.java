package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 Core: what the operator asks of a station. */
class CoreCommands16Test extends Scene16 {
    @Test
    void tc_010_remoteStartWithTheCableIn() {
        booted();
        status(1, "Preparing");

        var task = operator.commands("remote-start", "{'idTag':'" + tag + "','evse':1}");
        station.receives("RemoteStartTransaction", "{'idTag':'" + tag + "','connectorId':1}").replies("{'status':'Accepted'}");
        task.isAnswered("Accepted");
        authorized();
        started();
        status(1, "Charging");

        task.isEffective();
        operator.seesTransaction("{'state':'active','idTag':'" + tag + "'}");
    }

    @Test
    void tc_011_1_remoteStartBeforeTheCable() {
        booted();

        var task = operator.commands("remote-start", "{'idTag':'" + tag + "','evse':1}");
        station.receives("RemoteStartTransaction", "{'idTag':'" + tag + "'}").replies("{'status':'Accepted'}");
        authorized();
        status(1, "Preparing");
        task.isAnswered("Accepted");
        started();
        status(1, "Charging");

        task.isEffective();
        operator.seesConnector(1, "{'transactionId':'*'}");
    }

    @Test
    void tc_011_2_remoteStartAndNoCable() {
        booted();

        var task = operator.commands("remote-start", "{'idTag':'" + tag + "','evse':1}");
        station.receives("RemoteStartTransaction", "{'idTag':'" + tag + "'}").replies("{'status':'Accepted'}");
        authorized();
        status(1, "Preparing");
        status(1, "Available");

        task.isAnswered("Accepted");
        operator.seesTransactions(0);
        operator.seesConnector(1, "{'status':'Available','charging':false}");
    }

    @Test
    void tc_012_remoteStop() {
        int transaction = charging();

        var task = operator.commands("remote-stop", "{'transactionId':'" + operator.transactionId() + "'}");
        station.receives("RemoteStopTransaction", "{'transactionId':" + transaction + "}").replies("{'status':'Accepted'}");
        stopped(transaction, "Remote");
        status(1, "Finishing");
        status(1, "Available");

        task.isEffective();
        operator.seesTransaction("{'state':'ended','stopReason':'Remote','energyKwh':3.5}");
    }

    @ParameterizedTest
    @CsvSource({"hard,Hard,HardReset", "soft,Soft,SoftReset"})
    void tc_013_014_reset(String asked, String type, String reason) {
        int transaction = charging();

        var task = operator.commands("reset", "{'type':'" + asked + "'}");
        station.receives("Reset", "{'type':'" + type + "'}").replies("{'status':'Accepted'}");
        stopped(transaction, reason);
        reconnects();
        booted();

        task.isEffective();
        operator.seesTransaction("{'state':'ended','stopReason':'" + reason + "'}");
    }

    @Test
    void tc_017_1_unlockAFreeConnector() {
        booted();

        var task = operator.commands("unlock-connector", "{'evse':1}");
        station.receives("UnlockConnector", "{'connectorId':1}").replies("{'status':'Unlocked'}");

        task.becomes("{'stage':'answered','result':'Accepted','response':{'status':'Unlocked'}}");
    }

    @Test
    void tc_017_2_unlockAFixedCable() {
        booted();

        var task = operator.commands("unlock-connector", "{'evse':1}");
        station.receives("UnlockConnector", "{'connectorId':1}").replies("{'status':'NotSupported'}");

        task.becomes("{'finished':true,'result':'Unsupported','response':{'status':'NotSupported'}}");
    }

    @Test
    void tc_018_1_unlockWhileCharging() {
        int transaction = charging();

        var task = operator.commands("unlock-connector", "{'evse':1}");
        station.receives("UnlockConnector", "{'connectorId':1}").replies("{'status':'Unlocked'}");
        status(1, "Finishing");
        stopped(transaction, "UnlockCommand");
        status(1, "Available");

        task.isAnswered("Accepted");
        operator.seesTransaction("{'state':'ended','stopReason':'UnlockCommand'}");
    }

    @Test
    void tc_019_1_allConfigurationKeys() {
        booted();

        var task = operator.commands("get-configuration", "{}");
        station.receives("GetConfiguration", "{'key':null}").replies("{'configurationKey':[{'key':'HeartbeatInterval','readonly':false,"
                + "'value':'300'},{'key':'NumberOfConnectors','readonly':true,'value':'1'}],'unknownKey':[]}");

        task.becomes("{'result':'Accepted','response':{'configurationKey':[{'key':'HeartbeatInterval','value':'300'},{'readonly':true}]}}");
        operator.seesVariable("HeartbeatInterval", "300");
        operator.seesVariable("NumberOfConnectors", "1");
    }

    @Test
    void tc_019_2_oneConfigurationKey() {
        booted();

        var task = operator.commands("get-configuration", "{'keys':['SupportedFeatureProfiles']}");
        station.receives("GetConfiguration", "{'key':['SupportedFeatureProfiles']}")
                .replies("{'configurationKey':[{'key':'SupportedFeatureProfiles','readonly':true,'value':'Core'}]}");

        task.becomes("{'result':'Accepted','response':{'configurationKey':[{'value':'Core'}]}}");
    }

    @ParameterizedTest
    @CsvSource({"Accepted,Accepted", "NotSupported,Unsupported", "Rejected,Rejected"})
    void tc_021_040_changeConfiguration(String status, String result) {
        booted();

        var task = operator.commands("change-configuration", "{'key':'MeterValueSampleInterval','value':'60'}");
        station.receives("ChangeConfiguration", "{'key':'MeterValueSampleInterval','value':'60'}").replies("{'status':'" + status + "'}");

        task.becomes("{'result':'" + result + "','response':{'status':'" + status + "'}}");
        if (status.equals("Accepted")) operator.seesVariable("MeterValueSampleInterval", "60");
    }

    @Test
    void tc_026_remoteStartRejected() {
        charging();

        var task = operator.commands("remote-start", "{'idTag':'" + tag + "','evse':1}");
        station.receives("RemoteStartTransaction", "{'connectorId':1}").replies("{'status':'Rejected'}");

        task.becomes("{'finished':true,'result':'Rejected'}");
        operator.seesTransactions(1);
    }

    @Test
    void tc_028_remoteStopRejected() {
        int transaction = charging();

        var task = operator.commands("remote-stop", "{'ocppTransactionId':'" + (transaction + 1) + "'}");
        station.receives("RemoteStopTransaction", "{'transactionId':" + (transaction + 1) + "}").replies("{'status':'Rejected'}");

        task.becomes("{'finished':true,'result':'Rejected'}");
        operator.seesTransaction("{'state':'active'}");
    }

    @ParameterizedTest
    @CsvSource({"1,UnlockFailed,Rejected,supported", "9,NotSupported,Unsupported,unsupported"})
    void tc_030_031_unlockFails(int connector, String status, String result, String ability) {
        booted();

        var task = operator.commands("unlock-connector", "{'evse':" + connector + "}");
        station.receives("UnlockConnector", "{'connectorId':" + connector + "}").replies("{'status':'" + status + "'}");

        task.becomes("{'finished':true,'result':'" + result + "'}");
        operator.seesAbility("UnlockConnector", "{'details':[{'detail':'" + connector + "','status':'" + ability + "'}]}");
    }

    @Test
    void tc_061_clearTheCache() {
        booted();

        var task = operator.commands("clear-cache", "{}");
        station.receives("ClearCache", "{}").replies("{'status':'Accepted'}");

        task.isAnswered("Accepted");
        operator.seesAbility("ClearCache", "{'status':'supported'}");
    }
}
