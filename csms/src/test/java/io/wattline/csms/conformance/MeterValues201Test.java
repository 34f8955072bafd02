package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block J: meter values. */
class MeterValues201Test extends Scene201 {
    private static final String SIGNED = "'signed':[{'data':'c2lnbmVk','publicKey':'a2V5'}]";

    @Test
    void tc_J_01_atTheClockWithoutATransaction() {
        booted();

        station.sends("MeterValues", "{'evseId':1," + meter("Sample.Clock", 7000) + "}").is("{}");

        operator.seesMeterValue("{'evse':1,'connector':1,'energyKwh':7,'transactionId':null}");
        operator.seesTransactions(0);
    }

    @ParameterizedTest
    @CsvSource({"TC_J_02,MeterValueClock,Sample.Clock", "TC_J_09,MeterValuePeriodic,Sample.Periodic"})
    void tc_J_02_09_duringATransaction(String testCase, String trigger, String context) {
        charging();

        updates(trigger, "Charging", meter(context, 2500)).is("{}");

        operator.seesMeterValue("{'evse':1,'energyKwh':2.5,'transactionId':'*'}");
        operator.seesTransaction("{'state':'active','energyKwh':1.5}");
    }

    @ParameterizedTest
    @CsvSource({"TC_J_03,Sample.Clock", "TC_J_10,Sample.Periodic"})
    void tc_J_03_10_allOfItWithTheEnd(String testCase, String context) {
        charging();

        ends("StopAuthorized", "Local",
                "'meterValue':[" + reading(context, 2000) + "," + reading(context, 3000) + "," + reading("Transaction.End", 4500) + "]")
                .is("{}");

        operator.seesMeterValue("{'energyKwh':2,'transactionId':'*'}");
        operator.seesMeterValue("{'energyKwh':3,'transactionId':'*'}");
        operator.seesTransaction("{'state':'ended','meterStopKwh':4.5,'energyKwh':3.5}");
    }

    @Test
    void tc_J_04_signedAtTheClock() {
        booted();

        station.sends("MeterValues", "{'evseId':1," + signedMeter("Sample.Clock", 7000) + "}").is("{}");

        operator.seesMeterValue("{'evse':1,'energyKwh':7," + SIGNED + "}");
    }

    @Test
    void tc_J_07_withTheStart() {
        booted();
        authorized();
        status("Occupied");

        starts("Authorized", "Charging", EVSE, token(tag), meter("Transaction.Begin", 1000)).is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','meterStartKwh':1,'energyKwh':0}");
        operator.seesMeterValue("{'evse':1,'energyKwh':1,'transactionId':'*'}");
    }

    @Test
    void tc_J_08_whenThePlaceBecomesKnown() {
        booted();
        authorized();
        starts("Authorized", "", token(tag)).is("{'idTokenInfo':{'status':'Accepted'}}");
        status("Occupied");

        updates("CablePluggedIn", "EVConnected", EVSE, meter("Transaction.Begin", 1000)).is("{}");

        operator.seesTransaction("{'state':'active','evse':1,'meterStartKwh':1}");
        operator.seesMeterValue("{'evse':1,'energyKwh':1,'transactionId':'*'}");
    }

    @Test
    void tc_J_11_signedDuringATransaction() {
        charging();

        updates("MeterValuePeriodic", "Charging", signedMeter("Sample.Periodic", 2500)).is("{}");
        ends("StopAuthorized", "Local", signedMeter("Transaction.End", 4500)).is("{}");

        operator.seesMeterValue("{'energyKwh':2.5,'transactionId':'*'," + SIGNED + "}");
        operator.seesMeterValue("{'energyKwh':4.5,'transactionId':'*'," + SIGNED + "}");
        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
    }
}
