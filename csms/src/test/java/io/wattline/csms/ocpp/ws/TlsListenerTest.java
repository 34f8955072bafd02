package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.ocpp.tls.TestAuthority;
import io.wattline.csms.ocpp.tls.TestAuthority.Identity;
import io.wattline.csms.ocpp.tls.TlsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The door with TLS. X52: old stations find suites and certificates they bear. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class TlsListenerTest {
    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol: ocpp1.6";

    private final TestAuthority authority = new TestAuthority("Root");
    private final TlsClient client = new TlsClient(authority, null);
    @TempDir
    private static Path folder;
    private TestEndpoint endpoint;
    private int port;

    @BeforeAll
    void open() {
        write("rsa", authority.identity("csms.example", "RSA", "csms.example"));
        write("ec", authority.identity("csms.example", "EC", "csms.example"));
        write("other", authority.identity("other.example", "EC", "other.example"));
        endpoint = new TestEndpoint("wattline.ocpp.tls.port=0", pair(0, "rsa"), key(0, "rsa"), pair(1, "ec"), key(1, "ec"),
                pair(2, "other"), key(2, "other"), "wattline.ocpp.tls.reread=20ms", "wattline.ocpp.attempts.burst=100000");
        port = endpoint.tlsPort();
    }

    @AfterAll
    void shut() { endpoint.close(); }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aStationIsServedAsAtThePlainDoor(String version) {
        try (var station = RawStation.connect(client.connect(port, version, null), "/ocpp/T1", SUBPROTOCOL)) {
            assertThat(station.status).isEqualTo(101);
            assertThat(station.calls("1", "Heartbeat", "{}")).startsWith("[3,\"1\",{\"currentTime\":");
            assertThat(endpoint.central().attempts.getLast().transport().encrypted()).isTrue();
        }
        try (var plain = RawStation.connect(endpoint.port(), "/ocpp/T1", SUBPROTOCOL)) {
            assertThat(plain.status).isEqualTo(101);
            assertThat(endpoint.central().attempts.getLast().transport().encrypted()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,EC", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,EC",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,RSA", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,RSA"})
    void eachStationGetsTheCertificateItsSuitesGoWith(String suite, String key) throws IOException {
        try (SSLSocket socket = client.connect(port, "TLSv1.2", "csms.example", suite)) {
            assertThat(shown(socket).getPublicKey().getAlgorithm()).isEqualTo(key);
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
        }
    }

    @ParameterizedTest
    @CsvSource({"other.example,CN=other.example", "csms.example,CN=csms.example", "nobody.example,CN=csms.example", ",CN=csms.example"})
    void theNameAStationAsksForChoosesTheCertificateAndWithoutItTheFirstServes(String host, String subject) throws IOException {
        try (SSLSocket socket = new TlsClient(authority, null).connect(port, "TLSv1.3", host)) {
            assertThat(shown(socket).getSubjectX500Principal().getName()).isEqualTo(subject);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSessionIsResumed(String version) throws IOException {
        var patient = new TlsClient(authority, null);
        long first;
        try (var station = RawStation.connect(patient.connect(port, version, null), "/ocpp/T2", SUBPROTOCOL)) {
            station.calls("1", "Heartbeat", "{}"); // tickets of TLS 1.3 come after the handshake
            first = station.tlsSession().getCreationTime();
        }
        try (SSLSocket again = patient.connect(port, version, null)) {
            assertThat(again.getSession().getCreationTime()).isEqualTo(first);
        }
    }

    @Test
    void changedFilesCountFromTheNextHandshakeAndConnectionsLiveOn() throws IOException {
        try (var before = RawStation.connect(client.connect(port, "TLSv1.3", "other.example"), "/ocpp/T3", SUBPROTOCOL)) {
            Identity next = authority.identity("other.example", "EC", "other.example");

            write("other", next);

            await().until(() -> serial("other.example").equals(next.certificate().getSerialNumber()));
            assertThat(before.calls("1", "Heartbeat", "{}")).startsWith("[3,");
        }
    }

    @Test
    void aPairThatDoesNotFitIsNotTaken(CapturedOutput output) throws IOException {
        var before = serial("csms.example");

        authority.identity("csms.example", "RSA", "csms.example").write(folder.resolve("rsa.pem"), folder.resolve("unused.pem"));

        await().until(() -> output.getOut().contains("is not that of the certificate"));
        assertThat(serial("csms.example")).isEqualTo(before);
        assertThat(endpoint.tls().reload()).asString().contains("is not that of the certificate");
        write("rsa", authority.identity("csms.example", "RSA", "csms.example"));
        assertThat(endpoint.tls().reload()).asString().contains("error=null", "CN=csms.example");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.1,", "TLSv1.2,TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLSv1.2,TLS_RSA_WITH_AES_128_GCM_SHA256"})
    void weakProtocolsAndSuitesAreRefused(String version, String suite) {
        assertThatThrownBy(() -> client.connect(port, version, null, suite == null ? new String[0] : new String[]{suite}).close())
                .isInstanceOfAny(UncheckedIOException.class);
    }

    @Test
    void whatIsNoTlsIsCountedAndItsContentIsNotTold(CapturedOutput output) {
        double before = endpoint.refused("tls");
        String secret = Base64.getEncoder().encodeToString("T4:secret".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> RawStation.connect(port, "/ocpp/T4", SUBPROTOCOL, "Authorization: Basic " + secret));

        await().until(() -> endpoint.refused("tls") > before);
        await().until(() -> output.getOut().contains("what came is no TLS"));
        assertThat(output.getAll()).doesNotContain("474554202f6f637070");
    }

    @Test
    void nothingButStationsIsServedThere() {
        try (var page = RawStation.requests(client.connect(port, "TLSv1.3", null), "/actuator/health", "Connection: close")) {
            assertThat(page.status).isEqualTo(404);
        }
    }

    private java.math.BigInteger serial(String host) throws IOException {
        try (SSLSocket socket = new TlsClient(authority, null).connect(port, "TLSv1.2", host, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
            return shown(socket).getSerialNumber();
        }
    }

    private static X509Certificate shown(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private void write(String name, Identity identity) { identity.write(folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem")); }

    private String pair(int place, String name) {
        return "wattline.ocpp.tls.certificates[" + place + "].chain=" + folder.resolve(name + ".pem");
    }

    private String key(int place, String name) {
        return "wattline.ocpp.tls.certificates[" + place + "].key=" + folder.resolve(name + "-key.pem");
    }
}
