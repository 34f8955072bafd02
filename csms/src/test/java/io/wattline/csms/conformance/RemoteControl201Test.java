package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block F: remote control. */
class RemoteControl201Test extends Scene201 {
    @Test
    void tc_F_01_remoteStartWithTheCableIn() {
        booted();
        status("Occupied");
        starts("CablePluggedIn", "EVConnected", EVSE).is("{}");

        var task = operator.commands("remote-start", "{'idTag':'" + tag + "','evse':1}");
        int number = asked("{'status':'Accepted','transactionId':'" + transaction + "'}");
        event("Updated", "RemoteStart", "'transactionId':'" + transaction + "','chargingState':'Charging','remoteStartId':" + number,
                token(tag))
                .is("{'idTokenInfo':{'status':'Accepted'}}");

        task.isEffective();
        operator.seesTransaction("{'state':'active','idTag':'" + tag + "','chargingState':'Charging'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_F_02,true", "TC_F_03,false"})
    void tc_F_02_03_remoteStartBeforeTheCable(String testCase, boolean asksForTheToken) {
        booted();

        var task = operator.commands("remote-start", "{'idTag':'" + tag + "','evse':1}");
        int number = asked("{'status':'Accepted'}");
        if (asksForTheToken) authorized();
        startsBy(number);
        status("Occupied");
        updates("CablePluggedIn", "EVConnected", EVSE).is("{}");
        updates("ChargingStateChanged", "Charging").is("{}");

        task.isEffective();
        operator.seesTransaction("{'state':'active','startReason':'RemoteStart','chargingState':'Charging','evse':1}");
    }

    @Test
    void tc_F_04_remoteStartAndNoCable() {
        booted();

        var task = operator.commands("remote-start", "{'idTag':'" + tag + "','evse':1}");
        startsBy(asked("{'status':'Accepted'}"));
        ends("EVConnectTimeout", "Timeout").is("{}");

        task.isEffective();
        operator.seesTransaction("{'state':'ended','stopReason':'Timeout','energyKwh':0}");
        operator.seesConnector(1, "{'status':'Available','transactionId':null}");
    }

    @Test
    void tc_F_06_unlockAFreeConnector() {
        booted();

        var task = operator.commands("unlock-connector", "{'evse':1,'connector':1}");
        station.receives("UnlockConnector", "{'evseId':1,'connectorId':1}").replies("{'status':'Unlocked'}");

        task.becomes("{'stage':'answered','result':'Accepted','response':{'status':'Unlocked'}}");
        operator.seesAbility("UnlockConnector", "{'status':'supported'}");
        operator.seesConnector(1, "{'status':'Available'}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "TC_F_11;MeterValues;1;MeterValues;{'evseId':1,'meterValue':[{'timestamp':'2026-05-01T10:00:00Z','sampledValue':[{'value':1000,'context':'Trigger'}]}]}",
            "TC_F_12;MeterValues;0;MeterValues;{'evseId':1,'meterValue':[{'timestamp':'2026-05-01T10:00:00Z','sampledValue':[{'value':1000,'context':'Trigger'}]}]}",
            "TC_F_15;LogStatusNotification;0;LogStatusNotification;{'status':'Idle'}",
            "TC_F_18;FirmwareStatusNotification;0;FirmwareStatusNotification;{'status':'Idle'}",
            "TC_F_20;Heartbeat;0;Heartbeat;{}",
            "TC_F_23;StatusNotification;1;StatusNotification;{'timestamp':'2026-05-01T10:00:00Z','evseId':1,'connectorId':1,'connectorStatus':'Available'}",
            "TC_F_24;StatusNotification;1;StatusNotification;{'timestamp':'2026-05-01T10:00:00Z','evseId':1,'connectorId':1,'connectorStatus':'Occupied'}"})
    void tc_F_11_to_24_triggeredMessages(String testCase, String message, int evse, String action, String payload) {
        booted();

        var task = operator.commands("trigger-message", "{'requestedMessage':'" + message + "','evse':" + evse + "}");
        station.receives("TriggerMessage", "{'requestedMessage':'" + message + "','evse':" + (evse == 0 ? "null" : "{'id':1}") + "}")
                .replies("{'status':'Accepted'}");
        station.sends(action, payload).is("{}");

        task.isEffective();
        operator.seesFrame(action);
    }

    @ParameterizedTest
    @CsvSource({"TC_F_13,1", "TC_F_14,0"})
    void tc_F_13_14_triggeredTransactionEvent(String testCase, int evse) {
        charging();

        var task = operator.commands("trigger-message", "{'requestedMessage':'TransactionEvent','evse':" + evse + "}");
        station.receives("TriggerMessage", "{'requestedMessage':'TransactionEvent'}").replies("{'status':'Accepted'}");
        updates("Trigger", "Charging", meter("Trigger", 2000)).is("{}");

        task.isEffective();
        operator.seesTransaction("{'state':'active','energyKwh':1}");
    }

    @Test
    void tc_F_27_triggerThatNobodyBuilt() {
        booted();

        var task = operator.commands("trigger-message", "{'requestedMessage':'SignCombinedCertificate'}");
        station.receives("TriggerMessage", "{'requestedMessage':'SignCombinedCertificate'}").replies("{'status':'NotImplemented'}");

        task.becomes("{'finished':true,'result':'Unsupported'}");
        operator.seesAbility("TriggerMessage",
                "{'status':'supported','details':[{'detail':'SignCombinedCertificate','status':'unsupported'}]}");
    }

    /** The station gets the remote start: its number. */
    private int asked(String reply) {
        var call = station.receives("RequestStartTransaction", "{'evseId':1," + token(tag).replace("ISO14443", "*") + "}");
        call.replies(reply);
        return call.payload().path("remoteStartId").intValue();
    }

    private void startsBy(int number) {
        event("Started", "RemoteStart", "'transactionId':'" + transaction + "','remoteStartId':" + number, token(tag))
                .is("{'idTokenInfo':{'status':'Accepted'}}");
    }
}
