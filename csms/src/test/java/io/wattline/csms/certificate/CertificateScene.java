package io.wattline.csms.certificate;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.database.AllAccountsDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A station of the account {@code nordic}, whose settings for certificates belong to the test that runs. */
@CsmsTest
abstract class CertificateScene {
    static final String STATION = "/api/v1/stations/{id}";

    @LocalServerPort
    int port;
    @Autowired
    AllAccountsDatabase database;

    String id;
    Rest owner;

    @BeforeEach
    void aStation() {
        id = "SIGN-" + UUID.randomUUID();
        owner = Rest.as(Rest.NORDIC, port).with("Prefer", "wait=10");
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
    }

    @AfterEach
    void byHand() {
        settings("{'signing':'manual','signingUrl':null,'signingAuthorization':null,'organization':null,'renewalDays':0,"
                + "'providerUrl':null,'providerAuthorization':null,'validityDays':397,'warningDays':30}");
    }

    /** At most 25 characters. */
    String serial() { return "SN-" + id.substring(id.length() - 12); }

    JsonNode settings(String members) { return json(owner.patch("/api/v1/certificate-settings", members), 200); }

    ConnectedStation station(String version) {
        var station = new ConnectedStation(port, id + "/nordic", version);
        station.calls("BootNotification", version.equals("ocpp1.6")
                ? "{'chargePointVendor':'V','chargePointModel':'M'}"
                : "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M','serialNumber':'" + serial() + "'}}");
        return station;
    }

    /** The newest request of the station, once it says so. */
    JsonNode request(String member, String value) {
        return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).until(
                () -> json(owner.get(STATION + "/certificate-requests", id), 200).path("items").path(0),
                request -> request.path(member).asString("").contains(value));
    }

    /** What was issued for the station, newest first. */
    JsonNode issued() {
        return json(owner.get("/api/v1/certificates?stationId={id}", id), 200).path("items");
    }

    void seesEvent(String type) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(json(owner.get(STATION + "/events?type=" + type, id), 200).path("items")).isNotEmpty());
    }

    void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
