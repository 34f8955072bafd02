package io.wattline.csms.account;

import static io.wattline.csms.Rest.json;

import io.wattline.csms.Rest;
import java.util.UUID;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user made for a test, at an address of his own. */
final class Person {
    static final String PASSWORD = "quite long enough";

    final Rest rest;
    final String email;
    final String id;

    private Person(Rest rest, String email, String id) {
        this.rest = rest;
        this.email = email;
        this.id = id;
    }

    /** {@code permissions} in single quotes, separated by commas. */
    static Person with(String permissions, int port) {
        String email = "p-" + UUID.randomUUID() + "@demo.example";
        JsonNode created = json(Rest.as(Rest.OWNER, port).post("/api/v1/users",
                "{'email':'" + email + "','name':'Some Body','password':'" + PASSWORD + "','permissions':[" + permissions + "]}"), 201);
        return new Person(Rest.anonymous(port), email, created.get("id").asString()).at(newAddress());
    }

    /** The same one somewhere else. */
    Person at(String address) { return new Person(rest.with("X-Forwarded-For", address), email, id); }

    static String newAddress() {
        byte[] random = Secrets.bytes(3);
        return "10." + (random[0] & 0xff) + "." + (random[1] & 0xff) + "." + (random[2] & 0xff);
    }

    ResponseSpec tries(String password) { return tries(password, ""); }

    /** {@code more} members of the body, beginning with a comma. */
    ResponseSpec tries(String password, String more) {
        return rest.post("/api/v1/auth/token", "{'username':'" + email + "','password':'" + password + "'" + more + "}");
    }

    JsonNode tokens() { return json(tries(PASSWORD), 200); }

    Rest signedIn() { return bearing(tokens()); }

    Rest bearing(JsonNode tokens) { return rest.bearing(tokens.get("accessToken").asString()); }

    /** The code of whatever problem it is. */
    static String codeOf(ResponseSpec answer) {
        return new JsonMapper().readTree(answer.expectBody().returnResult().getResponseBodyContent()).get("code").asString();
    }

    ResponseSpec refreshes(JsonNode tokens) {
        return rest.post("/api/v1/auth/token", "{'refreshToken':'" + tokens.get("refreshToken").asString() + "'}");
    }
}
