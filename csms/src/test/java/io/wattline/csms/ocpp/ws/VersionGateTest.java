package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.model.station.OcppVersion;
import org.junit.jupiter.api.Test;

/** OCPP 2.x for some stations, or for none. */
class VersionGateTest {
    @Test
    void switchedOffTheNextOfferedVersionIsSpoken() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.v2.enabled=false")) {
            assertThat(offered(endpoint, "CP1", "ocpp2.1, ocpp2.0.1, ocpp1.6")).isEqualTo(OcppVersion.V1_6);
            assertThat(endpoint.central().attempts).hasSize(1);
            isRefused(endpoint, "CP1", "ocpp2.0.1");
            assertThat(endpoint.central().attempts).as("nobody is looked up who cannot be spoken with").hasSize(1);
        }
    }

    @Test
    void restrictedToSomeStationsTheOthersAreRefused() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.v2.stations=CP1,CP2")) {
            assertThat(offered(endpoint, "CP1", "ocpp2.0.1")).isEqualTo(OcppVersion.V2_0_1);
            assertThat(offered(endpoint, "CP2", "ocpp2.1, ocpp1.6")).isEqualTo(OcppVersion.V2_1);
            assertThat(offered(endpoint, "CP3", "ocpp2.1, ocpp1.6")).isEqualTo(OcppVersion.V1_6);
            isRefused(endpoint, "CP3", "ocpp2.1");
        }
    }

    @Test
    void aVersionThatWasOnlyAssumedIsRefusedToo() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.v2.enabled=false")) {
            endpoint.central().assumed = OcppVersion.V2_0_1;
            try (var station = RawStation.connect(endpoint.port(), "/ocpp/CP1")) {
                assertThat(station.status).isEqualTo(400);
                assertThat(station.body()).contains("\"code\":\"version_off\"");
            }
        }
    }

    private static OcppVersion offered(TestEndpoint endpoint, String id, String protocols) {
        try (var _ = RawStation.connected(endpoint.port(), "/ocpp/" + id, protocols)) {
            return endpoint.link(id).principal().version();
        }
    }

    private static void isRefused(TestEndpoint endpoint, String id, String protocols) {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/" + id, "Sec-WebSocket-Protocol: " + protocols)) {
            assertThat(station.status).isEqualTo(400);
            assertThat(station.body()).contains("\"code\":\"version_off\"", "OCPP 2.x is switched off for this station; offer ocpp1.6");
        }
    }
}
