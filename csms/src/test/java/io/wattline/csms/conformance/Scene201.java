package io.wattline.csms.conformance;

import io.wattline.csms.conformance.ScenarioStation.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** The states from which OCPP 2.0.1 scenarios begin, and the station's one transaction. */
abstract class Scene201 extends Scene {
    static final String EVSE = "'evse':{'id':1,'connectorId':1}";
    private static final AtomicInteger TRANSACTIONS = new AtomicInteger();

    final String transaction = "transaction-" + TRANSACTIONS.incrementAndGet();
    /** Stations tell their news at once, so times are of today. */
    private final Instant begin = Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS).minus(4, ChronoUnit.HOURS);
    private int seqNo;

    Scene201() { super("ocpp2.0.1"); }

    /** A new station with one free connector. */
    void booted() {
        boots("PowerUp").is("{'status':'Accepted','interval':'*','currentTime':'*'}");
        status("Available");
    }

    Answer boots(String reason) {
        return station.sends("BootNotification", "{'reason':'" + reason
                + "','chargingStation':{'vendorName':'Vendor','model':'" + model + "','serialNumber':'S1','firmwareVersion':'1.0'}}");
    }

    void status(String status) {
        station.sends("StatusNotification",
                "{'timestamp':'" + at(240) + "','evseId':1,'connectorId':1,'connectorStatus':'" + status + "'}")
                .is("{}");
    }

    void authorized() { authorized(tag, "Accepted"); }

    JsonNode authorized(String idTag, String status) {
        return station.sends("Authorize", "{" + token(idTag) + "}").is("{'idTokenInfo':{'status':'" + status + "'}}");
    }

    /** The transaction starts; the members come besides time, number and transaction. */
    Answer starts(String trigger, String chargingState, String... members) {
        return tells("Started", trigger, chargingState, members);
    }

    Answer updates(String trigger, String chargingState, String... members) { return tells("Updated", trigger, chargingState, members); }

    private Answer tells(String type, String trigger, String chargingState, String... members) {
        String info = "'transactionId':'" + transaction + "'" + (chargingState.isEmpty() ? "" : ",'chargingState':'" + chargingState + "'");
        return event(type, trigger, info, members);
    }

    Answer ends(String trigger, String stoppedReason, String... members) {
        return event("Ended", trigger, "'transactionId':'" + transaction + "','stoppedReason':'" + stoppedReason + "'", members);
    }

    Answer event(String type, String trigger, String info, String... members) {
        String more = members.length == 0 ? "" : "," + String.join(",", members);
        int number = seqNo++;
        return station.sends("TransactionEvent",
                "{'eventType':'" + type + "','timestamp':'" + at(25 * number) + "','triggerReason':'" + trigger
                        + "','seqNo':" + number + ",'transactionInfo':{" + info + "}" + more + "}");
    }

    /** So many minutes after the beginning; 240 are now. */
    String at(int minutes) {
        return begin.plus(minutes, ChronoUnit.MINUTES).toString();
    }

    /** Plugged in, authorized and charging from 1 kWh on. */
    void charging() {
        booted();
        status("Occupied");
        starts("CablePluggedIn", "EVConnected", EVSE, meter("Transaction.Begin", 1000)).is("{}");
        authorized();
        updates("Authorized", "EVConnected", token(tag)).is("{'idTokenInfo':{'status':'Accepted'}}");
        updates("ChargingStateChanged", "Charging").is("{}");
    }

    /** The car leaves after a transaction. */
    void unplugged() { status("Available"); }

    static String token(String idTag) { return "'idToken':{'idToken':'" + idTag + "','type':'ISO14443'}"; }

    /** A reading of the register, which gains 6 kWh an hour. */
    String meter(String context, int wh) {
        return "'meterValue':[" + reading(context, wh) + "]";
    }

    String reading(String context, int wh) {
        return "{'timestamp':'" + at(wh / 100) + "','sampledValue':[{'value':" + wh + ",'context':'" + context
                + "','measurand':'Energy.Active.Import.Register','unitOfMeasure':{'unit':'Wh'}}]}";
    }

    String signedMeter(String context, int wh) {
        return meter(context, wh).replace(",'unitOfMeasure'", ",'signedMeterValue':{'signedMeterData':'c2lnbmVk','signingMethod':'ECDSA',"
                + "'encodingMethod':'OCMF','publicKey':'a2V5'},'unitOfMeasure'");
    }
}
