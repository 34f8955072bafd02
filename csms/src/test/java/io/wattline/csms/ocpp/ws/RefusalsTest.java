package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** X4: who knocks at the door in vain is counted. */
class RefusalsTest {
    @Test
    void refusedConnectionsAreCountedByAddressAndByReason() {
        try (var endpoint = new TestEndpoint()) {
            refused(endpoint, "/ocpp/UNKNOWN", "ocpp1.6", 404);
            refused(endpoint, "/ocpp/UNKNOWN", "ocpp1.6", 404);
            refused(endpoint, "/ocpp/S1", "ocpp1.5", 400);
            try (var browser = RawStation.plain(endpoint.port(), "GET /ocpp/S1")) {
                assertThat(browser.status).isEqualTo(426);
            }

            assertThat(endpoint.refused("unknown_station")).isEqualTo(2);
            assertThat(endpoint.refused("bad_request")).isEqualTo(1);
            assertThat(endpoint.refused("upgrade_required")).isEqualTo(1);
            assertThat(endpoint.refusals().latest().items()).singleElement().satisfies(address -> {
                assertThat(address.remoteAddress()).isEqualTo("127.0.0.1");
                assertThat(address.station()).isEqualTo("S1");
                assertThat(address.reasons()).isEqualTo(Map.of("unknown_station", 2L, "bad_request", 1L, "upgrade_required", 1L));
            });
        }
    }

    @Test
    void whatIsNoHttpIsAnsweredAndCounted() throws IOException {
        try (var endpoint = new TestEndpoint(); var socket = new Socket("localhost", endpoint.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("\u0016\u0003\u0001 no HTTP at all\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(endpoint.refused("not_http")).isEqualTo(1);
            assertThat(endpoint.refusals().latest().items().getFirst().reasons()).isEqualTo(Map.of("not_http", 1L));
        }
    }

    private static void refused(TestEndpoint endpoint, String path, String protocol, int status) {
        try (var station = RawStation.connect(endpoint.port(), path, "Sec-WebSocket-Protocol: " + protocol)) {
            assertThat(station.status).isEqualTo(status);
        }
    }
}
