package io.wattline.csms.station;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.ocpp.ConnectionAttempt.BasicCredentials;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What stations may present at the door, apart from the plain case. */
@CsmsTest
class StationSecretsTest {
    @LocalServerPort
    private int port;
    @Autowired
    private Stations stations;
    private Rest nordic;
    private String id;

    @BeforeEach
    void signIn() {
        nordic = Rest.as(Rest.NORDIC, port);
        id = "SECRET-" + UUID.randomUUID();
    }

    @AfterEach
    void asItWas() { account("{'anyUserName':false}"); }

    @Test
    void aNewPasswordEndsTheOldOneAtItsFirstUse() {
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "','password':'old'}"), 201);
        json(nordic.patch("/api/v1/stations/{id}", "{'newPassword':'new'}", id), 200);

        assertThat(lets(id, "old")).isTrue();
        assertThat(lets(id, "other")).isFalse();
        assertThat(lets(id, "new")).isTrue();
        assertThat(lets(id, "old")).isFalse();
        assertThat(lets(id, "new")).isTrue();
    }

    @Test
    void aPasswordThatIsReplacedEndsAtOnceWithTheOneBeforeIt() {
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "','password':'first'}"), 201);
        json(nordic.patch("/api/v1/stations/{id}", "{'newPassword':'second'}", id), 200);
        json(nordic.patch("/api/v1/stations/{id}", "{'password':'third'}", id), 200);

        assertThat(lets(id, "first")).isFalse();
        assertThat(lets(id, "second")).isFalse();
        assertThat(lets(id, "third")).isTrue();
    }

    @Test
    void otherUserNamesAndNoneAreForAccountsThatAllowThem() {
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "','password':'sesame'}"), 201);
        assertThat(lets("installer", "sesame")).isFalse();
        assertThat(lets("", "sesame")).isFalse();

        account("{'anyUserName':true}");

        assertThat(lets("installer", "sesame")).isTrue();
        assertThat(lets("", "sesame")).isTrue();
        assertThat(lets("installer", "simsalabim")).isFalse();
    }

    @Test
    void aPasswordMayHoldColonsAndAnyBytesOfAnAuthorizationKey() {
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "','password':'a:b:c'}"), 201);
        assertThat(lets(id, "a:b:c")).isTrue();

        json(nordic.patch("/api/v1/stations/{id}", "{'password':'00ff3a0d0a7f80c0e0f0123456789abcdef01234'}", id), 200);
        byte[] key = java.util.HexFormat.of().parseHex("00ff3a0d0a7f80c0e0f0123456789abcdef01234");
        assertThat(lets(new BasicCredentials(id, key))).isTrue();
    }

    private boolean lets(String user, String password) {
        return lets(new BasicCredentials(user, password.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean lets(BasicCredentials credentials) {
        var attempt = new ConnectionAttempt(new StationId(id), new AccountId("nordic"), OcppVersion.V1_6, "127.0.0.1", credentials);
        return stations.admit(attempt).toFuture().join() instanceof Admission.Admitted;
    }

    private void account(String change) { json(nordic.patch("/api/v1/accounts/nordic", change), 200); }
}
