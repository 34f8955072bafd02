package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block H: reservations. */
class Reservation201Test extends Scene201 {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_H_01;,'evseId':1", "TC_H_08;\"\"", "TC_H_15;,'connectorType':'cType2'"})
    void tc_H_01_08_15_reservedAndUsed(String testCase, String place) {
        booted();
        reserves(77, place, "Accepted", "Accepted");
        status("Reserved");
        operator.seesConnector(1, "{'status':'Reserved'}");
        authorized();
        status("Occupied");

        starts("Authorized", "Charging", EVSE, token(tag), "'reservationId':77").is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "','evse':1}");
    }

    @ParameterizedTest
    @CsvSource({"TC_H_07,Expired,Available", "TC_H_20,Removed,Faulted"})
    void tc_H_07_20_reservedAndOver(String testCase, String update, String afterwards) {
        booted();
        reserves(77, ",'evseId':1", "Accepted", "Accepted");
        status("Reserved");

        status(afterwards);
        station.sends("ReservationStatusUpdate", "{'reservationId':77,'reservationUpdateStatus':'" + update + "'}").is("{}");

        operator.seesConnector(1, "{'status':'" + afterwards + "'}");
        operator.seesFrame("ReservationStatusUpdate");
    }

    @Test
    void tc_H_14_asManyReservationsAsPlaces() {
        booted();
        reserves(77, "", "Accepted", "Accepted");
        status("Reserved");

        reserves(78, "", "Occupied", "Rejected");

        operator.seesConnector(1, "{'status':'Reserved'}");
    }

    @Test
    void tc_H_17_cancel() {
        booted();
        reserves(77, ",'evseId':1", "Accepted", "Accepted");
        status("Reserved");

        asked("CancelReservation", "{'reservationId':77}", "Accepted", "Accepted");
        status("Available");

        operator.seesConnector(1, "{'status':'Available'}");
    }

    @Test
    void tc_H_19_usedByAnotherTokenOfTheGroup() {
        String group = operator.tag("{}");
        String other = operator.tag("{'parentIdTag':'" + group + "'}");
        booted();
        reserves(77, ",'evseId':1,'groupIdToken':{'idToken':'" + group + "','type':'ISO14443'}", "Accepted", "Accepted");
        status("Reserved");

        station.sends("Authorize", "{" + token(other) + "}")
                .is("{'idTokenInfo':{'status':'Accepted','groupIdToken':{'idToken':'" + group + "'}}}");
        starts("Authorized", "Charging", EVSE, token(other), "'reservationId':77").is("{'idTokenInfo':{'status':'Accepted'}}");

        operator.seesTransaction("{'state':'active','idTag':'" + other + "'}");
    }

    @ParameterizedTest
    @CsvSource({"Rejected", "Occupied", "Unavailable", "Faulted"})
    void tc_H_22_notReserved(String status) {
        booted();

        reserves(77, ",'evseId':1", status, "Rejected");
    }

    private void reserves(int number, String more, String status, String result) {
        asked("ReserveNow", "{'id':" + number + ",'expiryDateTime':'2036-05-01T12:00:00Z'," + token(tag) + more + "}", status, result);
    }
}
