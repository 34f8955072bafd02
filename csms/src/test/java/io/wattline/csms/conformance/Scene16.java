package io.wattline.csms.conformance;

import tools.jackson.databind.JsonNode;

/** The states from which OCPP 1.6 scenarios begin. */
abstract class Scene16 extends Scene {
    static final String BEGIN = "2026-05-01T10:00:00Z";
    static final String END = "2026-05-01T11:00:00Z";

    Scene16() { super("ocpp1.6"); }

    /** A new station with one free connector. */
    void booted() {
        station.sends("BootNotification", "{'chargePointVendor':'Vendor','chargePointModel':'" + model + "','firmwareVersion':'1.0'}")
                .is("{'status':'Accepted','interval':'*','currentTime':'*'}");
        status(0, "Available");
        status(1, "Available");
    }

    void status(int connector, String status) { status(connector, status, "NoError"); }

    void status(int connector, String status, String error) {
        station.sends("StatusNotification", "{'connectorId':" + connector + ",'status':'" + status + "','errorCode':'" + error + "'}")
                .is("{}");
    }

    void authorized() { authorized(tag, "Accepted"); }

    JsonNode authorized(String idTag, String status) {
        return station.sends("Authorize", "{'idTag':'" + idTag + "'}").is("{'idTagInfo':{'status':'" + status + "'}}");
    }

    /** A transaction with the scene's tag on connector 1, from 1 kWh on: its number. */
    int started() { return started(tag, "Accepted"); }

    int started(String idTag, String status) {
        return station.sends("StartTransaction", "{'connectorId':1,'idTag':'" + idTag + "','meterStart':1000,'timestamp':'" + BEGIN + "'}")
                .is("{'transactionId':'*','idTagInfo':{'status':'" + status + "'}}").path("transactionId").intValue();
    }

    /** Booted, plugged in, authorized, started and charging: the transaction's number. */
    int charging() {
        booted();
        status(1, "Preparing");
        authorized();
        int transaction = started();
        status(1, "Charging");
        return transaction;
    }

    /** Ends at 4.5 kWh. */
    void stopped(int transaction, String reason) {
        station.sends("StopTransaction",
                "{'transactionId':" + transaction + ",'meterStop':4500,'timestamp':'" + END + "','reason':'" + reason
                        + "'}")
                .is("{}");
    }
}
