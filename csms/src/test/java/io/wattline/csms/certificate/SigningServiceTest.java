package io.wattline.csms.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wattline.csms.Rest;
import io.wattline.csms.trust.Pem;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signing service of the account signs what its stations request. */
class SigningServiceTest extends CertificateScene {
    private static final Keys ROOT = Keys.ec("CN=Root");
    private static final Keys BETWEEN = Keys.ec("CN=Between");

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private HttpServer service;
    private volatile int status = 200;
    private volatile String answer;

    @BeforeEach
    void aService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/sign", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(new JsonMapper().readTree(exchange.getRequestBody()));
            byte[] body = (answer == null ? chain(asked.getLast()) : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void close() { service.stop(0); }

    @Test
    void itsChainGoesToTheStationWithoutTheRoot() throws Exception {
        signsAt("localhost");
        try (var station = station("ocpp2.0.1")) {
            station.answering("CertificateSigned", "{'status':'Accepted'}");

            station.calls("SignCertificate", "{'csr':" + Keys.ec("CN=" + id).request() + "}");
            JsonNode sent = new JsonMapper().readTree(station.nextCallOf("CertificateSigned"));

            assertThat(Pem.read(sent.path("certificateChain").asString())).extracting(each -> each.getSubjectX500Principal().getName())
                    .containsExactly("CN=" + id, "CN=Between");
            assertThat(authorizations).containsExactly("Bearer signing");
            assertThat(asked.getFirst().path("stationId").asString()).isEqualTo(id);
            assertThat(asked.getFirst().path("certificateType").asString()).isEqualTo("ChargingStationCertificate");
            request("status", "signed");
            assertThat(issued().path(0).path("issuer").asString()).isEqualTo("CN=Between");
        }
    }

    @Test
    void whatItCannotDoIsShownAndTriedAgain() {
        signsAt("localhost");
        try (var station = station("ocpp1.6")) {
            station.answering("CertificateSigned", "{'status':'Accepted'}");
            status = 503;
            station.calls("SignCertificate", "{'csr':" + Keys.ec("CN=" + id).request() + "}");
            request("flaw", "answered with status 503");

            status = 200;
            answer = "{\"certificateChain\":" + Keys.json(Keys.pem(ROOT.issue("CN=" + id, Keys.ec("CN=x").publicKey()))) + "}";
            itsTurn();
            request("flaw", "for another key");

            answer = "<html>";
            itsTurn();
            request("flaw", "something else than a certificate chain");

            answer = null;
            itsTurn();
            assertThat(request("status", "signed").path("flaw").isNull()).isTrue();
        }
    }

    @Test
    void aServiceInTheOwnNetworkIsNotAskedUnlessItIsAllowedByName() {
        signsAt("127.0.0.1");
        try (var station = station("ocpp2.1")) {
            station.calls("SignCertificate", "{'csr':" + Keys.ec("CN=" + id).request() + "}");

            request("flaw", "not at a public address");
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void itsCredentialsAreNeverShown() {
        JsonNode shown = signsAt("localhost");
        assertThat(shown.path("signingAuthorization").asString()).isEqualTo("***");

        JsonNode after = settings("{'signingAuthorization':'***','validityDays':10}");
        assertThat(after.path("signingAuthorization").asString()).isEqualTo("***");
        assertThat(Rest.json(owner.get("/api/v1/audit"), 200).toString()).doesNotContain("Bearer signing");
        byte[] sealed = database.client().sql("SELECT signing_secret FROM certificate_settings WHERE account_id = 'nordic'")
                .map(row -> row.get(0, byte[].class)).one().toFuture().join();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("signing");
    }

    @Test
    void anAddressWithCredentialsOrOfAnotherKindIsNotTaken() {
        for (String url : List.of("ftp://ca.example/", "https://user:secret@ca.example/", "ca.example"))
            assertThat(Rest.problem(owner.patch("/api/v1/certificate-settings", "{'signing':'external','signingUrl':'" + url + "'}"), 400))
                    .isEqualTo("bad_request");
        assertThat(Rest.problem(owner.patch("/api/v1/certificate-settings", "{'signing':'external','signingUrl':null}"), 400))
                .isEqualTo("bad_request");
    }

    private JsonNode signsAt(String host) {
        return settings("{'signing':'external','signingUrl':'http://" + host + ":" + service.getAddress().getPort()
                + "/sign','signingAuthorization':'Bearer signing'}");
    }

    private void itsTurn() { sql("UPDATE certificate_request SET next_attempt_at = now() WHERE station_id = '" + id + "'"); }

    private static String chain(JsonNode asked) throws IOException {
        try (var parser = new PEMParser(new StringReader(asked.path("csr").asString()))) {
            var request = new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
            String chain = Keys.pem(BETWEEN.issue(request.getSubject().toString(), request.getPublicKey()))
                    + Keys.pem(ROOT.issue("CN=Between", BETWEEN.publicKey(), true, null)) + Keys.pem(ROOT.selfSigned());
            return "{\"certificateChain\":" + Keys.json(chain) + "}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
