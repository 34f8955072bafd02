package io.wattline.csms.account;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class SessionTest {
    private static final String SESSIONS = "/api/v1/me/sessions";

    @LocalServerPort
    private int port;
    private Person person;

    @BeforeEach
    void somebody() { person = Person.with("'ReadTags'", port); }

    @Test
    void showsWhereOneIsSignedIn() {
        var phone = person.at("192.0.2.7");
        JsonNode other = json(phone.rest.with("User-Agent", "Phone/1").post("/api/v1/auth/token",
                "{'username':'" + person.email + "','password':'" + Person.PASSWORD + "'}"), 200);
        Rest here = person.signedIn();

        JsonNode sessions = json(here.get(SESSIONS), 200).get("items");

        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(0).get("current").asBoolean()).isTrue();
        JsonNode there = sessions.get(1);
        assertThat(there.get("current").asBoolean()).isFalse();
        assertThat(there.get("address").asString()).isEqualTo("192.0.2.7");
        assertThat(there.get("userAgent").asString()).isEqualTo("Phone/1");
        assertThat(there.get("method").asString()).isEqualTo("password");
        String before = there.get("lastUsedAt").asString();
        json(person.at("192.0.2.8").refreshes(other), 200);
        JsonNode moved = json(here.get(SESSIONS), 200).get("items").get(0);
        assertThat(moved.get("address").asString()).isEqualTo("192.0.2.8");
        assertThat(moved.get("lastUsedAt").asString()).isGreaterThan(before);
        assertThat(moved.get("beganAt").asString()).isEqualTo(there.get("beganAt").asString());
    }

    @Test
    void endsOneElsewhereAtOnce() {
        JsonNode there = person.tokens();
        Rest here = person.signedIn();
        json(person.bearing(there).get("/api/v1/me"), 200);
        String id = others(here).getFirst();

        here.delete(SESSIONS + "/{id}", id).expectStatus().isNoContent();

        assertThat(problem(person.bearing(there).get("/api/v1/me"), 401)).isEqualTo("unauthorized");
        assertThat(problem(person.refreshes(there), 401)).isEqualTo("unauthorized");
        json(here.get("/api/v1/me"), 200);
        assertThat(problem(here.delete(SESSIONS + "/{id}", id), 404)).isEqualTo("unknown_session");
    }

    @Test
    void endsAllOthers() {
        JsonNode one = person.tokens();
        JsonNode two = person.tokens();
        Rest here = person.signedIn();

        here.delete(SESSIONS).expectStatus().isNoContent();

        for (JsonNode gone : List.of(one, two)) assertThat(problem(person.refreshes(gone), 401)).isEqualTo("unauthorized");
        assertThat(json(here.get(SESSIONS), 200).get("items")).hasSize(1);
    }

    @Test
    void nobodyEndsASessionOfAnother() {
        Rest victim = person.signedIn();
        String id = json(victim.get(SESSIONS), 200).get("items").get(0).get("id").asString();

        assertThat(problem(Person.with("", port).signedIn().delete(SESSIONS + "/{id}", id), 404)).isEqualTo("unknown_session");

        json(victim.get("/api/v1/me"), 200);
    }

    @Test
    void signingOutEndsTheAccessTokenToo() {
        JsonNode tokens = person.tokens();
        Rest here = person.bearing(tokens);
        json(here.get("/api/v1/me"), 200);

        person.rest.post("/api/v1/auth/logout", "{'refreshToken':'" + tokens.get("refreshToken").asString() + "'}").expectStatus()
                .isNoContent();

        assertThat(problem(here.get("/api/v1/me"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void aManagerSeesAndEndsTheSessionsOfHisUsers() {
        Rest owner = Rest.as(Rest.OWNER, port);
        Rest here = person.signedIn();
        json(here.get("/api/v1/me"), 200);

        assertThat(json(owner.get("/api/v1/users/{id}/sessions", person.id), 200).get("items")).hasSize(1);
        owner.delete("/api/v1/users/{id}/sessions", person.id).expectStatus().isNoContent();

        assertThat(problem(here.get("/api/v1/me"), 401)).isEqualTo("unauthorized");
        assertThat(problem(owner.delete("/api/v1/users/{id}/sessions", UUID.randomUUID()), 404)).isEqualTo("unknown_user");
    }

    @Test
    void whoHasLessEndsNoSessionsOfOneWhoHasMore() {
        Rest manager = Person.with("'ReadUsers','ManageUsers'", port).signedIn();
        String ownersId = json(Rest.as(Rest.OWNER, port).get("/api/v1/me"), 200).get("userId").asString();

        assertThat(problem(manager.delete("/api/v1/users/{id}/sessions", ownersId), 403)).isEqualTo("forbidden");
        assertThat(problem(manager.get("/api/v1/users/{id}/sessions", ownersId), 403)).isEqualTo("forbidden");
        assertThat(problem(person.signedIn().delete("/api/v1/users/{id}/sessions", person.id), 403)).isEqualTo("forbidden");
    }

    @Test
    void disablingAUserEndsHisSessionsAtOnce() {
        Rest here = person.signedIn();
        json(here.get("/api/v1/me"), 200);

        json(Rest.as(Rest.OWNER, port).patch("/api/v1/users/{id}", "{'enabled':false}", person.id), 200);

        assertThat(problem(here.get("/api/v1/me"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void otherPermissionsHoldAtOnceAndTheSessionGoesOn() {
        JsonNode tokens = person.tokens();
        json(person.bearing(tokens).get("/api/v1/tags"), 200);

        json(Rest.as(Rest.OWNER, port).patch("/api/v1/users/{id}", "{'permissions':[]}", person.id), 200);

        assertThat(problem(person.bearing(tokens).get("/api/v1/tags"), 401)).isEqualTo("unauthorized");
        JsonNode renewed = json(person.refreshes(tokens), 200);
        assertThat(json(person.bearing(renewed).get("/api/v1/me"), 200).get("permissions")).isEmpty();
        assertThat(json(person.bearing(renewed).get(SESSIONS), 200).get("items")).hasSize(1);
    }

    @Test
    void tellsWhenAndFromWhereSomebodySignedInLast() {
        person.at("198.51.100.9").tokens();

        JsonNode user = json(Rest.as(Rest.OWNER, port).get("/api/v1/users/{id}", person.id), 200);

        assertThat(user.get("lastLoginAddress").asString()).isEqualTo("198.51.100.9");
        assertThat(user.get("lastLoginAt").asString()).endsWith("Z");
    }

    private static List<String> others(Rest rest) {
        return StreamSupport.stream(json(rest.get(SESSIONS), 200).get("items").spliterator(), false)
                .filter(session -> !session.get("current").asBoolean()).map(session -> session.get("id").asString()).toList();
    }
}
