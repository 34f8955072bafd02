package io.wattline.csms.conformance;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 Reservation. */
class Reservation16Test extends Scene16 {
    @ParameterizedTest
    @CsvSource({"TC_046,1", "TC_049,0"})
    void tc_046_049_reservedAndUsed(String testCase, int connector) {
        booted();
        reserved(connector, tag, "", "Accepted", "Accepted");
        operator.seesReservation(77, "{'status':'accepted','evse':" + connector + ",'idTag':'" + tag + "'}");
        operator.seesStation("{'reservations':[{'reservationId':77,'evse':" + connector + ",'idTag':'" + tag + "','status':'accepted'}]}");
        status(connector, "Reserved");
        authorized();

        int transaction = startedOnReservation(tag);
        status(1, "Charging");

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "'}");
        operator.seesReservation(77, "{'status':'used','transactionId':'" + operator.transactionId() + "'}");
        operator.seesStation("{'reservations':[]}");
        stopped(transaction, "Local");
        operator.seesTransaction("{'state':'ended'}");
    }

    @Test
    void tc_047_reservedAndExpired() {
        booted();
        reserved(1, tag, "", "Accepted", "Accepted");
        status(1, "Reserved");
        operator.seesConnector(1, "{'status':'Reserved'}");

        status(1, "Available");

        operator.seesConnector(1, "{'status':'Available'}");
        operator.seesReservation(77, "{'transactionId':null}");
        operator.seesTransactions(0);
    }

    @ParameterizedTest
    @CsvSource({"TC_048_1,Faulted", "TC_048_2,Occupied", "TC_048_3,Unavailable", "TC_048_4,Rejected"})
    void tc_048_1_to_4_notReserved(String testCase, String status) {
        booted();

        reserved(1, tag, "", status, "Rejected");

        operator.seesReservation(77, "{'status':'rejected','reason':'" + status + "'}");
        operator.seesStation("{'reservations':[]}");
    }

    @ParameterizedTest
    @CsvSource({"TC_051,Accepted,Available,cancelled", "TC_052,Rejected,Reserved,accepted"})
    void tc_051_052_cancel(String testCase, String status, String afterwards, String reservation) {
        booted();
        reserved(1, tag, "", "Accepted", "Accepted");
        status(1, "Reserved");

        commanded("cancel-reservation", "{'reservationId':77}", "CancelReservation", "{'reservationId':77}", status, status);
        status(1, afterwards);

        operator.seesConnector(1, "{'status':'" + afterwards + "'}");
        operator.seesReservation(77, "{'status':'" + reservation + "'}");
    }

    @Test
    void tc_053_usedByAnotherTokenOfTheGroup() {
        booted();
        String group = operator.tag("{}");
        String first = operator.tag("{'parentIdTag':'" + group + "'}");
        String second = operator.tag("{'parentIdTag':'" + group + "'}");
        reserved(1, first, ",'parentIdTag':'" + group + "'", "Accepted", "Accepted");
        status(1, "Reserved");

        Expected.in(authorized(second, "Accepted"), "{'idTagInfo':{'parentIdTag':'" + group + "'}}");
        startedOnReservation(second);

        operator.seesTransaction("{'state':'active','idTag':'" + second + "'}");
        operator.seesReservation(77, "{'status':'used','parentIdTag':'" + group + "'}");
    }

    private void reserved(int connector, String idTag, String more, String status, String result) {
        commanded("reserve-now",
                "{'reservationId':77,'evse':" + connector + ",'expiresAt':'2036-05-01T12:00:00Z','idTag':'" + idTag + "'" + more + "}",
                "ReserveNow", "{'connectorId':" + connector + ",'expiryDate':'*','idTag':'" + idTag + "','reservationId':77" + more + "}",
                status, result);
    }

    /** Now, for a reservation is used while it lasts. */
    private int startedOnReservation(String idTag) {
        return station
                .sends("StartTransaction", "{'connectorId':1,'idTag':'" + idTag + "','meterStart':1000,'reservationId':77,'timestamp':'"
                        + Instant.now(Clock.systemUTC()) + "'}")
                .is("{'idTagInfo':{'status':'Accepted'}}").path("transactionId").intValue();
    }
}
