package io.wattline.csms.quirk;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.ws.RawStation;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a file of quirk profiles ({@code src/test/resources/quirks}) says of a make, seen from the station's end of the wire. */
@CsmsTest
class QuirkFileTest {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";

    @LocalServerPort
    private int port;
    private final String id = "QF-" + UUID.randomUUID().toString().substring(0, 8);
    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port); }

    /** X40: the make is known from the last boot, so the first connection is not compressed. */
    @Test
    void compressionIsAgreedToWithAMakeThatIsKnownToBearIt() {
        try (var station = connects()) {
            assertThat(station.headers).doesNotContainKey("Sec-WebSocket-Extensions");
            boots(station, "Test Compressing");
        }

        try (var station = connects()) {
            assertThat(station.headers.get("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
        }
    }

    @Test
    void aMakeThatCannotBeTriggeredIsNotAskedToBoot() {
        try (var station = connects()) {
            boots(station, "Test Untriggerable");
            json(owner.patch("/api/v1/stations/{id}", "{'accepted':false}", id), 200);
            json(owner.patch("/api/v1/stations/{id}", "{'accepted':true}", id), 200);

            station.sends("[2,'next','Heartbeat',{}]");
            assertThat(station.hears()).as("nothing was asked before").startsWith("[3,\"next\",");
            assertThat(json(owner.get("/api/v1/tasks?stationId={id}", id), 200).get("items")).isEmpty();
        }
    }

    private RawStation connects() {
        var station = RawStation.connect(port, "/ocpp/" + id, "Sec-WebSocket-Protocol: ocpp1.6", OFFER);
        assertThat(station.status).isEqualTo(101);
        return station;
    }

    private void boots(RawStation station, String vendor) {
        assertThat(station.calls("boot", "BootNotification", "{'chargePointVendor':'" + vendor + "','chargePointModel':'M'}"))
                .contains("\"status\":\"Accepted\"");
    }
}
