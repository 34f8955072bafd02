package io.wattline.csms.certificate;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stations and platform say to each other about certificates. */
@CsmsTest
class CertificateMessagesTest {
    private static final String STATION = "/api/v1/stations/{id}";
    private static final String HASH = "'hashAlgorithm':'SHA256','issuerNameHash':'aa','issuerKeyHash':'bb','serialNumber':'";

    @LocalServerPort
    private int port;

    private String id;
    private Rest owner;

    @BeforeEach
    void anOwner() {
        id = "CERT-" + UUID.randomUUID();
        owner = Rest.as(Rest.OWNER, port).with("Prefer", "wait=10");
    }

    @Test
    void aRequestOfAnOldStationIsKeptUntilItsCertificateIsThere() throws Exception {
        try (var station = station16()) {
            assertThat(station.calls("SignCertificate", "{'csr':" + csr("CN=" + id + ",O=Wattline") + "}").path("status").asString())
                    .isEqualTo("Accepted");

            JsonNode request = onlyRequest();
            assertThat(request.path("status").asString()).isEqualTo("requested");
            assertThat(request.path("certificateType").asString()).isEqualTo("ChargingStationCertificate");
            assertThat(request.path("subject").asString()).contains("CN=" + id);
            assertThat(request.path("key").asString()).isEqualTo("EC 256");
            station.answering("CertificateSigned", "{'status':'Accepted'}");
            JsonNode task = ask("certificate-signed", "{'certificateChain':'PEM'}");
            assertThat(task.path("request").path("certificateChain").asString()).isEqualTo("PEM");
            assertThat(onlyRequest().path("status").asString()).isEqualTo("signed");
            assertThat(json(owner.get(STATION + "/events", id), 200).toString()).contains("certificate.requested", "certificate.signed");
        }
    }

    @Test
    void whatIsNoRequestIsRefusedAndKept() {
        try (var station = station16()) {
            assertThat(station.calls("SignCertificate", "{'csr':'please'}").path("status").asString()).isEqualTo("Rejected");

            assertThat(onlyRequest().path("status").asString()).isEqualTo("rejected");
            assertThat(onlyRequest().path("flaw").asString()).contains("no certificate signing request");
        }
    }

    @Test
    void aRequestThatIsRepeatedIsOneRequest() throws Exception {
        try (var station = station201()) {
            String csr = "{'csr':" + csr("CN=" + id) + ",'certificateType':'V2GCertificate'}";

            station.calls("SignCertificate", csr);
            station.calls("SignCertificate", csr);

            assertThat(onlyRequest().path("certificateType").asString()).isEqualTo("V2GCertificate");
        }
    }

    @Test
    void aRequestWhoseCertificateWasRefusedTakesAnother() throws Exception {
        try (var station = station201()) {
            station.calls("SignCertificate", "{'csr':" + csr("CN=" + id) + "}");
            station.answering("CertificateSigned", "{'status':'Rejected'}");

            JsonNode task = ask("certificate-signed", "{'certificateChain':'PEM','type':'ChargingStationCertificate'}");

            assertThat(task.path("result").asString()).isEqualTo("Rejected");
            assertThat(onlyRequest().path("status").asString()).isEqualTo("refused");
            assertThat(onlyRequest().path("taskId")).isEqualTo(task.path("id"));
            assertThat(onlyRequest().path("taskResult").asString()).isEqualTo("Rejected");
            station.answering("CertificateSigned", "{'status':'Accepted'}");
            JsonNode second = json(owner.post(STATION + "/ocpp/CertificateSigned", "{'certificateChain':'PEM 2'}", id), 200);
            assertThat(onlyRequest().path("status").asString()).isEqualTo("signed");
            assertThat(onlyRequest().path("taskId")).isEqualTo(second.path("id"));
        }
    }

