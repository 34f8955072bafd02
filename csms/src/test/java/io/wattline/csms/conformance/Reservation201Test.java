package io.wattline.csms.conformance;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block H: reservations. */
class Reservation201Test extends Scene201 {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_H_01;,'evse':1;'evseId':1", "TC_H_08;\"\";'evseId':null",
            "TC_H_15;,'connectorType':'cType2';'connectorType':'cType2'"})
    void tc_H_01_08_15_reservedAndUsed(String testCase, String place, String asked) {
        booted();
        reserves(77, tag, place, asked, "Accepted", "Accepted");
        operator.seesReservation(77, "{'status':'accepted','idTag':'" + tag + "'}");
        operator.seesStation("{'reservations':[{'reservationId':77,'idTag':'" + tag + "','status':'accepted'}]}");
        status("Reserved");
        authorized();
        status("Occupied");

        startsOnReservation(tag);

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "','evse':1}");
        operator.seesReservation(77, "{'status':'used','transactionId':'*'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_H_07,Expired,Available,expired", "TC_H_20,Removed,Faulted,cancelled"})
    void tc_H_07_20_reservedAndOver(String testCase, String update, String afterwards, String reservation) {
        booted();
        reserves(77, tag, ",'evse':1", "'evseId':1", "Accepted", "Accepted");
        status("Reserved");

        status(afterwards);
        station.sends("ReservationStatusUpdate", "{'reservationId':77,'reservationUpdateStatus':'" + update + "'}").is("{}");

        operator.seesConnector(1, "{'status':'" + afterwards + "'}");
        operator.seesReservation(77, "{'status':'" + reservation + "'}");
        operator.seesStation("{'reservations':[]}");
    }

    @Test
    void tc_H_14_asManyReservationsAsPlaces() {
        booted();
        reserves(77, tag, "", "'evseId':null", "Accepted", "Accepted");
        status("Reserved");

        reserves(78, tag, "", "'evseId':null", "Occupied", "Rejected");

        operator.seesConnector(1, "{'status':'Reserved'}");
        operator.seesReservation(77, "{'status':'accepted'}");
        operator.seesReservation(78, "{'status':'rejected','reason':'Occupied'}");
    }

    @Test
    void tc_H_17_cancel() {
        booted();
        reserves(77, tag, ",'evse':1", "'evseId':1", "Accepted", "Accepted");
        status("Reserved");

        commanded("cancel-reservation", "{'reservationId':77}", "CancelReservation", "{'reservationId':77}", "Accepted", "Accepted");
        status("Available");

        operator.seesConnector(1, "{'status':'Available'}");
        operator.seesReservation(77, "{'status':'cancelled'}");
    }

    @Test
    void tc_H_19_usedByAnotherTokenOfTheGroup() {
        String group = operator.tag("{}");
        String other = operator.tag("{'parentIdTag':'" + group + "'}");
        booted();
        reserves(77, tag, ",'evse':1,'parentIdTag':'" + group + "'", "'groupIdToken':{'idToken':'" + group + "'}", "Accepted", "Accepted");
        status("Reserved");

        station.sends("Authorize", "{" + token(other) + "}")
                .is("{'idTokenInfo':{'status':'Accepted','groupIdToken':{'idToken':'" + group + "'}}}");
        startsOnReservation(other);

        operator.seesTransaction("{'state':'active','idTag':'" + other + "'}");
        operator.seesReservation(77, "{'status':'used','transactionId':'*'}");
    }

    @ParameterizedTest
    @CsvSource({"Rejected", "Occupied", "Unavailable", "Faulted"})
    void tc_H_22_notReserved(String status) {
        booted();

        reserves(77, tag, ",'evse':1", "'evseId':1", status, "Rejected");

        operator.seesReservation(77, "{'status':'rejected','reason':'" + status + "'}");
    }

    private void reserves(int number, String idTag, String more, String asked, String status, String result) {
        commanded("reserve-now", "{'reservationId':" + number + ",'expiresAt':'2036-05-01T12:00:00Z','idTag':'" + idTag + "'" + more + "}",
                "ReserveNow",
                "{'id':" + number + ",'expiryDateTime':'*','idToken':{'idToken':'" + idTag + "'}," + asked + "}", status, result);
    }

    /** Now, for a reservation is used while it lasts. */
    private void startsOnReservation(String idTag) {
        station.sends("TransactionEvent",
                "{'eventType':'Started','timestamp':'" + Instant.now(Clock.systemUTC()) + "','triggerReason':'Authorized',"
                        + "'seqNo':0,'reservationId':77,'transactionInfo':{'transactionId':'" + transaction + "'}," + EVSE + ","
                        + token(idTag) + "}")
                .is("{'idTokenInfo':{'status':'Accepted'}}");
    }
}
