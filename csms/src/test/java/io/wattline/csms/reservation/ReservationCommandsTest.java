package io.wattline.csms.reservation;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class ReservationCommandsTest {
    private static final String COMMANDS = "/api/v1/stations/{id}/commands/{name}";

    @LocalServerPort
    private int port;

    @Test
    void theNamedCommandsAreMirroredLikeAnyOther() {
        String id = "RESC-" + UUID.randomUUID();
        Rest owner = Rest.as(Rest.OWNER, port).with("Prefer", "wait=15");
        try (var station = new ConnectedStation(port, id, "ocpp1.6")) {
            station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
            station.answering("ReserveNow", "{'status':'Accepted'}").answering("CancelReservation", "{'status':'Rejected'}");

            json(owner.post(COMMANDS, "{'reservationId':5,'evse':2,'idTag':'DEMO0001','expiresAt':'2099-01-01T00:00:00Z'}", id,
                    "reserve-now"), 200);

            assertThat(station.nextCall()).endsWith("\"ReserveNow\",{\"connectorId\":2,\"expiryDate\":\"2099-01-01T00:00:00.000Z\","
                    + "\"idTag\":\"DEMO0001\",\"reservationId\":5}]");
            assertThat(only(owner, id).path("reservationId").asInt()).isEqualTo(5);
            assertThat(only(owner, id).path("evse").asInt()).isEqualTo(2);
            json(owner.post(COMMANDS, "{'reservationId':5}", id, "cancel-reservation"), 200);
            assertThat(only(owner, id).path("status").asString()).isEqualTo("accepted");
            assertThat(problem(
                    owner.post(COMMANDS, "{'connector':1,'idTag':'DEMO0001','expiresAt':'2099-01-01T00:00:00Z'}", id, "reserve-now"),
                    400)).isEqualTo("bad_request");
        }
    }

    private static JsonNode only(Rest owner, String station) {
        JsonNode items = json(owner.get("/api/v1/reservations?stationId={id}", station), 200).path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }
}
