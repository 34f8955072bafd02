package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 Remote Trigger. */
class RemoteTrigger16Test extends Scene16 {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "MeterValues;1;{'connectorId':1,'meterValue':[{'timestamp':'2026-05-01T10:00:00Z','sampledValue':[{'value':'1000','context':'Trigger'}]}]}",
            "Heartbeat;0;{}", "StatusNotification;1;{'connectorId':1,'status':'Available','errorCode':'NoError'}",
            "BootNotification;0;{'chargePointVendor':'Vendor','chargePointModel':'Model'}",
            "DiagnosticsStatusNotification;0;{'status':'Idle'}", "FirmwareStatusNotification;0;{'status':'Idle'}"})
    void tc_054_triggeredMessages(String message, int connector, String payload) {
        booted();

        var task = operator.commands("trigger-message", "{'requestedMessage':'" + message + "','evse':" + connector + "}");
        station.receives("TriggerMessage", "{'requestedMessage':'" + message + "','connectorId':" + (connector == 0 ? "null" : "1") + "}")
                .replies("{'status':'Accepted'}");
        station.sends(message, payload).is("{}");

        task.isEffective();
        operator.seesFrame(message);
    }

    @Test
    void tc_055_triggerRejected() {
        booted();

        var task = operator.commands("trigger-message", "{'requestedMessage':'MeterValues','evse':1}");
        station.receives("TriggerMessage", "{'connectorId':1}").replies("{'status':'Rejected'}");

        task.becomes("{'finished':true,'result':'Rejected'}");
    }
}
