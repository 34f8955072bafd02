package io.wattline.csms.ocpp.ws;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.tls.TestAuthority;
import io.wattline.csms.ocpp.tls.TestAuthority.Identity;
import io.wattline.csms.ocpp.tls.TestDoor;
import io.wattline.csms.ocpp.tls.TlsClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Security profiles 0 to 3 on real handshakes: A07, A09, A11. */
@CsmsTest
@ExtendWith(OutputCaptureExtension.class)
class SecurityProfilesTest {
    private static final String PASSWORD = "open sesame 4711";
    private static final Duration HOUR = Duration.ofHours(1);

    @LocalServerPort
    private int port;
    @Autowired
    private TlsListener door;
    private final String id = "SP-" + UUID.randomUUID().toString().substring(0, 8);
    private Rest owner;

    @BeforeEach
    void register() {
        owner = Rest.as(Rest.OWNER, port);
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'" + PASSWORD + "'}"), 201);
    }

    @ParameterizedTest
    @CsvSource({"1,plain,password,1", "1,TLSv1.2,password,2", "1,TLSv1.3,password,2", "2,TLSv1.2,password,2", "2,TLSv1.3,password,2",
            "2,TLSv1.3,certificate,3", "3,TLSv1.2,certificate,3", "3,TLSv1.3,certificate,3"})
    void whatIsAtLeastTheProfileIsLetInAndShown(int profile, String transport, String shown, int connected) {
        holds("{'profile':" + profile + "}");

        try (var station = comes(transport, shown)) {
            assertThat(station.status).isEqualTo(101);
            await().until(() -> security().path("connected").asInt(-1) == connected);
            assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).at("/security/profile").asInt()).isEqualTo(profile);
        }
    }

    @ParameterizedTest
    @CsvSource({"plain,0", "TLSv1.2,0", "TLSv1.3,0"})
    void anUnsecuredStationShowsNothing(String transport, int connected) {
        json(owner.patch("/api/v1/stations/{id}", "{'password':null}", id), 200);

        try (var station = comes(transport, "nothing")) {
            assertThat(station.status).isEqualTo(101);
            await().until(() -> security().path("connected").asInt(-1) == connected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"1;plain;nothing;401;unauthorized;The user name or the password is wrong.",
            "1;plain;wrong password;401;unauthorized;The user name or the password is wrong.",
            "2;plain;password;403;security_profile;This station has security profile 2: it has to connect with TLS.",
            "2;TLSv1.2;nothing;401;unauthorized;The user name or the password is wrong.",
            "2;TLSv1.3;wrong password;401;unauthorized;The user name or the password is wrong.",
            "2;TLSv1.3;certificate of another;401;unauthorized;The user name or the password is wrong.",
            "3;plain;password;403;security_profile;This station has security profile 3: it has to connect with TLS.",
            "3;TLSv1.2;password;403;bad_certificate;This station has security profile 3 and showed no certificate.",
            "3;TLSv1.3;password;403;bad_certificate;This station has security profile 3 and showed no certificate.",
            "3;TLSv1.2;certificate of another;403;bad_certificate;The certificate is for another: its names are [Somebody].",
            "3;TLSv1.3;certificate of another;403;bad_certificate;The certificate is for another: its names are [Somebody].",
            "3;TLSv1.2;certificate of a stranger;403;bad_certificate;Nobody whom this account trusts vouches for the certificate.",
            "3;TLSv1.3;certificate of a stranger;403;bad_certificate;Nobody whom this account trusts vouches for the certificate.",
            "3;TLSv1.2;expired certificate;403;bad_certificate;The certificate expired on ",
            "3;TLSv1.3;expired certificate;403;bad_certificate;The certificate expired on ",
            "3;TLSv1.2;early certificate;403;bad_certificate;The certificate is valid from ",
            "3;TLSv1.3;early certificate;403;bad_certificate;The certificate is valid from ",
            "3;TLSv1.2;revoked certificate;403;bad_certificate;The certificate was revoked.",
            "3;TLSv1.3;revoked certificate;403;bad_certificate;The certificate was revoked."})
    void whatIsLessIsRefusedBeforeAnyFrameAndTheReasonIsLogged(int profile, String transport, String shown, int status, String code,
            String sentence, CapturedOutput output) {
        holds("{'profile':" + profile + "}");

        try (var station = comes(transport, shown)) {
            assertThat(station.status).isEqualTo(status);
            assertThat(station.body()).contains("\"code\":\"" + code + "\"", sentence);
        }
        await().until(() -> output.getOut().lines().anyMatch(line -> line.contains("connection refused") && line.contains(id)
                && line.contains(sentence)));
        assertThat(output.getOut()).doesNotContain(PASSWORD);
    }

    @Test
    void aPinnedCertificateIsTheOnlyOneWhoeverSignedIt() throws Exception {
        Identity pinned = new TestAuthority("Nobody").identity("some serial number", "EC");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(pinned.certificate().getEncoded());
        holds("{'profile':3,'certificateThumbprints':['" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash) + "']}");

        try (var right = tls("TLSv1.3", pinned); var other = comes("TLSv1.3", "certificate")) {
            assertThat(right.status).isEqualTo(101);
            assertThat(other.status).isEqualTo(403);
            assertThat(other.body()).contains("none of those that this station may have");
        }
        assertThat(problem(owner.patch("/api/v1/stations/{id}/security", "{'certificateThumbprints':['4711']}", id), 400))
                .isEqualTo("bad_request");
    }

    @Test
    void aCertificateMayNameTheStationOtherwiseIfItsOperatorSaysSo() {
        holds("{'profile':3,'certificateName':'SERIAL-4711'}");

        try (var byName = tls("TLSv1.2", TestDoor.STATIONS.identity("SERIAL-4711", "EC"));
                var byHost = tls("TLSv1.2", TestDoor.STATIONS.identity("x", "RSA", "SERIAL-4711"));
                var byId = comes("TLSv1.2", "certificate")) {
            assertThat(byName.status).isEqualTo(101);
            assertThat(byHost.status).isEqualTo(101);
            assertThat(byId.status).isEqualTo(403);
        }
    }

    @Test
    void whoIsConnectedWithLessThanIsAskedForNowIsDropped() {
        try (var station = comes("plain", "password")) {
            await().until(() -> security().path("connected").asInt(-1) == 1);

            holds("{'profile':2}");

            station.isClosed(1000, "The security profile was raised.");
        }
    }

    @Test
    void aStationWithoutAPasswordCannotShowOne() {
        json(owner.patch("/api/v1/stations/{id}", "{'password':null}", id), 200);
        holds("{'profile':1}");

        try (var station = comes("plain", "password")) {
            assertThat(station.status).isEqualTo(401);
            assertThat(station.body()).contains("nobody has set a password for it");
        }
    }

    private void holds(String terms) { json(owner.patch("/api/v1/stations/{id}/security", terms, id), 200); }

    private JsonNode security() { return json(owner.get("/api/v1/stations/{id}/security", id), 200); }

    private RawStation comes(String transport, String shown) {
        String[] headers = shown.endsWith("password")
                ? headers(id + ":" + (shown.equals("password") ? PASSWORD : "open sesame"))
                : headers(null);
        if (transport.equals("plain")) return RawStation.connect(port, "/ocpp/" + id, headers);
        return RawStation.connect(new TlsClient(TestDoor.SERVERS, certificate(shown)).connect(door.port(), transport, "localhost"),
                "/ocpp/" + id, headers);
    }

    private RawStation tls(String version, Identity shown) {
        return RawStation.connect(new TlsClient(TestDoor.SERVERS, shown).connect(door.port(), version, "localhost"), "/ocpp/" + id,
                headers(null));
    }

    private @Nullable Identity certificate(String shown) {
        Instant now = Instant.now();
        return switch (shown) {
            case "certificate" -> TestDoor.STATIONS.identity(id, "EC");
            case "certificate of another" -> TestDoor.STATIONS.identity("Somebody", "EC");
            case "certificate of a stranger" -> new TestAuthority("Stations").identity(id, "EC");
            case "expired certificate" -> TestDoor.STATIONS.identity(id, "EC", now.minus(HOUR), now.minusSeconds(60));
            case "early certificate" -> TestDoor.STATIONS.identity(id, "EC", now.plus(HOUR), now.plus(HOUR.multipliedBy(2)));
            case "revoked certificate" -> {
                Identity revoked = TestDoor.STATIONS.identity(id, "EC");
                TestDoor.revoke(revoked.certificate());
                yield revoked;
            }
            default -> null;
        };
    }

    private static String[] headers(@Nullable String credentials) {
        var headers = new ArrayList<>(List.of("Sec-WebSocket-Protocol: ocpp1.6"));
        if (credentials != null)
            headers.add("Authorization: Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        return headers.toArray(String[]::new);
    }
}
