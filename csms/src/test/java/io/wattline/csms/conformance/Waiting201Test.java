package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;

/** OCPP 2.0.1 block B: stations that wait to be accepted. */
class Waiting201Test extends Scene201 {
    @Test
    void tc_B_02_configuredWhileItWaits() {
        waiting();

        var task = operator.commands("set-variables",
                "{'variables':[{'component':'OCPPCommCtrlr','variable':'OfflineThreshold','value':'60'}]}");
        station.receives("SetVariables").replies("{'setVariableResult':[{'attributeStatus':'Accepted','component':{'name':'OCPPCommCtrlr'},"
                + "'variable':{'name':'OfflineThreshold'}}]}");
        task.isAnswered("Accepted");
        operator.changesStation("{'accepted':true}");
        asksForABoot();

        boots("Triggered").is("{'status':'Accepted'}");
        status("Available");
        operator.seesStation("{'bootStatus':'Accepted'}");
        operator.seesConnector(1, "{'status':'Available'}");
    }

    @Test
    void tc_B_30_messageBeforeItIsAccepted() {
        waiting();

        station.sends("StatusNotification", "{'timestamp':'2026-05-01T09:00:00Z','evseId':1,'connectorId':1,'connectorStatus':'Available'}")
                .isError("SecurityError");

        operator.seesStation("{'bootStatus':'Pending','connectors':[]}");
    }

    @Test
    void tc_B_31_triggeredBeforeItIsAccepted() {
        waiting();

        var task = operator.commands("trigger-message", "{'requestedMessage':'BootNotification'}");
        asksForABoot();
        boots("Triggered").is("{'status':'Pending'}");

        task.isEffective();
        operator.seesStation("{'bootStatus':'Pending'}");
    }

    @Test
    void b03_rejected() {
        operator.changesAccount("{'bootPolicy':'rejected'}");
        try {
            boots("PowerUp").is("{'status':'Rejected','interval':'*','currentTime':'*'}");
            operator.seesStation("{'bootStatus':'Rejected'}");
        } finally {
            operator.changesAccount("{'bootPolicy':'accepted'}");
        }

        boots("PowerUp").is("{'status':'Accepted'}");
    }

    /** The operator lets the station wait. */
    private void waiting() {
        operator.changesStation("{'accepted':false}");
        asksForABoot();
        boots("Triggered").is("{'status':'Pending','interval':'*','currentTime':'*'}");
    }

    private void asksForABoot() {
        station.receives("TriggerMessage", "{'requestedMessage':'BootNotification'}").replies("{'status':'Accepted'}");
    }
}
