package io.wattline.csms.ocpp.ws;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** A station with a certificate that its account signed comes in with security profile 3, there and nowhere else. */
@CsmsTest
class OwnAuthorityTest {
    private static final String PROFILE_3 = "{'profile':3}";

    @LocalServerPort
    private int port;
    @Autowired
    private TlsListener door;
    private final String id = "OA-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void byHand() { json(Rest.as(Rest.NORDIC, port).patch("/api/v1/certificate-settings", "{'signing':'manual'}"), 200); }

    @Test
    void whatItsAccountSignedOpensTheDoorOfThatAccountUntilItIsTakenBack() throws CertificateException {
        Rest nordic = registered(Rest.NORDIC);
        Rest demo = registered(Rest.OWNER);
        json(nordic.patch("/api/v1/certificate-settings", "{'signing':'built-in'}"), 200);
        Identity signed = signed();
        json(nordic.patch("/api/v1/stations/{id}/security", PROFILE_3, id), 200);
        json(demo.patch("/api/v1/stations/{id}/security", PROFILE_3, id), 200);

        try (var there = comes("/nordic", signed); var elsewhere = comes("/demo", signed); var found = comes("", signed)) {
            assertThat(there.status).isEqualTo(101);
            assertThat(elsewhere.status).isEqualTo(403);
            assertThat(elsewhere.body()).contains("Nobody whom this account trusts");
            assertThat(found.status).as("the certificate tells which account is meant").isEqualTo(101);
        }

        String certificate = json(nordic.get("/api/v1/certificates?stationId={id}", id), 200).at("/items/0/id").asString();
        json(nordic.post("/api/v1/certificates/{id}/revoke", "{'reason':'stolen'}", certificate), 200);
        try (var stolen = comes("/nordic", signed)) {
            assertThat(stolen.status).isEqualTo(403);
            assertThat(stolen.body()).contains("The certificate was revoked.");
        }
    }

    private Rest registered(String owner) {
        Rest rest = Rest.as(owner, port);
        json(rest.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        return rest;
    }

    private Identity signed() throws CertificateException {
        Keys keys = Keys.ec("CN=" + id);
        try (var station = new ConnectedStation(port, id + "/nordic", "ocpp1.6")) {
            station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
            station.answering("CertificateSigned", "{'status':'Accepted'}");
            station.calls("SignCertificate", "{'csr':" + keys.request() + "}");
            var sent = new JsonMapper().readTree(station.nextCallOf("CertificateSigned"));
            return new Identity(Pem.read(sent.path("certificateChain").asString()), keys.privateKey());
        }
    }

    private RawStation comes(String account, Identity shown) {
        return RawStation.connect(new TlsClient(TestDoor.SERVERS, shown).connect(door.port(), "TLSv1.3", "localhost"),
                "/ocpp/" + id + account, "Sec-WebSocket-Protocol: ocpp1.6");
    }
}
