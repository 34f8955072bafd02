package io.wattline.csms.certificate;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.trust.Pem;
import io.wattline.csms.trust.TrustedAuthorities;
import io.wattline.model.account.AccountId;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of certificates after they were issued, and whom an account trusts beside itself. */
class IssuedCertificatesTest extends CertificateScene {
    private static final AccountId NORDIC = new AccountId("nordic");

    @Autowired
    private TrustedAuthorities anchors;

    @Test
    void oneThatIsTakenBackOpensNoDoorAndItsStationIsSentAway() throws Exception {
        try (var station = station("ocpp2.0.1")) {
            X509Certificate certificate = signed(station);
            assertThat(anchors.isRevoked(NORDIC, certificate).toFuture().join()).isFalse();

            JsonNode revoked = json(owner.post("/api/v1/certificates/{id}/revoke", "{'reason':'stolen'}", issued().path(0).path("id")
                    .asString()), 200);

            assertThat(revoked.path("revocationReason").asString()).isEqualTo("stolen");
            assertThat(anchors.isRevoked(NORDIC, certificate).toFuture().join()).isTrue();
            assertThat(anchors.isRevoked(new AccountId("demo"), certificate).toFuture().join()).isFalse();
            await().until(() -> !json(owner.get(STATION, id), 200).path("online").asBoolean());
            seesEvent("certificate.revoked");
            assertThat(json(owner.get("/api/v1/certificates?revoked=true&stationId={id}", id), 200).path("items")).hasSize(1);
            assertThat(json(owner.get("/api/v1/certificates?revoked=false&stationId={id}", id), 200).path("items")).isEmpty();
            assertThat(json(owner.get("/api/v1/audit?targetKind=certificate"), 200).toString()).contains("stolen");
        }
    }

    @ParameterizedTest
    @CsvSource({"ocpp1.6,ExtendedTriggerMessage,SignChargePointCertificate", "ocpp2.0.1,TriggerMessage,SignChargingStationCertificate"})
    void oneThatEndsSoonIsToldAndRenewed(String version, String action, String word) throws Exception {
        settings("{'renewalDays':10,'warningDays':20}");
        try (var station = station(version)) {
            station.answering(action, "{'status':'Accepted'}");
            signed(station);

            sql("UPDATE issued_certificate SET not_after = now() + interval '15 days' WHERE station_id = '" + id + "'");
            seesEvent("certificate.expiring");
            assertThat(issued().path(0).path("warnedAt").isNull()).isFalse();
            assertThat(issued().path(0).path("renewedAt").isNull()).isTrue();
            sql("UPDATE issued_certificate SET not_after = now() + interval '9 days' WHERE station_id = '" + id + "'");

            assertThat(new JsonMapper().readTree(station.nextCallOf(action)).path("requestedMessage").asString()).isEqualTo(word);
            assertThat(issued().path(0).path("renewedAt").isNull()).isFalse();
            signed(station);
            assertThat(json(owner.get(STATION + "/events?type=certificate.expiring", id), 200).path("items")).hasSize(1);
        }
    }

