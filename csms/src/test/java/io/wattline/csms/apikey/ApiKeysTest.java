package io.wattline.csms.apikey;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class ApiKeysTest {
    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port); }

    @Test
    void aKeyMayWhatItWasGivenAndNothingElse() {
        Rest key = with(made(owner, "reader", "'ReadTags'"));

        json(key.get("/api/v1/tags"), 200);
        assertThat(problem(key.post("/api/v1/tags", "{'idTag':'KEY1'}"), 403)).isEqualTo("forbidden");
        assertThat(problem(key.get("/api/v1/stations"), 403)).isEqualTo("forbidden");
        assertThat(problem(key.get("/api/v1/transactions"), 403)).isEqualTo("forbidden");
        assertThat(problem(key.patch("/api/v1/me", "{'name':'me'}"), 403)).isEqualTo("forbidden");
        assertThat(problem(key.get("/api/v1/api-keys"), 403)).isEqualTo("forbidden");
        JsonNode me = json(key.get("/api/v1/me"), 200);
        assertThat(me.get("name").asString()).isEqualTo("reader");
        assertThat(me.get("accountId").asString()).isEqualTo("demo");
        assertThat(me.get("permissions")).hasSize(1);
    }

    @Test
    void aKeyIsShownOnceAndKeptAsAHashOnly() {
        JsonNode made = made(owner, "once", "'ReadTags'");
        String secret = made.get("key").asString();

        JsonNode shown = json(owner.get("/api/v1/api-keys/{id}", made.get("id").asString()), 200);

        assertThat(secret).matches("wl_[A-Za-z0-9_-]{43}").startsWith(shown.get("prefix").asString());
        assertThat(shown.has("key")).isFalse();
        assertThat(json(owner.get("/api/v1/api-keys"), 200).toString()).contains("'once'".replace('\'', '"')).doesNotContain(secret);
        assertThat(text("SELECT count(*)::text FROM api_key k WHERE position('" + secret + "' IN k::text) > 0")).isEqualTo("0");
    }

    @Test
    void theHeaderOfItsOwnWorksTooAndTheLastUseIsShown() {
        JsonNode made = made(owner, "header", "'ReadTags'");

        json(Rest.anonymous(port).with("X-API-Key", made.get("key").asString()).get("/api/v1/tags"), 200);

        JsonNode shown = json(owner.get("/api/v1/api-keys/{id}", made.get("id").asString()), 200);
        assertThat(shown.get("lastUsedAt").asString()).isNotBlank();
        assertThat(shown.get("lastUsedFrom").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(made.get("lastUsedAt").isNull()).isTrue();
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        JsonNode made = made(owner, "revoked", "'ReadTags'");
        json(with(made).get("/api/v1/tags"), 200);

        owner.delete("/api/v1/api-keys/{id}", made.get("id").asString()).expectStatus().isNoContent();

        assertThat(problem(with(made).get("/api/v1/tags"), 401)).isEqualTo("unauthorized");
        assertThat(problem(owner.delete("/api/v1/api-keys/{id}", made.get("id").asString()), 404)).isEqualTo("unknown_api_key");
    }

    @Test
    void keysThatExpiredOrNobodyMadeAreRefused() {
        JsonNode made = made(owner, "expired", "'ReadTags'");
        run("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE key_id = '" + made.get("id").asString() + "'");

        assertThat(problem(with(made).get("/api/v1/tags"), 401)).isEqualTo("unauthorized");
        assertThat(problem(Rest.anonymous(port).bearing("wl_x").get("/api/v1/tags"), 401)).isEqualTo("unauthorized");
        assertThat(problem(owner.post("/api/v1/api-keys", "{'name':'a','permissions':['ReadTags'],'expiresAt':'2020-01-01T00:00:00Z'}"),
                400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/api-keys", "{'name':'a','permissions':['ReadTags'],'expiresAt':'2999-01-01T00:00:00Z'}"),
                400)).isEqualTo("bad_request");
    }

    @Test
    void nobodyGivesAKeyWhatHeHasNot() {
        user("givers@keys.example", "'ManageApiKeys','ReadTags'");
        Rest giver = Rest.anonymous(port).signedIn("givers@keys.example", "a-good-secret");

        made(giver, "mine", "'ReadTags'");

        assertThat(problem(giver.post("/api/v1/api-keys", "{'name':'more','permissions':['ManageTags']}"), 403)).isEqualTo("forbidden");
        assertThat(problem(owner.post("/api/v1/api-keys", "{'name':'keys','permissions':['ManageApiKeys']}"), 400))
                .isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/api-keys", "{'name':'none','permissions':[]}"), 400)).isEqualTo("bad_request");
    }

    @Test
    void aKeyLosesWhatItsCreatorLoses() {
        String creator = user("loser@keys.example", "'ManageApiKeys','ReadTags','ReadOverview'");
        Rest key = with(made(Rest.anonymous(port).signedIn("loser@keys.example", "a-good-secret"), "both", "'ReadTags','ReadOverview'"));
        json(key.get("/api/v1/tags"), 200);

        json(owner.patch("/api/v1/users/{id}", "{'permissions':['ReadOverview']}", creator), 200);
        assertThat(problem(key.get("/api/v1/tags"), 403)).isEqualTo("forbidden");
        json(key.get("/api/v1/overview"), 200);

        json(owner.patch("/api/v1/users/{id}", "{'enabled':false}", creator), 200);
        assertThat(problem(key.get("/api/v1/overview"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void aKeyThatCallsTooOftenIsToldWhenToComeBack() {
        JsonNode made = json(owner.post("/api/v1/api-keys", "{'name':'busy','permissions':['ReadTags'],'requestsPerMinute':2}"), 201);
        Rest key = with(made);
        json(key.get("/api/v1/tags"), 200);
        json(key.get("/api/v1/tags"), 200);

        var refused = key.get("/api/v1/tags");

        assertThat(problem(refused, 429)).isEqualTo("rate_limited");
        refused.expectHeader().valueMatches("Retry-After", "[1-9]\\d?");
    }

    @Test
    void theAuditNamesTheKeyThatActedAndWhoMadeAndRevokedIt() {
        JsonNode made = made(owner, "auditor", "'ManageTags','ReadTags'");
        json(with(made).post("/api/v1/tags", "{'idTag':'BY-A-KEY'}"), 201);
        owner.delete("/api/v1/api-keys/{id}", made.get("id").asString()).expectStatus().isNoContent();

        JsonNode tag = entries("tag", "BY-A-KEY").getFirst();
        var key = entries("api-key", made.get("id").asString());

        assertThat(tag.get("actorKind").asString()).isEqualTo("api-key");
        assertThat(tag.get("actorName").asString()).isEqualTo("auditor");
        assertThat(tag.get("actorId").asString()).isEqualTo(made.get("id").asString());
        assertThat(key).extracting(entry -> entry.get("action").asString()).containsExactly("api-key.delete", "api-key.create");
        assertThat(key).allSatisfy(entry -> assertThat(entry.get("actorName").asString()).isEqualTo(Rest.OWNER));
        assertThat(key.getLast().get("after").get("keyHash").asString()).isEqualTo("***");
    }

    private List<JsonNode> entries(String kind, String id) {
        JsonNode page = json(owner.get("/api/v1/audit?targetKind={kind}&targetId={id}", kind, id), 200);
        return StreamSupport.stream(page.get("items").spliterator(), false).toList();
    }

    private static JsonNode made(Rest by, String name, String permissions) {
        return json(by.post("/api/v1/api-keys", "{'name':'" + name + "','permissions':[" + permissions + "]}"), 201);
    }

    private Rest with(JsonNode key) { return Rest.anonymous(port).bearing(key.get("key").asString()); }

    private String user(String email, String permissions) {
        return json(owner.post("/api/v1/users",
                "{'email':'" + email + "','name':'N','password':'a-good-secret','permissions':[" + permissions + "]}"), 201).get("id")
                .asString();
    }

    private String text(String select) {
        return database.client().sql(select).map(row -> row.get(0, String.class)).one().toFuture().join();
    }

    private void run(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
