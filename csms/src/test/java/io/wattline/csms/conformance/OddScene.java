package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.ocpp.ws.RawStation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An odd station that nobody knew: it sends raw frames over a real connection, and an operator looks at what became of them. */
@CsmsTest
abstract class OddScene {
    static final String BOOT_16 = "'BootNotification',{'chargePointVendor':'Odd','chargePointModel':'One'}";
    static final String BOOT_2X = "'BootNotification',{'reason':'PowerUp','chargingStation':{'vendorName':'Odd','model':'One'}}";

    final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    final String id = "ODD-" + UUID.randomUUID().toString().substring(0, 13);
    private final List<RawStation> connected = new ArrayList<>();
    @LocalServerPort
    int port;
    Operator operator;

    @BeforeEach
    void signIn() { operator = new Operator(port, id); }

    @AfterEach
    void leave() { connected.forEach(RawStation::close); }

    RawStation connects(String subprotocol) { return connects("/ocpp/" + id, "Sec-WebSocket-Protocol: " + subprotocol); }

    RawStation connects(String path, String... headerLines) {
        RawStation station = RawStation.connect(port, path, headerLines);
        connected.add(station);
        assertThat(station.status).isEqualTo(101);
        return station;
    }

    /** Sends a frame and waits for the payload of its CALLRESULT; what it is asked meanwhile it leaves unanswered. */
    static JsonNode result(RawStation station, String frame) {
        JsonNode answer = Expected.json(station.sends(frame).hears());
        while (answer.path(0).intValue() == 2) answer = Expected.json(station.hears());
        assertThat(answer.path(0).intValue()).as("answer to %s: %s", frame, answer).isEqualTo(3);
        return answer.path(2);
    }

    Instant ago(long minutes) { return now.minus(Duration.ofMinutes(minutes)); }

    static String status(int connector, String status, String more) {
        return "'StatusNotification',{'connectorId':" + connector + ",'errorCode':'NoError','status':'" + status + "'" + more + "}";
    }

    static String start(int connector, int meter, Instant at) {
        return "'StartTransaction',{'connectorId':" + connector + ",'idTag':'DEMO0001','meterStart':" + meter + ",'timestamp':'" + at
                + "'}";
    }
}
