package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.Quirks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final String AVAILABLE = "[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]";

    @Test
    void aStationThatAnsweredPingsAndIsSilentAfterOneIsGone() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.ping-interval=200ms", "wattline.ocpp.pong-timeout=100ms");
                var station = RawStation.connected(endpoint.port(), "/ocpp/CP1", "ocpp1.6")) {
            station.answersPing().answersPing();

            station.isClosed(1001, "no sign of life");
        }
    }

    @Test
    void aStationThatNeverAnswersPingsStaysAsLongAsItSpeaks() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.ping-interval=50ms", "wattline.ocpp.pong-timeout=20ms",
                "wattline.ocpp.silence-limit=1500ms");
                var station = RawStation.connected(endpoint.port(), "/ocpp/CP1", "ocpp1.6")) {
            long begin = System.nanoTime();
            for (int pings = 0; pings < 10; pings++) station.ignoresPing();
            station.sends(AVAILABLE).answers("[3,'1',{}]");

            station.isClosed(1001, "no sign of life");

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1500));
        }
    }

    @Test
    void aStationThatOnlySendsHeartbeatsMayMissTwoOfThem() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.ping-interval=50ms", "wattline.ocpp.pong-timeout=20ms",
                "wattline.ocpp.silence-limit=100ms");
                var station = RawStation.connected(endpoint.port(), "/ocpp/CP1", "ocpp1.6")) {
            endpoint.central().heartbeatEvery(Duration.ofSeconds(1));
            long begin = System.nanoTime();
            station.sends("[2,'1','BootNotification',{'chargePointVendor':'V','chargePointModel':'M'}]");
            assertThat(station.receives().text()).contains("\"interval\":1");

            station.isClosed(1001, "no sign of life");

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(2900));
        }
    }

    @Test
    void aStationThatBearsNoPingsGetsNone() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.ping-interval=50ms", "wattline.ocpp.pong-timeout=20ms",
                "wattline.ocpp.silence-limit=600ms")) {
            endpoint.central().manners = new Manners(false, new Quirks(null, null, null, null, null, false, null, null, null, null));
            try (var station = RawStation.connected(endpoint.port(), "/ocpp/CP1", "ocpp1.6")) {
                station.isClosed(1001, "no sign of life");

                assertThat(station.pings()).isZero();
            }
        }
    }
}
