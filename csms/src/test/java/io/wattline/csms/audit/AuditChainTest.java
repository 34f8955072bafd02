package io.wattline.csms.audit;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.model.account.AccountId;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** Entries stay as they are, and who changes them all the same is found out. */
@CsmsTest
class AuditChainTest {
    /** What nobody changes but stations and the platform itself, or what is written down elsewhere. */
    private static final List<String> NOT_AUDITED = List.of("audit_entry", "audit_head", "capability", "certificate_request",
            "composite_schedule", "connector", "frame", "job", "local_list_entry", "meter_aggregate", "meter_value", "outbox",
            "recovery_code", "refresh_token", "station_certificate", "station_charging_profile", "transaction", "variable",
            "variable_monitor",
            "unknown_tag", "variable_report");

    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase all;
    @Autowired
    private AccountDatabase requests;
    private String account;
    private Rest owner;

    @BeforeEach
    void anAccountOfItsOwn() {
        account = "chain-" + UUID.randomUUID().toString().substring(0, 8);
        String email = "owner@" + account + ".example";
        sql("INSERT INTO account (account_id, name) VALUES ('" + account + "', 'Chain')");
        sql("INSERT INTO app_user (account_id, user_id, email, name, password_hash, permissions) SELECT '" + account
                + "', gen_random_uuid(), '" + email + "', name, password_hash, permissions FROM app_user WHERE email = '" + Rest.OWNER
                + "'");
        owner = Rest.as(email, port);
    }

    @Test
    void isWholeWithoutGapsWhenManyChangeSomethingAtOnce() {
        CompletableFuture.allOf(IntStream.range(0, 24).mapToObj(i -> CompletableFuture.runAsync(() -> tag("T" + i)))
                .toArray(CompletableFuture[]::new)).join();

        JsonNode check = check();

        assertThat(check.get("whole").asBoolean()).isTrue();
        assertThat(check.get("entries").asInt()).isEqualTo(24);
        assertThat(json(owner.get("/api/v1/audit?limit=1"), 200).get("items").get(0).get("number").asInt()).isEqualTo(24);
        assertThat(json(owner.get("/api/v1/audit?limit=1"), 200).get("items").get(0).get("hash")).isEqualTo(check.get("hash"));
    }

    @Test
    void whatFailsLeavesNoNumberOut() {
        tag("A");
        owner.post("/api/v1/tags", "{'idTag':'A'}").expectStatus().isEqualTo(409);
        tag("B");

        assertThat(check().get("whole").asBoolean()).isTrue();
        assertThat(check().get("entries").asInt()).isEqualTo(2);
    }

    @Test
    void theServingRolesCannotChangeIt() {
        tag("A");

        for (String change : List.of("UPDATE audit_entry SET actor_name = 'X'", "DELETE FROM audit_entry", "TRUNCATE audit_entry",
                "UPDATE audit_head SET number = 0", "DELETE FROM audit_head")) {
            StepVerifier.create(requests.one(new AccountId(account), db -> db.sql(change).then()))
                    .verifyErrorMatches(refused -> refused.getMessage().contains("permission denied"));
            StepVerifier.create(all.client().sql(change).then())
                    .verifyErrorMatches(refused -> refused.getMessage().contains("permission denied"));
        }
        assertThat(check().get("whole").asBoolean()).isTrue();
    }

    @Test
    void aChangeShows() throws SQLException {
        threeTags();

        byForce("UPDATE audit_entry SET after = '{}' WHERE account_id = ? AND number = 2");

        assertThat(check().get("brokenAt").asInt()).isEqualTo(2);
        assertThat(check().get("whole").asBoolean()).isFalse();
    }

    @Test
    void aGapShows() throws SQLException {
        threeTags();

        byForce("DELETE FROM audit_entry WHERE account_id = ? AND number = 2");

        assertThat(check().get("brokenAt").asInt()).isEqualTo(2);
    }

    @Test
    void aCutShows() throws SQLException {
        threeTags();

        byForce("DELETE FROM audit_entry WHERE account_id = ? AND number = 3");

        assertThat(check().get("brokenAt").asInt()).isEqualTo(3);
    }

    @Test
    void everyTableIsAuditedOrKnownNotToBe() {
        List<String> neither = Objects.requireNonNull(all.client().sql("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL (:known)
                    AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'audited')""")
                .bind("known", NOT_AUDITED.toArray(String[]::new)).map(row -> row.get(0, String.class)).all().collectList().toFuture()
                .join());

        assertThat(neither).as("say audit_table(…) in the migration, or why not here").isEmpty();
    }

    private void threeTags() {
        List.of("A", "B", "C").forEach(this::tag);
        assertThat(check().get("whole").asBoolean()).isTrue();
    }

    private void tag(String id) { json(owner.post("/api/v1/tags", "{'idTag':'" + id + "'}"), 201); }

    private JsonNode check() { return json(owner.get("/api/v1/audit/check"), 200); }

    /** As somebody who owns the machine. */
    private void byForce(String sql) throws SQLException {
        int databasePort = Objects.requireNonNull(all.client().sql("SELECT inet_server_port() AS port")
                .map(row -> row.get("port", Integer.class)).one().toFuture().join());
        try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + databasePort + "/wattline?user=postgres");
                var disable = connection.prepareStatement("SET session_replication_role = replica");
                var statement = connection.prepareStatement(sql)) {
            disable.execute();
            statement.setString(1, account);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private void sql(String statement) { all.client().sql(statement).then().toFuture().join(); }
}
