package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1: what a station tells after it was alone; the use cases of blocks B, C and E that have no certification case. */
class Offline201Test extends Scene201 {
    private static final String OFFLINE = "'offline':true";

    @Test
    void b04_backFromAnOfflinePause() {
        booted();

        reconnects();
        status("Faulted");

        operator.seesStation("{'online':true}");
        operator.seesConnector(1, "{'status':'Faulted'}");
    }

    @Test
    void e04_e12_fromBeginningToEnd() {
        booted();
        reconnects();

        starts("CablePluggedIn", "EVConnected", EVSE, OFFLINE, token(tag), meter("Transaction.Begin", 1000))
                .is("{'idTokenInfo':{'status':'Accepted'}}");
        updates("ChargingStateChanged", "Charging", OFFLINE).is("{}");
        ends("StopAuthorized", "Local", OFFLINE, meter("Transaction.End", 4500)).is("{}");

        operator.seesTransaction("{'state':'ended','startedAt':'" + at(0) + "','stoppedAt':'" + at(50) + "','energyKwh':3.5}");
    }

    @Test
    void e08_endedAlone() {
        charging();
        reconnects();

        ends("StopAuthorized", "Local", OFFLINE, meter("Transaction.End", 4500)).is("{}");

        operator.seesTransaction("{'state':'ended','stopReason':'Local','energyKwh':3.5}");
    }

    @Test
    void e11_connectionLostWhileCharging() {
        charging();
        reconnects();

        updates("MeterValuePeriodic", "Charging", OFFLINE, meter("Sample.Periodic", 2000)).is("{}");
        updates("MeterValuePeriodic", "Charging", meter("Sample.Periodic", 3000)).is("{}");

        operator.seesTransaction("{'state':'active','energyKwh':2}");
        operator.seesTransactions(1);
    }

    @Test
    void e13_toldTwice() {
        charging();
        String end = "{'eventType':'Ended','timestamp':'" + at(75) + "','triggerReason':'StopAuthorized','seqNo':3,'transactionInfo':"
                + "{'transactionId':'" + transaction + "','stoppedReason':'Local'}," + meter("Transaction.End", 4500) + "}";

        station.sends("TransactionEvent", end).is("{}");
        station.sends("TransactionEvent", end).is("{}");

        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
        operator.seesTransactions(1);
    }

    @Test
    void e05_e15_startedWithATokenThatMayNot() {
        booted();
        String blocked = operator.tag("{'blocked':true}");

        starts("Authorized", "EVConnected", EVSE, token(blocked)).is("{'idTokenInfo':{'status':'Blocked'}}");
        ends("Deauthorized", "DeAuthorized").is("{}");

        operator.seesTransaction("{'state':'ended','stopReason':'DeAuthorized','idTag':'" + blocked + "'}");
    }

    @ParameterizedTest
    @CsvSource({"C13,known,Accepted", "C15,unknown,Invalid"})
    void c13_c15_tokenDecidedAlone(String useCase, String token, String status) {
        booted();
        reconnects();
        String used = token.equals("known") ? tag : "NOBODY-KNOWS-IT";

        starts("Authorized", "Charging", EVSE, OFFLINE, token(used), meter("Transaction.Begin", 1000))
                .is("{'idTokenInfo':{'status':'" + status + "'}}");

        operator.seesTransaction("{'idTag':'" + used + "','startReason':'Authorized'}");
    }

    @Test
    void c02_startButton() {
        booted();
        status("Occupied");

        starts("Authorized", "Charging", EVSE, "'idToken':{'idToken':'','type':'NoAuthorization'}")
                .is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','idTag':null}");
    }

    @ParameterizedTest
    @CsvSource({"C03,Central", "C04,KeyCode", "C05,Central", "C06,Local", "C08,eMAID"})
    void c03_to_c08_otherKindsOfTokens(String useCase, String type) {
        booted();
        String token = token(tag).replace("ISO14443", type);

        station.sends("Authorize", "{" + token + "}").is("{'idTokenInfo':{'status':'Accepted'}}");
        starts("Authorized", "Charging", EVSE, token).is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "'}");
    }
}
