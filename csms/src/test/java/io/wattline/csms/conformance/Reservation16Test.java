package io.wattline.csms.conformance;

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
        status(connector, "Reserved");
        authorized();

        int transaction = startedOnReservation(tag);
        status(1, "Charging");

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "'}");
        stopped(transaction, "Local");
        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
    }

    @Test
    void tc_047_reservedAndExpired() {
        booted();
        reserved(1, tag, "", "Accepted", "Accepted");
        status(1, "Reserved");
        operator.seesConnector(1, "{'status':'Reserved'}");

        status(1, "Available");

        operator.seesConnector(1, "{'status':'Available'}");
        operator.seesTransactions(0);
    }

    @ParameterizedTest
    @CsvSource({"TC_048_1,Faulted", "TC_048_2,Occupied", "TC_048_3,Unavailable", "TC_048_4,Rejected"})
    void tc_048_1_to_4_notReserved(String testCase, String status) {
        booted();

        reserved(1, tag, "", status, "Rejected");
    }

    @ParameterizedTest
    @CsvSource({"TC_051,Accepted,Available", "TC_052,Rejected,Reserved"})
    void tc_051_052_cancel(String testCase, String status, String afterwards) {
        booted();
        reserved(1, tag, "", "Accepted", "Accepted");
        status(1, "Reserved");

        asked("CancelReservation", "{'reservationId':77}", status, status);
        status(1, afterwards);

        operator.seesConnector(1, "{'status':'" + afterwards + "'}");
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
    }

    private void reserved(int connector, String idTag, String more, String status, String result) {
        asked("ReserveNow",
                "{'connectorId':" + connector + ",'expiryDate':'2036-05-01T12:00:00Z','idTag':'" + idTag + "','reservationId':77" + more
                        + "}",
                status, result);
    }

    private int startedOnReservation(String idTag) {
        return station
                .sends("StartTransaction", "{'connectorId':1,'idTag':'" + idTag + "','meterStart':1000,'reservationId':77,'timestamp':'"
                        + BEGIN + "'}")
                .is("{'idTagInfo':{'status':'Accepted'}}").path("transactionId").intValue();
    }
}
