package io.wattline.csms.certificate;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stations ask about certificates of cars: real responders and a real provider answer, or the refusal says why not. */
class ContractCertificatesTest extends CertificateScene {
    private static final String EV = "{'iso15118SchemaVersion':'urn:iso:15118:2:2013:MsgDef','action':'Install','exiRequest':'cmVx'}";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private Keys authority;
    private OcspResponder responder;
    private HttpServer provider;
    private X509Certificate contract;

    @BeforeEach
    void aMobilityOperator() throws IOException {
        authority = Keys.ec("CN=Mobility " + id);
        responder = new OcspResponder(authority);
        contract = authority.issue("CN=NOABCC123456789", Keys.ec("CN=car").publicKey());
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().getPath());
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(new JsonMapper().readTree(exchange.getRequestBody()));
            byte[] body = (answer == null ? "" : answer.replace('\'', '"')).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void end() {
        responder.close();
        provider.stop(0);
        for (JsonNode trusted : json(owner.get("/api/v1/trusted-authorities"), 200).path("items"))
            if (trusted.path("name").asString().equals(id))
                owner.delete("/api/v1/trusted-authorities/{id}", trusted.path("id").asString()).expectStatus().isNoContent();
    }

    @Test
    void aRespondersAnswerIsPassedOnAndRememberedAsLongAsItHolds() throws Exception {
        try (var station = station("ocpp2.0.1")) {
            JsonNode first = station.calls("GetCertificateStatus", "{'ocspRequestData':{" + question(contract, "localhost") + "}}");
            station.calls("Heartbeat", "{}");
            JsonNode second = station.calls("GetCertificateStatus", "{'ocspRequestData':{" + question(contract, "localhost") + "}}");

            assertThat(first.path("status").asString()).isEqualTo("Accepted");
            var ocsp = (BasicOCSPResp) new OCSPResp(Base64.getDecoder().decode(first.path("ocspResult").asString())).getResponseObject();
            assertThat(ocsp.getResponses()[0].getCertID().getSerialNumber()).isEqualTo(contract.getSerialNumber());
            assertThat(second).isEqualTo(first);
            assertThat(responder.asked).containsExactly(contract.getSerialNumber());
        }
    }

    @Test
    void whatCannotBeAskedOrBelievedHasFailed() {
        try (var station = station("ocpp2.0.1")) {
            JsonNode inside = station.calls("GetCertificateStatus", "{'ocspRequestData':{" + question(contract, "127.0.0.1") + "}}");
            assertThat(inside.path("status").asString()).isEqualTo("Failed");
            assertThat(inside.path("statusInfo").path("reasonCode").asString()).isEqualTo("NoOcspAnswer");
            assertThat(responder.asked).as("a responder in the own network").isEmpty();

            responder.isForgedBy(Keys.ec("CN=Somebody"));
            JsonNode forged = station.calls("GetCertificateStatus", "{'ocspRequestData':{" + question(contract, "localhost") + "}}");
            assertThat(forged.path("status").asString()).isEqualTo("Failed");
        }
    }

    @Test
    void aChainIsToldCertificateByCertificate() {
        X509Certificate stolen = authority.issue("CN=stolen", Keys.ec("CN=car").publicKey());
        responder.revokes(stolen);
        try (var station = station("ocpp2.1")) {
            JsonNode answer = station.calls("GetCertificateChainStatus", "{'certificateStatusRequests':[" + listed(contract, "OCSP") + ","
                    + listed(stolen, "OCSP") + "," + listed(contract, "CRL") + "]}").path("certificateStatus");

            assertThat(answer.valueStream().map(each -> each.path("status").asString())).containsExactly("Good", "Revoked", "Failed");
            assertThat(answer.path(1).path("certificateHashData").path("serialNumber").asString())
                    .isEqualTo(stolen.getSerialNumber().toString(16));
        }
    }

    @Test
    void aContractIsAsGoodAsItsCertificates() {
        X509Certificate stolen = authority.issue("CN=stolen", Keys.ec("CN=car").publicKey());
        responder.revokes(stolen);
        try (var station = station("ocpp2.0.1")) {
            authorized(station.calls("Authorize", shown(null, contract)), "Accepted", "Accepted");
            authorized(station.calls("Authorize", shown(null, stolen)), "Invalid", "CertificateRevoked");
            assertThat(station.calls("Authorize", "{'idToken':{'idToken':'NORDIC01','type':'Central'}}").has("certificateStatus"))
                    .isFalse();
        }
    }