    @Test
    void aCertificateNamesTheRequestThatWaitsForIt() throws Exception {
        try (var station = new ConnectedStation(port, id, "ocpp2.1")) {
            station.calls("SignCertificate", "{'csr':" + csr("CN=" + id) + ",'certificateType':'V2G20Certificate','requestId':41}");

            owner.with("Prefer", "wait=0").post(STATION + "/commands/certificate-signed", "{'certificateChain':'PEM'}", id);

            JsonNode sent = new JsonMapper().readTree(station.nextCallOf("CertificateSigned"));
            assertThat(sent.path("requestId").intValue()).isEqualTo(41);
            assertThat(sent.path("certificateType").asString()).isEqualTo("V2G20Certificate");
            assertThat(onlyRequest().path("status").asString()).isEqualTo("requested");
            assertThat(onlyRequest().path("taskId").isNull()).isFalse();
        }
    }

    @Test
    void aCertificateThatNobodyWaitsForGoesAsItIs() {
        try (var station = station201()) {
            station.answering("CertificateSigned", "{'status':'Accepted'}");

            JsonNode task = ask("certificate-signed", "{'certificateChain':'PEM'}");

            assertThat(task.path("request").toString()).isEqualTo("{\"certificateChain\":\"PEM\"}");
        }
    }

    @Test
    void whatIsInstalledIsKnownOnceTheStationTold() {
        try (var station = station201()) {
            station.answering("GetInstalledCertificateIds",
                    "{'status':'Accepted','certificateHashDataChain':[{'certificateType':'V2GCertificateChain',"
                            + "'certificateHashData':{" + HASH + "01'},'childCertificateHashData':[{" + HASH + "02'}]},"
                            + "{'certificateType':'CSMSRootCertificate','certificateHashData':{" + HASH + "03'}}]}")
                    .answering("DeleteCertificate", "{'status':'Accepted'}");

            ask("get-installed-certificate-ids", "{}");
            JsonNode installed = certificates();

            assertThat(installed).hasSize(2);
            assertThat(installed.path(1).path("children").path(0).path("serialNumber").asString()).isEqualTo("02");
            ask("delete-certificate", "{" + HASH + "03'}");
            assertThat(certificates()).hasSize(1);
            station.answering("GetInstalledCertificateIds", "{'status':'NotFound'}");
            ask("get-installed-certificate-ids", "{'types':['V2GCertificateChain']}");
            assertThat(certificates()).isEmpty();
        }
    }

    @Test
    void anOldStationIsAskedInItsOwnWords() {
        try (var station = station16()) {
            station.answering("InstallCertificate", "{'status':'Accepted'}")
                    .answering("GetInstalledCertificateIds", "{'status':'Accepted','certificateHashData':[{" + HASH + "01'}]}");

            JsonNode install = ask("install-certificate", "{'type':'CSMSRootCertificate','certificate':'PEM'}");
            ask("get-installed-certificate-ids", "{'types':['CSMSRootCertificate']}");

            assertThat(install.path("request").path("certificateType").asString()).isEqualTo("CentralSystemRootCertificate");
            assertThat(certificates().path(0).path("certificateType").asString()).isEqualTo("CSMSRootCertificate");
            assertThat(ask("install-certificate", "{'type':'MORootCertificate','certificate':'PEM'}").path("result").asString())
                    .isEqualTo("Unsupported");
        }
    }

    private ConnectedStation station16() {
        var station = new ConnectedStation(port, id, "ocpp1.6");
        station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
        return station;
    }

    private ConnectedStation station201() {
        var station = new ConnectedStation(port, id, "ocpp2.0.1");
        station.calls("BootNotification", "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
        return station;
    }

    private JsonNode ask(String command, String body) { return json(owner.post(STATION + "/commands/" + command, body, id), 200); }

    private JsonNode onlyRequest() {
        JsonNode requests = json(owner.get(STATION + "/certificate-requests", id), 200).path("items");
        assertThat(requests).hasSize(1);
        return requests.path(0);
    }

    private JsonNode certificates() { return json(owner.get(STATION + "/certificates", id), 200).path("items"); }

    /** A request in PEM, as a JSON string. */
    private static String csr(String subject) throws GeneralSecurityException, OperatorCreationException, IOException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        var request = new JcaPKCS10CertificationRequestBuilder(new X500Principal(subject), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        var pem = new StringWriter();
        try (var writer = new JcaPEMWriter(pem)) {
            writer.writeObject(request);
        }
        return new JsonMapper().writeValueAsString(pem.toString());
    }
}
