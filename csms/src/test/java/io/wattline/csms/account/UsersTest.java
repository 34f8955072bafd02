package io.wattline.csms.account;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class UsersTest {
    @LocalServerPort
    private int port;
    private Rest owner;
    private String email;

    @BeforeEach
    void signIn() {
        owner = Rest.as(Rest.OWNER, port);
        email = "u-" + UUID.randomUUID() + "@demo.example";
    }

    @Test
    void aNewUserSignsInAndMayDoWhatHeWasGiven() {
        JsonNode created = json(create("'ReadTags'", "'stationIds':['CP2','CP3'],'idTags':['demo0002']"), 201);
        Rest clerk = Rest.anonymous(port).signedIn(email, "long enough");

        assertThat(created.get("permissions").toString()).isEqualTo("[\"ReadTags\"]");
        assertThat(created.get("stationIds").toString()).isEqualTo("[\"CP2\",\"CP3\"]");
        assertThat(created.get("idTags").toString()).isEqualTo("[\"DEMO0002\"]");
        assertThat(created.has("password")).isFalse();
        json(clerk.get("/api/v1/tags"), 200);
        assertThat(problem(clerk.post("/api/v1/tags", "{'idTag':'T'}"), 403)).isEqualTo("forbidden");
        assertThat(problem(clerk.get("/api/v1/users"), 403)).isEqualTo("forbidden");
        assertThat(problem(clerk.post("/api/v1/users", "{}"), 403)).isEqualTo("forbidden");
        assertThat(problem(clerk.get("/api/v1/accounts"), 403)).isEqualTo("forbidden");
        assertThat(problem(clerk.post("/api/v1/stations", "{'id':'S'}"), 403)).isEqualTo("forbidden");
    }

    @Test
    void showsWhenSomebodyWasHere() {
        String id = json(create("", ""), 201).get("id").asString();

        assertThat(json(owner.get("/api/v1/users/{id}", id), 200).get("lastLoginAt").isNull()).isTrue();
        Rest.anonymous(port).signedIn(email, "long enough");

        assertThat(json(owner.get("/api/v1/users/{id}", id), 200).get("lastLoginAt").asString()).endsWith("Z");
    }

    @Test
    void nobodyGrantsMoreThanHeHas() {
        json(create("'ReadUsers','ManageUsers','ReadTags'", ""), 201);
        Rest manager = Rest.anonymous(port).signedIn(email, "long enough");
        String ownersId = json(owner.get("/api/v1/me"), 200).get("userId").asString();
        email = "v-" + email;

        assertThat(problem(manager.post("/api/v1/users", body("'ManageTags'", "")), 403)).isEqualTo("forbidden");
        String id = json(manager.post("/api/v1/users", body("'ReadTags'", "")), 201).get("id").asString();
        assertThat(problem(manager.patch("/api/v1/users/{id}", "{'permissions':['ReadOverview']}", id), 403)).isEqualTo("forbidden");
        assertThat(problem(manager.patch("/api/v1/users/{id}", "{'password':'taken over'}", ownersId), 403)).isEqualTo("forbidden");
        assertThat(problem(manager.delete("/api/v1/users/{id}", ownersId), 403)).isEqualTo("forbidden");
    }

    @Test
    void aDisabledUserCannotComeBack() {
        String id = json(create("", ""), 201).get("id").asString();
        String refreshToken = json(Rest.anonymous(port).post("/api/v1/auth/token", "{'username':'" + email + "','password':'long enough'}"),
                200)
                .get("refreshToken").asString();

        assertThat(json(owner.patch("/api/v1/users/{id}", "{'enabled':false}", id), 200).get("enabled").asBoolean()).isFalse();

        assertThat(problem(Rest.anonymous(port).post("/api/v1/auth/token", "{'refreshToken':'" + refreshToken + "'}"), 401))
                .isEqualTo("unauthorized");
        assertThat(problem(Rest.anonymous(port).post("/api/v1/auth/token", "{'username':'" + email + "','password':'long enough'}"), 401))
                .isEqualTo("unauthorized");
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        String id = json(create("", ""), 201).get("id").asString();

        json(owner.patch("/api/v1/users/{id}", "{'password':'another one'}", id), 200);

        Rest.anonymous(port).signedIn(email, "another one");
        assertThat(problem(Rest.anonymous(port).post("/api/v1/auth/token", "{'username':'" + email + "','password':'long enough'}"), 401))
                .isEqualTo("unauthorized");
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        String id = json(create("'ReadTags'", "'stationIds':['CP2']"), 201).get("id").asString();

        JsonNode changed = json(owner.patch("/api/v1/users/{id}", "{'name':'New Name','stationIds':['CP4']}", id), 200);

        assertThat(changed.get("name").asString()).isEqualTo("New Name");
        assertThat(changed.get("stationIds").toString()).isEqualTo("[\"CP4\"]");
        assertThat(changed.get("permissions").toString()).isEqualTo("[\"ReadTags\"]");
        assertThat(changed.get("email").asString()).isEqualTo(email);
    }

    @Test
    void refusesWhatMakesNoSense() {
        String own = json(owner.get("/api/v1/me"), 200).get("userId").asString();
        json(create("", ""), 201);

        assertThat(problem(owner.post("/api/v1/users", body("", "").replace(email, email.toUpperCase(java.util.Locale.ROOT))), 409))
                .isEqualTo("conflict");
        assertThat(problem(owner.post("/api/v1/users", "{'email':'x@y.example','name':'X','password':'short'}"), 400))
                .isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/users", "{'email':'x@y.example','name':'X'}"), 400)).isEqualTo("bad_request");
        email = "w-" + email;
        assertThat(problem(create("'FlyToTheMoon'", ""), 400)).isEqualTo("bad_request");
        assertThat(problem(create("", "'stationIds':['NCP1']"), 400)).isEqualTo("bad_request");
        assertThat(problem(create("", "'idTags':['NORDIC01']"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.delete("/api/v1/users/{id}", own), 409)).isEqualTo("conflict");
        assertThat(problem(owner.patch("/api/v1/users/{id}", "{'enabled':false}", own), 409)).isEqualTo("conflict");
        assertThat(problem(owner.get("/api/v1/users/{id}", UUID.randomUUID()), 404)).isEqualTo("unknown_user");
    }

    @Test
    void deletesAUserWithAllThatWasHis() {
        String id = json(create("", "'stationIds':['CP2'],'idTags':['DEMO0001']"), 201).get("id").asString();
        Rest gone = Rest.anonymous(port).signedIn(email, "long enough");

        owner.delete("/api/v1/users/{id}", id).expectStatus().isNoContent();

        assertThat(problem(owner.get("/api/v1/users/{id}", id), 404)).isEqualTo("unknown_user");
        assertThat(problem(gone.get("/api/v1/me"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void theAccountIsChangedByThoseWhoManageIt() {
        Rest nordic = Rest.as(Rest.NORDIC, port);

        JsonNode account = json(nordic.get("/api/v1/accounts"), 200).get("items");
        assertThat(account).hasSize(1);
        assertThat(account.get(0).get("currency").asString()).isEqualTo("NOK");
        JsonNode changed = json(nordic.patch("/api/v1/accounts/nordic", "{'heartbeatIntervalSeconds':120,'defaultPricePerKwh':5.2500}"),
                200);

        assertThat(changed.toString()).contains("\"heartbeatIntervalSeconds\":120", "\"defaultPricePerKwh\":5.25,",
                "\"currency\":\"NOK\"");
        json(nordic.patch("/api/v1/accounts/nordic", "{'heartbeatIntervalSeconds':300,'defaultPricePerKwh':4.9}"), 200);
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec create(String permissions, String more) {
        return owner.post("/api/v1/users", body(permissions, more));
    }

    private String body(String permissions, String more) {
        return "{'email':'" + email + "','name':'New User','password':'long enough','permissions':[" + permissions + "]"
                + (more.isEmpty() ? "" : "," + more)
                + "}";
    }
}
