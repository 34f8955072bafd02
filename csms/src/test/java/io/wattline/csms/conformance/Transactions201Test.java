package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block E: transactions. */
class Transactions201Test extends Scene201 {
    @ParameterizedTest
    @CsvSource({"TC_E_01,Authorized,EVConnected", "TC_E_02,ChargingStateChanged,Charging", "TC_E_11,SignedDataReceived,EVConnected"})
    void tc_E_01_02_11_startsWhenTheTokenIsKnown(String testCase, String trigger, String chargingState) {
        booted();
        authorized();
        status("Occupied");

        starts(trigger, chargingState, EVSE, token(tag), signedMeter("Transaction.Begin", 1000))
                .is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','startReason':'" + trigger + "','chargingState':'" + chargingState + "','idTag':'" + tag
                + "','meterStartKwh':1}");
    }

    @ParameterizedTest
    @CsvSource({"TC_E_09,CablePluggedIn,EVConnected", "TC_E_12,EVDetected,''"})
    void tc_E_09_12_startsBeforeTheTokenIsKnown(String testCase, String trigger, String chargingState) {
        booted();
        status("Occupied");

        starts(trigger, chargingState, EVSE).is("{}");
        operator.seesTransaction("{'state':'active','startReason':'" + trigger + "','idTag':null}");
        authorized();
        updates("Authorized", "EVConnected", token(tag)).is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "','chargingState':'EVConnected'}");
    }

    @Test
    void tc_E_10_startsWithTheToken() {
        booted();
        authorized();

        starts("Authorized", "", token(tag)).is("{'idTokenInfo':{'status':'Accepted'}}");
        operator.seesTransaction("{'state':'active','evse':0,'idTag':'" + tag + "'}");
        status("Occupied");
        updates("CablePluggedIn", "EVConnected", EVSE).is("{}");

        operator.seesTransaction("{'state':'active','evse':1,'connector':1}");
        operator.seesConnector(1, "{'transactionId':'*'}");
    }

    @Test
    void tc_E_03_cablePluginFirst() {
        charging();
        operator.seesTransaction(
                "{'state':'active','chargingState':'Charging','idTag':'" + tag + "','ocppTransactionId':'" + transaction + "'}");

        updates("MeterValuePeriodic", "Charging", meter("Sample.Periodic", 2500)).is("{}");
        operator.seesConnector(1, "{'status':'Occupied','energyKwh':1.5,'transactionId':'*'}");
        updates("StopAuthorized", "EVConnected", token(tag)).is("{'idTokenInfo':{'status':'Accepted'}}");
        ends("EVCommunicationLost", "Local", meter("Transaction.End", 4500)).is("{}");
        unplugged();

        operator.seesTransaction("{'state':'ended','stopReason':'Local','meterStartKwh':1,'meterStopKwh':4.5,'energyKwh':3.5}");
        operator.seesConnector(1, "{'status':'Available','transactionId':null}");
    }

    @Test
    void tc_E_04_authorizationFirst() {
        booted();
        authorized();
        starts("Authorized", "", token(tag), meter("Transaction.Begin", 1000)).is("{'idTokenInfo':{'status':'Accepted'}}");
        status("Occupied");
        updates("CablePluggedIn", "EVConnected", EVSE).is("{}");
        updates("ChargingStateChanged", "Charging").is("{}");

        operator.seesTransaction("{'state':'active','evse':1,'chargingState':'Charging','idTag':'" + tag + "'}");
        ends("StopAuthorized", "Local", meter("Transaction.End", 4500)).is("{}");
        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
    }

    @Test
    void tc_E_38_theCarIsNotReady() {
        booted();
        status("Occupied");
        starts("CablePluggedIn", "EVConnected", EVSE).is("{}");
        authorized();
        updates("Authorized", "SuspendedEV", token(tag)).is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','chargingState':'SuspendedEV'}");
        updates("ChargingStateChanged", "Charging").is("{}");
        operator.seesTransaction("{'state':'active','chargingState':'Charging'}");
    }

    @Test
    void tc_E_39_noCarBeforeTheTimeout() {
        booted();
        authorized();
        starts("Authorized", "", token(tag)).is("{'idTokenInfo':{'status':'Accepted'}}");

        ends("EVConnectTimeout", "Timeout").is("{}");

        operator.seesTransaction("{'state':'ended','stopReason':'Timeout','energyKwh':0,'idTag':'" + tag + "'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_E_07,StopAuthorized,Local", "TC_E_08,ChargingStateChanged,Local", "TC_E_14,EVCommunicationLost,Local",
            "TC_E_15,StopAuthorized,Local", "TC_E_17,EVCommunicationLost,EVDisconnected", "TC_E_19,EVDeparted,Local",
            "TC_E_20,EVCommunicationLost,EVDisconnected", "TC_E_22,ChargingStateChanged,StoppedByEV"})
    void tc_E_07_to_22_endsOfATransaction(String testCase, String trigger, String reason) {
        charging();

        ends(trigger, reason, meter("Transaction.End", 4500)).is("{}");
        unplugged();

        operator.seesTransaction("{'state':'ended','stopReason':'" + reason + "','energyKwh':3.5,'chargingState':null}");
        operator.seesConnector(1, "{'status':'Available','transactionId':null}");
    }

    @Test
    void tc_E_16_tokenThatMayNotEndsTheTransaction() {
        booted();
        status("Occupied");
        starts("CablePluggedIn", "EVConnected", EVSE).is("{}");
        updates("Authorized", "EVConnected", token("NOBODY-KNOWS-IT")).is("{'idTokenInfo':{'status':'Invalid'}}");

        ends("Deauthorized", "DeAuthorized").is("{}");

        operator.seesTransaction("{'state':'ended','stopReason':'DeAuthorized'}");
    }

    @Test
    void tc_E_21_remoteStop() {
        charging();

        var task = operator.commands("remote-stop", "{'transactionId':'" + operator.transactionId() + "'}");
        station.receives("RequestStopTransaction", "{'transactionId':'" + transaction + "'}").replies("{'status':'Accepted'}");
        ends("RemoteStop", "Remote", meter("Transaction.End", 4500)).is("{}");

        task.isEffective();
        operator.seesTransaction("{'state':'ended','stopReason':'Remote','energyKwh':3.5}");
    }

    @Test
    void tc_E_26_unpluggedAtTheCarAndPluggedInAgain() {
        charging();

        updates("EVCommunicationLost", "Idle").is("{}");
        operator.seesTransaction("{'state':'active','chargingState':'Idle'}");
        updates("CablePluggedIn", "EVConnected").is("{}");
        updates("ChargingStateChanged", "Charging").is("{}");

        operator.seesTransaction("{'state':'active','chargingState':'Charging','idTag':'" + tag + "'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_E_29,true", "TC_E_30,false"})
    void tc_E_29_30_statusOfARunningTransaction(String testCase, boolean queued) {
        charging();

        var task = operator.commands("get-transaction-status", "{'transactionId':'" + operator.transactionId() + "'}");
        station.receives("GetTransactionStatus", "{'transactionId':'" + transaction + "'}")
                .replies("{'ongoingIndicator':true,'messagesInQueue':" + queued + "}");
        if (queued) updates("MeterValuePeriodic", "Charging", "'offline':true", meter("Sample.Periodic", 3000)).is("{}");

        task.becomes("{'result':'Accepted','response':{'ongoingIndicator':true,'messagesInQueue':" + queued + "}}");
        operator.seesTransaction("{'state':'active','energyKwh':" + (queued ? 2 : 0) + "}");
    }

    @Test
    void tc_E_31_statusOfATransactionWhoseEndWaits() {
        charging();

        var task = operator.commands("get-transaction-status", "{'transactionId':'" + operator.transactionId() + "'}");
        station.receives("GetTransactionStatus").replies("{'ongoingIndicator':false,'messagesInQueue':true}");
        ends("StopAuthorized", "Local", "'offline':true", meter("Transaction.End", 4500)).is("{}");

        task.becomes("{'response':{'ongoingIndicator':false,'messagesInQueue':true}}");
        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
    }

    @ParameterizedTest
    @CsvSource({"TC_E_33,true", "TC_E_34,false"})
    void tc_E_33_34_statusOfTheQueue(String testCase, boolean queued) {
        charging();

        var task = operator.commands("get-transaction-status", "{}");
        station.receives("GetTransactionStatus", "{'transactionId':null}").replies("{'messagesInQueue':" + queued + "}");

        task.becomes("{'result':'Accepted','response':{'messagesInQueue':" + queued + "}}");
        operator.seesAbility("GetTransactionStatus", "{'status':'supported'}");
        operator.seesTransaction("{'state':'active','energyKwh':0}");
    }

    @Test
    void tc_E_53_sequenceBeginsAtZeroAgain() {
        charging();
        ends("StopAuthorized", "Local", meter("Transaction.End", 4500)).is("{}");

        station.sends("TransactionEvent",
                "{'eventType':'Started','timestamp':'" + at(120) + "','triggerReason':'CablePluggedIn','seqNo':0,"
                        + "'transactionInfo':{'transactionId':'" + transaction + "-next'}," + EVSE + "}")
                .is("{}");

        operator.seesTransaction("{'state':'active','ocppTransactionId':'" + transaction + "-next'}");
        operator.seesTransactions(2);
    }
}