    @Test
    void aChainThatTheStationDoesNotCheckIsCheckedHere() {
        try (var station = station("ocpp2.0.1")) {
            authorized(station.calls("Authorize", shown(contract, null)), "Invalid", "NoCertificateAvailable");
            trusts(responder.certificate());
            authorized(station.calls("Authorize", shown(contract, contract)), "Accepted", "Accepted");
            authorized(station.calls("Authorize", shown(contract, null)), "Accepted", "Accepted");
            Keys stranger = Keys.ec("CN=Stranger");
            authorized(station.calls("Authorize", shown(stranger.issue("CN=x", stranger.publicKey()), null)), "Invalid", "CertChainError");
            Keys forger = new Keys(authority.name(), Keys.ec("CN=x").pair(), authority.signature());
            authorized(station.calls("Authorize", shown(forger.issue("CN=x", stranger.publicKey()), null)), "Invalid", "SignatureError");
            authorized(station.calls("Authorize", shown(authority.expired("CN=x", stranger.publicKey()), null)), "Invalid",
                    "CertificateExpired");
        }
    }

    @Test
    void aProviderDecidesAboutContractsAndHasCertificatesForCars() {
        settings("{'providerUrl':'http://localhost:" + provider.getAddress().getPort() + "/v2g','providerAuthorization':'Bearer hub'}");
        answers.put("/v2g/contract-status", "{'certificateStatus':'ContractCancelled'}");
        answers.put("/v2g/ev-certificate", "{'status':'Accepted','exiResponse':'ZXhp','remainingContracts':2}");
        try (var station = station("ocpp2.1")) {
            authorized(station.calls("Authorize", shown(contract, contract)), "Invalid", "ContractCancelled");
            assertThat(asked.getFirst().path("emaid").asString()).isEqualTo("NORDIC01");
            assertThat(asked.getFirst().path("certificateHashData").path(0).path("responderUrls").path(0).asString()).contains("/ocsp");
            assertThat(responder.asked).isEmpty();

            JsonNode car = station.calls("Get15118EVCertificate", EV.replace("}", ",'maximumContractCertificateChains':3}"));
            assertThat(car.path("status").asString()).isEqualTo("Accepted");
            assertThat(car.path("exiResponse").asString()).isEqualTo("ZXhp");
            assertThat(car.path("remainingContracts").asInt()).isEqualTo(2);
            assertThat(asked.get(1).path("exiRequest").asString()).isEqualTo("cmVx");
            assertThat(asked.get(1).path("maximumContractCertificateChains").asInt()).isEqualTo(3);
            assertThat(authorizations).containsOnly("Bearer hub");

            answers.clear();
            authorized(station.calls("Authorize", shown(contract, contract)), "Invalid", "CertChainError");
            refused(station.calls("Get15118EVCertificate", EV), "ProviderRefused");
        }
    }

    @Test
    void withoutAProviderCarsGetNoCertificateAndAreToldSo() {
        try (var station = station("ocpp2.0.1")) {
            refused(station.calls("Get15118EVCertificate", EV), "NoProvider");
        }
    }

    private static void refused(JsonNode answer, String reason) {
        assertThat(answer.path("status").asString()).isEqualTo("Failed");
        assertThat(answer.path("exiResponse").asString("-")).isEmpty();
        assertThat(answer.path("statusInfo").path("reasonCode").asString()).isEqualTo(reason);
    }

    private static void authorized(JsonNode answer, String token, String certificate) {
        assertThat(answer.path("certificateStatus").asString()).isEqualTo(certificate);
        assertThat(answer.path("idTokenInfo").path("status").asString()).isEqualTo(token);
    }

    private void trusts(X509Certificate root) {
        json(owner.post("/api/v1/trusted-authorities",
                "{'name':'" + id + "','purpose':'contracts','certificate':" + Keys.json(Keys.pem(root)) + "}"), 201);
    }

    private String question(X509Certificate certificate, String host) {
        return responder.hash(certificate) + ",'responderURL':'" + responder.url(host) + "'";
    }

    private String listed(X509Certificate certificate, String source) {
        return "{'certificateHashData':{" + responder.hash(certificate) + "},'source':'" + source + "','urls':['"
                + responder.url("localhost") + "']}";
    }

    private String shown(X509Certificate chain, X509Certificate hashed) {
        return "{'idToken':{'idToken':'NORDIC01','type':'Central'}"
                + (chain == null ? "" : ",'certificate':" + Keys.json(Keys.pem(chain)))
                + (hashed == null ? "" : ",'iso15118CertificateHashData':[{" + question(hashed, "localhost") + "}]") + "}";
    }
}
