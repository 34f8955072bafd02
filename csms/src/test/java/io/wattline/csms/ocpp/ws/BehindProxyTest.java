package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.tls.TestAuthority;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.util.UriUtils;

/** Whose address counts when all stations come through a proxy. */
@ExtendWith(OutputCaptureExtension.class)
class BehindProxyTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Root");
    private static final String PEM = TestAuthority.pem(AUTHORITY.identity("P1", "EC").certificate());
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
    void aTrustedProxyTellsHowAStationCame() {
        String own = encoded(PEM);
        String other = encoded(TestAuthority.pem(AUTHORITY.identity("Another", "EC").certificate()));
        String der = PEM.replaceAll("-----[A-Z ]+-----|\\s", "");
        try (var endpoint = new TestEndpoint("wattline.ocpp.trusted-proxies=192.0.2.0/24,127.0.0.1,::1")) {
            tells(endpoint, "X-Forwarded-Proto: https", true, "");
            tells(endpoint, "X-Forwarded-Proto: wss", true, "");
            tells(endpoint, "X-Forwarded-Proto: http", false, "");
            tells(endpoint, "X-SSL-Client-Cert: " + own, true, "CN=P1");
            tells(endpoint, "X-SSL-Client-Cert: " + encoded(der), true, "CN=P1");
            tells(endpoint, "X-SSL-Client-Cert: nonsense", false, "");
            tells(endpoint, "X-Forwarded-Client-Cert: Hash=00;Cert=\"" + own + "\"", true, "CN=P1");
            tells(endpoint, "X-Forwarded-Client-Cert: Cert=\"" + other + "\",By=x;Chain=\"" + own + "\"", true, "CN=P1");
            tells(endpoint, "X-Forwarded-Client-Cert: Subject=\"O=a\\\";Cert=" + other + "\";Cert=\"" + own + "\"", true, "CN=P1");
            tells(endpoint, "X-Forwarded-Client-Cert: Hash=00;Subject=\"CN=P1\"", false, "");
        }
    }

    @Test
    void nobodyElseIsBelievedAboutACertificate(CapturedOutput output) {
        try (var endpoint = new TestEndpoint("wattline.ocpp.trusted-proxies=192.0.2.0/24")) {
            tells(endpoint, "X-SSL-Client-Cert: " + encoded(PEM), false, "");
            tells(endpoint, "X-Forwarded-Proto: https", false, "");

            assertThat(output.getOut()).contains("a certificate in a header is ignored: it came from no trusted proxy station=P1");
        }
    }

    private static void tells(TestEndpoint endpoint, String header, boolean encrypted, String subject) {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/P1", SUBPROTOCOL, header)) {
            assertThat(station.status).isEqualTo(101);
            var transport = endpoint.central().attempts.getLast().transport();
            assertThat(transport.encrypted()).as(header).isEqualTo(encrypted);
            assertThat(transport.certificates().stream().map(each -> each.getSubjectX500Principal().getName()).findFirst().orElse(""))
                    .as(header).isEqualTo(subject);
        }
    }

    private static String encoded(String text) { return UriUtils.encode(text, StandardCharsets.UTF_8); }

    @Test
    void nobodyElseIsBelievedAboutItsAddress() {
        try (var endpoint = new TestEndpoint();
                var station = RawStation.connect(endpoint.port(), "/ocpp/P1", SUBPROTOCOL, "X-Forwarded-For: 192.0.2.1")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(endpoint.central().attempts.getLast().remoteAddress()).isNotEqualTo("192.0.2.1");
        }
    }
}
