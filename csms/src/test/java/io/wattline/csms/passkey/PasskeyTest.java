package io.wattline.csms.passkey;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@CsmsTest
class PasskeyTest {
    private static final String PASSWORD = "quite long enough";

    @LocalServerPort
    private int port;
    private TestAuthenticator phone;
    private String email;
    private Rest person;

    @BeforeEach
    void somebody() throws GeneralSecurityException {
        phone = new TestAuthenticator();
        email = "k-" + UUID.randomUUID() + "@demo.example";
        person = made(email);
    }

    @Test
    void signsInWithAPasskeyAlone() throws GeneralSecurityException {
        JsonNode added = json(add(person, phone), 201);

        JsonNode tokens = json(signIn(phone), 200);

        assertThat(added.get("name").asString()).isEqualTo("My phone");
        Rest here = person.bearing(tokens.get("accessToken").asString());
        assertThat(json(here.get("/api/v1/me"), 200).get("email").asString()).isEqualTo(email);
        assertThat(json(here.get("/api/v1/me/sessions"), 200).get("items").get(0).get("method").asString()).isEqualTo("passkey");
        JsonNode listed = json(here.get("/api/v1/me/passkeys"), 200).get("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("lastUsedAt").isNull()).isFalse();
    }

    @Test
    void addingAsksForThePassword() {
        assertThat(problem(person.post("/api/v1/me/passkeys/options", "{'password':'not mine'}"), 403)).isEqualTo("wrong_password");
    }

    @Test
    void aRemovedPasskeyLetsNobodyIn() throws GeneralSecurityException {
        String id = json(add(person, phone), 201).get("id").asString();
        assertThat(problem(remove(made("other-" + email), id), 404)).isEqualTo("unknown_passkey");
        json(signIn(phone), 200);

        remove(person, id).expectStatus().isNoContent();

        assertThat(problem(signIn(phone), 401)).isEqualTo("unauthorized");
    }

    @Test
    void anAnswerCountsOnce() throws GeneralSecurityException {
        json(add(person, phone), 201);
        JsonNode asked = asked();
        String answer = phone.signs(asked.get("publicKey"));
        json(enter(asked, answer), 200);

        assertThat(problem(enter(asked, answer), 401)).isEqualTo("unauthorized");
        assertThat(problem(enter(asked(), answer), 401)).isEqualTo("unauthorized");
    }

    @Test
    void refusesAnotherOriginAndWhoDidNotShowHimself() throws GeneralSecurityException {
        json(add(person, phone), 201);

        phone.origin = "https://evil.example";
        assertThat(problem(signIn(phone), 401)).isEqualTo("unauthorized");
        phone.origin = "http://localhost:8080";
        phone.verifies = false;
        assertThat(problem(signIn(phone), 401)).isEqualTo("unauthorized");
        phone.verifies = true;
        json(signIn(phone), 200);
    }

    @Test
    void refusesACopyWhoseCounterStayedBehind() throws GeneralSecurityException {
        json(add(person, phone), 201);
        phone.counter = 40;
        json(signIn(phone), 200);

        phone.counter = 20;

        assertThat(problem(signIn(phone), 401)).isEqualTo("unauthorized");
    }

    @Test
    void refusesAPasskeyThatNobodyAddedAndWhatIsNone() throws GeneralSecurityException {
        assertThat(problem(signIn(phone), 401)).isEqualTo("unauthorized");
        assertThat(problem(enter(asked(), "{'id':'x'}"), 401)).isEqualTo("unauthorized");
        assertThat(problem(enter(asked(), "[]"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void aChallengeIsForWhoAskedForIt() throws GeneralSecurityException {
        JsonNode asked = json(person.post("/api/v1/me/passkeys/options", "{'password':'" + PASSWORD + "'}"), 200);
        Rest thief = made("thief-" + email);

        assertThat(problem(add(thief, asked, phone.creates(asked.get("publicKey"))), 400)).isEqualTo("bad_request");
        JsonNode own = json(thief.post("/api/v1/me/passkeys/options", "{'password':'" + PASSWORD + "'}"), 200);
        assertThat(problem(add(thief, own, phone.creates(asked.get("publicKey"))), 400)).isEqualTo("bad_request");
    }

    @Test
    void aPasskeyIsKnownOnce() {
        json(add(person, phone), 201);

        assertThat(problem(add(person, phone), 409)).isEqualTo("conflict");
        JsonNode asked = json(person.post("/api/v1/me/passkeys/options", "{'password':'" + PASSWORD + "'}"), 200);
        assertThat(asked.get("publicKey").get("excludeCredentials")).hasSize(1);
    }

    @Test
    void aDisabledUserDoesNotGetIn() throws GeneralSecurityException {
        json(add(person, phone), 201);
        String id = json(person.get("/api/v1/me"), 200).get("userId").asString();
        json(Rest.as(Rest.OWNER, port).patch("/api/v1/users/{id}", "{'enabled':false}", id), 200);

        assertThat(problem(signIn(phone), 401)).isEqualTo("unauthorized");
    }

    private ResponseSpec add(Rest rest, TestAuthenticator authenticator) {
        JsonNode asked = json(rest.post("/api/v1/me/passkeys/options", "{'password':'" + PASSWORD + "'}"), 200);
        return add(rest, asked, authenticator.creates(asked.get("publicKey")));
    }

    private static ResponseSpec add(Rest rest, JsonNode asked, String credential) {
        return rest.post("/api/v1/me/passkeys",
                "{'ticket':'" + asked.get("ticket").asString() + "','name':'My phone','credential':" + credential + "}");
    }

    private static ResponseSpec remove(Rest rest, String id) {
        return rest.post("/api/v1/me/passkeys/{id}/remove", "{'password':'" + PASSWORD + "'}", id);
    }

    private ResponseSpec signIn(TestAuthenticator authenticator) throws GeneralSecurityException {
        JsonNode asked = asked();
        return enter(asked, authenticator.signs(asked.get("publicKey")));
    }

    private JsonNode asked() { return json(Rest.anonymous(port).post("/api/v1/auth/passkey/options", "{}"), 200); }

    private ResponseSpec enter(JsonNode asked, String credential) {
        return Rest.anonymous(port).post("/api/v1/auth/passkey",
                "{'ticket':'" + asked.get("ticket").asString() + "','credential':" + credential + "}");
    }

    private Rest made(String address) {
        json(Rest.as(Rest.OWNER, port).post("/api/v1/users",
                "{'email':'" + address + "','name':'Some Body','password':'" + PASSWORD + "'}"), 201);
        return Rest.anonymous(port).signedIn(address, PASSWORD);
    }
}