    @Test
    void whatWasInstalledIsKnownWithItsNameAndItsEnd() {
        X509Certificate root = Keys.ec("CN=Maker").selfSigned();
        try (var station = station("ocpp2.0.1")) {
            station.answering("InstallCertificate", "{'status':'Accepted'}");

            json(owner.post(STATION + "/commands/install-certificate",
                    "{'type':'ManufacturerRootCertificate','certificate':" + Keys.json(Keys.pem(root)) + "}", id), 200);

            JsonNode mirrored = json(owner.get(STATION + "/certificates", id), 200).path("items").path(0);
            assertThat(mirrored.path("subject").asString()).isEqualTo("CN=Maker");
            String hash = "{'hashAlgorithm':'SHA256','issuerNameHash':'" + mirrored.path("issuerNameHash").asString()
                    + "','issuerKeyHash':'" + mirrored.path("issuerKeyHash").asString() + "','serialNumber':'"
                    + mirrored.path("serialNumber").asString() + "'}";
            station.answering("GetInstalledCertificateIds", "{'status':'Accepted','certificateHashDataChain':[{'certificateType':"
                    + "'ManufacturerRootCertificate','certificateHashData':" + hash + "}]}");
            json(owner.post(STATION + "/commands/get-installed-certificate-ids", "{}", id), 200);
            JsonNode listed = json(owner.get(STATION + "/certificates", id), 200).path("items");
            assertThat(listed).hasSize(1);
            assertThat(listed.path(0).path("subject").asString()).isEqualTo("CN=Maker");
            assertThat(listed.path(0).path("notAfter").isNull()).isFalse();
            station.answering("DeleteCertificate", "{'status':'Accepted'}");
            json(owner.post(STATION + "/commands/delete-certificate", hash, id), 200);
            assertThat(json(owner.get(STATION + "/certificates", id), 200).path("items")).isEmpty();
        }
    }

    @Test
    void anAccountTrustsOthersAsLongAsItSays() {
        X509Certificate maker = Keys.ec("CN=Maker " + id).selfSigned();

        JsonNode trusted = json(owner.post("/api/v1/trusted-authorities",
                "{'name':'Maker','certificate':" + Keys.json(Keys.pem(maker)) + "}"), 201);

        assertThat(trusted.path("purpose").asString()).isEqualTo("stations");
        assertThat(trusted.path("thumbprint").asString()).isEqualTo(Pem.thumbprint(maker));
        assertThat(anchors.anchors(NORDIC).collectList().toFuture().join()).contains(maker);
        assertThat(anchors.anchors(new AccountId("demo")).collectList().toFuture().join()).doesNotContain(maker);
        String id = trusted.path("id").asString();
        assertThat(problem(Rest.as(Rest.OWNER, port).delete("/api/v1/trusted-authorities/{id}", id), 404)).isEqualTo("unknown_authority");
        owner.delete("/api/v1/trusted-authorities/{id}", id).expectStatus().isNoContent();
        assertThat(anchors.anchors(NORDIC).collectList().toFuture().join()).doesNotContain(maker);
    }

    @Test
    void onlyAuthoritiesAreTrusted() {
        Keys keys = Keys.ec("CN=Maker");
        String leaf = Keys.json(Keys.pem(keys.issue("CN=leaf", keys.publicKey())));

        assertThat(problem(owner.post("/api/v1/trusted-authorities", "{'name':'x','certificate':" + leaf + "}"), 400))
                .isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/trusted-authorities", "{'name':'x','certificate':'nothing'}"), 400))
                .isEqualTo("bad_request");
    }

    @Test
    void peopleWithoutThePermissionChangeNothing() {
        Rest driver = Rest.as(Rest.DRIVER, port);

        assertThat(problem(driver.patch("/api/v1/certificate-settings", "{'signing':'built-in'}"), 403)).isEqualTo("forbidden");
        assertThat(problem(driver.get("/api/v1/certificates"), 403)).isEqualTo("forbidden");
        assertThat(problem(driver.post("/api/v1/certificate-authority", "{}"), 403)).isEqualTo("forbidden");
        assertThat(problem(driver.get("/api/v1/trusted-authorities"), 403)).isEqualTo("forbidden");
    }

    private X509Certificate signed(ConnectedStation station) throws CertificateException {
        settings("{'signing':'built-in'}");
        station.answering("CertificateSigned", "{'status':'Accepted'}");
        station.calls("SignCertificate", "{'csr':" + Keys.ec("CN=" + id).request() + "}");
        JsonNode sent = new JsonMapper().readTree(station.nextCallOf("CertificateSigned"));
        request("status", "signed");
        return Pem.read(sent.path("certificateChain").asString()).getFirst();
    }
}
