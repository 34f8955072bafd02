package io.wattline.csms.ocpp.ws;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.certificate.Keys;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.ocpp.tls.TestAuthority.Identity;
import io.wattline.csms.ocpp.tls.TestDoor;
import io.wattline.csms.ocpp.tls.TlsClient;
import io.wattline.csms.trust.Pem;
import java.security.cert.CertificateException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A certificate of the account's own authority opens the door with TLS, until somebody takes it back. */
@CsmsTest
class TakenBackTest {
    private final String id = "OWN-" + UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort
    private int port;
    @Autowired
    private TlsListener door;
    private Rest owner;

    @AfterEach
    void byHand() { json(owner.patch("/api/v1/certificate-settings", "{'signing':'manual'}"), 200); }

    @ParameterizedTest
    @ValueSource(strings = {"{'profile':3}", "{'profile':3,'certificateThumbprints':['THUMBPRINT']}"})
    void whatItSignedLetsAStationInUntilItIsTakenBack(String terms) throws Exception {
        owner = Rest.as(Rest.NORDIC, port);
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        Identity own = signed();
        JsonNode issued = json(owner.get("/api/v1/certificates?stationId=" + id), 200).path("items").path(0);
        json(owner.patch("/api/v1/stations/{id}/security", terms.replace("THUMBPRINT", issued.path("thumbprint").asString()), id), 200);

        try (var station = comes(own)) {
            assertThat(station.status).isEqualTo(101);
        }
        json(owner.post("/api/v1/certificates/{id}/revoke", "{'reason':'stolen'}", issued.path("id").asString()), 200);

        try (var station = comes(own)) {
            assertThat(station.status).isEqualTo(403);
            assertThat(station.body()).contains("The certificate was revoked.");
        }
    }

    private Identity signed() throws CertificateException {
        json(owner.patch("/api/v1/certificate-settings", "{'signing':'built-in'}"), 200);
        Keys keys = Keys.ec("CN=" + id);
        try (var station = new ConnectedStation(port, id + "/nordic", "ocpp1.6")) {
            station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
            station.answering("CertificateSigned", "{'status':'Accepted'}");
            station.calls("SignCertificate", "{'csr':" + keys.request() + "}");
            String chain = new JsonMapper().readTree(station.nextCallOf("CertificateSigned")).path("certificateChain").asString();
            await().until(() -> json(owner.get("/api/v1/certificates?stationId=" + id), 200).path("items").size() == 1);
            return new Identity(Pem.read(chain), keys.privateKey());
        }
    }

    private RawStation comes(Identity shown) {
        return RawStation.connect(new TlsClient(TestDoor.SERVERS, shown).connect(door.port(), "TLSv1.3", "localhost"),
                "/ocpp/" + id + "/nordic", "Sec-WebSocket-Protocol: ocpp1.6");
    }
}
