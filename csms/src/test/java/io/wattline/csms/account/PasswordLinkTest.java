package io.wattline.csms.account;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@CsmsTest
class PasswordLinkTest {
    private static final String CHOSEN = "chosen by myself";

    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private Postman postman;
    private Rest owner;
    private String email;

    @BeforeEach
    void signIn() {
        owner = Rest.as(Rest.OWNER, port);
        email = "i-" + UUID.randomUUID() + "@demo.example";
    }

    @Test
    void whoIsInvitedChoosesHisPasswordAndIsIn() {
        JsonNode invitation = json(invite("'ReadTags'"), 201);
        String secret = secretOf(invitation);

        assertThat(invitation.get("link").asString()).startsWith("http://localhost:8080/welcome#");
        JsonNode invited = json(look(secret), 200);
        assertThat(invited.get("email").asString()).isEqualTo(email);
        assertThat(invited.get("accountName").asString()).isEqualTo("Demo");
        assertThat(invited.get("invitation").asBoolean()).isTrue();
        assertThat(json(owner.get("/api/v1/users/{id}", invitation.get("userId").asString()), 200).get("invited").asBoolean()).isTrue();
        assertThat(problem(signIn(CHOSEN), 401)).isEqualTo("unauthorized");
        use(secret, CHOSEN, ",'name':'Ivy Invited'").expectStatus().isNoContent();
        Rest ivy = Rest.anonymous(port).signedIn(email, CHOSEN);
        assertThat(json(ivy.get("/api/v1/me"), 200).get("name").asString()).isEqualTo("Ivy Invited");
        json(ivy.get("/api/v1/tags"), 200);
        assertThat(json(owner.get("/api/v1/users/{id}", invitation.get("userId").asString()), 200).get("invited").asBoolean()).isFalse();
    }

    @Test
    void aLinkWorksOnce() {
        String secret = secretOf(json(invite(""), 201));
        use(secret, CHOSEN, "").expectStatus().isNoContent();

        assertThat(problem(use(secret, "a second attempt", ""), 404)).isEqualTo("unknown_link");
        assertThat(problem(look(secret), 404)).isEqualTo("unknown_link");
        json(signIn(CHOSEN), 200);
    }

    @Test
    void aLinkExpires() {
        JsonNode invitation = json(invite(""), 201);
        sql("UPDATE password_link SET expires_at = now() - interval '1 second' WHERE user_id = '" + invitation.get("userId").asString()
                + "'");

        assertThat(problem(look(secretOf(invitation)), 404)).isEqualTo("unknown_link");
        assertThat(problem(use(secretOf(invitation), CHOSEN, ""), 404)).isEqualTo("unknown_link");
    }

    @Test
    void aNewerLinkReplacesTheOneBefore() {
        JsonNode first = json(invite(""), 201);
        JsonNode second = json(owner.post("/api/v1/users/{id}/password-link", "{}", first.get("userId").asString()), 201);

        assertThat(problem(look(secretOf(first)), 404)).isEqualTo("unknown_link");
        assertThat(json(look(secretOf(second)), 200).get("invitation").asBoolean()).isTrue();
    }

    @Test
    void aManagerLetsSomebodyInAgainWhoForgotHisPassword() {
        var person = Person.with("", port);
        JsonNode tokens = person.tokens();
        String secret = secretOf(json(owner.post("/api/v1/users/{id}/password-link", "{}", person.id), 201));
        json(person.bearing(tokens).get("/api/v1/me"), 200);
        assertThat(json(look(secret), 200).get("invitation").asBoolean()).isFalse();

        use(secret, CHOSEN, "").expectStatus().isNoContent();

        json(person.tries(CHOSEN), 200);
        assertThat(problem(person.tries(Person.PASSWORD), 401)).isEqualTo("unauthorized");
        assertThat(problem(person.bearing(tokens).get("/api/v1/me"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void aPasswordThatIsRefusedDoesNotSpendTheLink() {
        String secret = secretOf(json(invite(""), 201));

        assertThat(problem(use(secret, "password1234", ""), 400)).isEqualTo("bad_request");

        use(secret, CHOSEN, "").expectStatus().isNoContent();
    }

    @Test
    void linksAreHandedToSendersAndStoredAsHashes() {
        JsonNode invitation = json(invite(""), 201);

        assertThat(postman.sent()).anySatisfy(link -> {
            assertThat(link.email()).isEqualTo(email);
            assertThat(link.link()).isEqualTo(invitation.get("link").asString());
            assertThat(link.invitation()).isTrue();
        });
        assertThat(database.client()
                .sql("SELECT count(*) FROM password_link l WHERE l::text LIKE '%' || encode(convert_to(:secret, 'UTF8'), 'hex') || '%'")
                .bind("secret", secretOf(invitation)).map(row -> row.get(0, Long.class)).one().toFuture().join()).isZero();
    }

    @Test
    void nobodyInvitesWithMoreThanHeHasOrResetsWhoHasMore() {
        Rest manager = Person.with("'ReadUsers','ManageUsers'", port).signedIn();
        String ownersId = json(owner.get("/api/v1/me"), 200).get("userId").asString();
        Rest reader = Person.with("'ReadUsers'", port).signedIn();

        assertThat(problem(manager.post("/api/v1/users/invitations", body("'ReadTags'")), 403)).isEqualTo("forbidden");
        assertThat(problem(manager.post("/api/v1/users/{id}/password-link", "{}", ownersId), 403)).isEqualTo("forbidden");
        assertThat(problem(reader.post("/api/v1/users/invitations", body("")), 403)).isEqualTo("forbidden");
        assertThat(problem(reader.post("/api/v1/users/{id}/password-link", "{}", ownersId), 403)).isEqualTo("forbidden");
        json(manager.post("/api/v1/users/invitations", body("'ReadUsers'")), 201);
    }

    @Test
    void aDisabledUserCannotUseHisLink() {
        JsonNode invitation = json(invite(""), 201);
        json(owner.patch("/api/v1/users/{id}", "{'enabled':false}", invitation.get("userId").asString()), 200);

        assertThat(problem(use(secretOf(invitation), CHOSEN, ""), 404)).isEqualTo("unknown_link");
    }

    private ResponseSpec invite(String permissions) { return owner.post("/api/v1/users/invitations", body(permissions)); }

    private String body(String permissions) { return "{'email':'" + email + "','name':'Invited','permissions':[" + permissions + "]}"; }

    private ResponseSpec look(String secret) {
        return Rest.anonymous(port).post("/api/v1/auth/password-link", "{'link':'" + secret + "'}");
    }

    private ResponseSpec use(String secret, String password, String more) {
        return Rest.anonymous(port).post("/api/v1/auth/password-link/use",
                "{'link':'" + secret + "','password':'" + password + "'" + more + "}");
    }

    private ResponseSpec signIn(String password) {
        return Rest.anonymous(port).post("/api/v1/auth/token", "{'username':'" + email + "','password':'" + password + "'}");
    }

    private static String secretOf(JsonNode invitation) { return invitation.get("link").asString().split("#")[1]; }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
