package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whose address counts when all stations come through a proxy. */
class BehindProxyTest {
    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol: ocpp1.6";

    @Test
    void theProxyTellsWhereAStationComesFromAndEachAddressHasItsOwnLimit() {
        try (var endpoint = new TestEndpoint("server.forward-headers-strategy=native", "wattline.ocpp.attempts.burst=1",
                "wattline.ocpp.attempts.per-minute=1");
                var one = RawStation.connect(endpoint.port(), "/ocpp/P1", SUBPROTOCOL, "X-Forwarded-For: 192.0.2.1");
                var again = RawStation.connect(endpoint.port(), "/ocpp/P2", SUBPROTOCOL, "X-Forwarded-For: 192.0.2.1");
                var other = RawStation.connect(endpoint.port(), "/ocpp/P3", SUBPROTOCOL, "X-Forwarded-For: 192.0.2.2")) {
            assertThat(one.status).isEqualTo(101);
            assertThat(again.status).isEqualTo(429);
            assertThat(other.status).isEqualTo(101);
            assertThat(endpoint.central().attempts).extracting(attempt -> attempt.remoteAddress()).containsExactly("192.0.2.1",
                    "192.0.2.2");
        }
    }

    @Test
    void nobodyElseIsBelievedAboutItsAddress() {
        try (var endpoint = new TestEndpoint();
                var station = RawStation.connect(endpoint.port(), "/ocpp/P1", SUBPROTOCOL, "X-Forwarded-For: 192.0.2.1")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(endpoint.central().attempts.getLast().remoteAddress()).isNotEqualTo("192.0.2.1");
        }
    }
}
