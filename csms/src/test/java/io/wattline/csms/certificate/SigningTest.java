package io.wattline.csms.certificate;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.trust.Pem;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The account's own authority signs what its stations request. */
class SigningTest extends CertificateScene {
    @ParameterizedTest
    @CsvSource({"ocpp1.6,", "ocpp2.0.1,ChargingStationCertificate", "ocpp2.0.1,V2GCertificate", "ocpp2.1,V2G20Certificate"})
    void aStationGetsTheCertificateItAsksFor(String version, String type) throws Exception {
        settings("{'signing':'built-in','validityDays':30}");
        try (var station = station(version)) {
            station.answering("CertificateSigned", "{'status':'Accepted'}");
            Keys keys = Keys.ec("CN=" + id + ",O=Nordic");

            assertThat(signs(station, keys, type)).isEqualTo("Accepted");
            JsonNode sent = new JsonMapper().readTree(station.nextCallOf("CertificateSigned"));

            X509Certificate leaf = Pem.read(sent.path("certificateChain").asString()).getFirst();
            assertThat(leaf.getPublicKey()).isEqualTo(keys.publicKey());
            assertThat(leaf.getSubjectX500Principal().getName()).contains("CN=" + id);
            assertThat(leaf.getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.2");
            X509Certificate root = Pem.read(download()).getFirst();
            assertThatCode(() -> leaf.verify(root.getPublicKey())).doesNotThrowAnyException();
            if (type != null) assertThat(sent.path("certificateType").asString()).isEqualTo(type);
            assertThat(request("status", "signed").path("certificateId").asString()).isEqualTo(issued().path(0).path("id").asString());
            assertThat(issued().path(0).path("takenAt").isNull()).isFalse();
            assertThat(issued().path(0).path("serialNumber").asString()).isEqualTo(leaf.getSerialNumber().toString(16));
        }
    }

    @Test
    void aSerialNumberIsANameOfAStationToo() {
        settings("{'signing':'built-in'}");
        try (var station = station("ocpp2.0.1")) {
            station.answering("CertificateSigned", "{'status':'Accepted'}");

            assertThat(signs(station, Keys.ec("CN=" + serial()), null)).isEqualTo("Accepted");

            request("status", "signed");
        }
    }

    @Test
    void whatMustNotBeSignedIsRejectedWithTheReason() {
        settings("{'signing':'built-in','organization':'Nordic'}");
        try (var station = station("ocpp2.0.1")) {
            rejected(station, Keys.ec("CN=somebody-else,O=Nordic"), "neither the id nor the serial number");
            rejected(station, Keys.ec("O=Nordic"), "no common name");
            rejected(station, Keys.ec("CN=" + id + ",O=Elsewhere"), "Its organization is not Nordic");
            rejected(station, Keys.of("CN=" + id + ",O=Nordic", "RSA", 1024, "SHA256withRSA"), "less than 2048 bits");
            rejected(station, Keys.of("CN=" + id + ",O=Nordic", "RSA", 2048, "SHA1withRSA"), "too weak");
            Keys keys = Keys.ec("CN=" + id + ",O=Nordic");
            rejected(station, new Keys(keys.name(), new KeyPair(Keys.ec("CN=x").publicKey(), keys.privateKey()),
                    keys.signature()), "signature is not that of its key");
            assertThat(issued()).isEmpty();
            assertThat(station.hasCalls()).isFalse();
        }
    }

    @Test
    void aCertificateThatItsStationRefusesIsNotSentAgainButAnotherIs() {
        settings("{'signing':'built-in'}");
        try (var station = station("ocpp2.0.1")) {
            station.answering("CertificateSigned", "{'status':'Rejected'}");
            Keys keys = Keys.ec("CN=" + id);

            signs(station, keys, null);
            request("status", "refused");
            station.answering("CertificateSigned", "{'status':'Accepted'}");
            signs(station, keys, null);
            request("status", "signed");

            assertThat(issued()).hasSize(2);
            assertThat(issued().path(1).path("takenAt").isNull()).isTrue();
        }
    }

    @Test
    void aCertificateThatDidNotArriveIsSentAgainInTheWrittenRhythm() {
        settings("{'signing':'built-in'}");
        try (var station = station("ocpp1.6")) {
            station.refusing("CertificateSigned", "InternalError");

            signs(station, Keys.ec("CN=" + id), null);
            JsonNode first = request("flaw", "did not reach");
            assertThat(first.path("attempts").asInt()).isEqualTo(1);
            assertThat(first.path("nextAttemptAt").isNull()).isFalse();
            station.answering("CertificateSigned", "{'status':'Accepted'}");
            itsTurn(1);

            assertThat(request("status", "signed").path("certificateId")).isEqualTo(first.path("certificateId"));
            assertThat(issued()).hasSize(1);
        }
    }

    @Test
    void afterTheLastAttemptNothingIsTriedAnyMore() {
        settings("{'signing':'built-in'}");
        try (var station = station("ocpp1.6")) {
            station.refusing("CertificateSigned", "InternalError");
            signs(station, Keys.ec("CN=" + id), null);
            request("flaw", "did not reach");

            itsTurn(4);

            assertThat(request("status", "failed").path("attempts").asInt()).isEqualTo(5);
        }
    }

    @Test
    void accountsThatSignByHandWaitForSomebodyToDoIt() {
        try (var station = station("ocpp2.0.1")) {
            assertThat(signs(station, Keys.ec("CN=" + id), null)).isEqualTo("Accepted");

            assertThat(request("status", "requested").path("attempts").asInt()).isZero();
        }
    }

    @Test
    void theKeyOfTheAuthorityLiesSealedInTheDatabase() {
        json(owner.post("/api/v1/certificate-authority", "{}"), 200);

        byte[] key = database.client().sql("SELECT private_key FROM certificate_authority WHERE account_id = 'nordic'")
                .map(row -> row.get(0, byte[].class)).one().toFuture().join();

        // the object identifier of EC keys, which every key in clear has
        assertThat(HexFormat.of().formatHex(key)).doesNotContain("06072a8648ce3d0201");
        assertThat(json(owner.get("/api/v1/certificate-authority"), 200).path("certificate").asString()).contains("BEGIN CERTIFICATE");
    }

    private String download() {
        return new String(owner.get("/api/v1/certificate-authority/certificate.pem").expectStatus().isOk().expectBody().returnResult()
                .getResponseBodyContent(), StandardCharsets.US_ASCII);
    }

    private void rejected(ConnectedStation station, Keys keys, String why) {
        assertThat(signs(station, keys, null)).isEqualTo("Rejected");
        assertThat(request("status", "rejected").path("flaw").asString()).contains(why);
    }

    private static String signs(ConnectedStation station, Keys keys, String type) {
        return station.calls("SignCertificate",
                "{'csr':" + keys.request() + (type == null ? "" : ",'certificateType':'" + type + "'") + "}").path("status").asString();
    }

    private void itsTurn(int attempts) {
        sql("UPDATE certificate_request SET next_attempt_at = now(), attempts = " + attempts + " WHERE station_id = '" + id + "'");
    }
}
