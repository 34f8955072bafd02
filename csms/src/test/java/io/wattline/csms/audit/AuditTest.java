package io.wattline.csms.audit;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.database.AllAccountsDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Who did what to what, as REST tells it. */
@CsmsTest
class AuditTest {
    private static final String AUDIT = "/api/v1/audit";

    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    private Rest owner;
    private String request;

    @BeforeEach
    void signIn() {
        request = UUID.randomUUID().toString();
        owner = Rest.as(Rest.OWNER, port).with("X-Request-ID", request);
    }

    @Test
    void tellsWhoDidWhatToWhatFromWhereWithBeforeAndAfter() {
        String tag = "AUD-" + UUID.randomUUID().toString().substring(0, 12);
        json(owner.post("/api/v1/tags", "{'idTag':'" + tag + "','name':'First'}"), 201);
        json(owner.patch("/api/v1/tags/{tag}", "{'name':'Second','blocked':true}", tag), 200);
        owner.delete("/api/v1/tags/{tag}", tag).expectStatus().isNoContent();

        JsonNode entries = entries("targetKind=tag&targetId=" + tag);

        assertThat(entries).extracting(each -> each.get("action").asString()).containsExactly("tag.delete", "tag.change", "tag.create");
        JsonNode change = entries.get(1);
        assertThat(change.get("before").toString()).isEqualTo("{\"name\":\"First\",\"blocked\":false}");
        assertThat(change.get("after").toString()).isEqualTo("{\"name\":\"Second\",\"blocked\":true}");
        assertThat(change.get("actorKind").asString()).isEqualTo("user");
        assertThat(change.get("actorName").asString()).isEqualTo(Rest.OWNER);
        assertThat(change.get("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(change.get("requestId").asString()).isEqualTo(request);
        assertThat(entries.get(0).get("before").get("name").asString()).isEqualTo("Second");
        assertThat(entries.get(0).get("after").isNull()).isTrue();
        assertThat(entries.get(2).get("before").isNull()).isTrue();
    }

    @Test
    void hidesSecretsButNotThatTheyChanged() {
        String email = "a-" + UUID.randomUUID() + "@demo.example";
        String user = json(owner.post("/api/v1/users", "{'email':'" + email + "','name':'A','password':'long enough and secret'}"), 201)
                .get("id").asString();
        json(owner.patch("/api/v1/users/{id}", "{'password':'another long secret'}", user), 200);

        JsonNode entries = entries("action=user&targetId=" + user);

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).get("after").toString()).isEqualTo("{\"passwordHash\":\"***\"}");
        assertThat(entries.toString()).doesNotContain("$2a$", "secret");
    }

    @Test
    void noticesEveryKindOfChange() {
        String id = "AUD-" + UUID.randomUUID();
        String path = "/api/v1/stations/" + id;
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        String driver = json(owner.get("/api/v1/users"), 200).get("items").get(0).get("id").asString();
        json(owner.patch(path, "{'name':'Renamed'}"), 200);
        json(owner.patch(path + "/variables/policy", "{'reportAfterBoot':'never'}"), 200);
        json(owner.patch("/api/v1/users/{id}", "{'stationIds':['" + id + "','CP1','CP201']}", driver), 200);
        owner.call(HttpMethod.PUT,
                "[{'component':'OCPPCommCtrlr','variable':'HeartbeatInterval','value':'60'}]", path + "/variables/wanted").expectStatus()
                .is2xxSuccessful();
        json(owner.patch(path + "/local-list", "{'localList':'auto'}"), 200);
        owner.call(HttpMethod.PUT, "{'maxPowerKw':22}", path + "/power-limits").expectStatus().isOk();
        owner.post(path + "/commands/reset", "{'type':'soft'}").expectStatus().isEqualTo(503);
        owner.delete(path).expectStatus().isNoContent();

        assertThat(actions("targetKind=station&targetId=" + id)).contains("station.create", "station.change", "station.access.create",
                "variable.wanted.create", "local-list.create", "power-limits.change", "command.reset", "station.delete");
        JsonNode command = entries("action=command&targetId=" + id).get(0);
        assertThat(json(owner.get("/api/v1/tasks/" + command.get("after").get("taskId").asString()), 200).get("command").asString())
                .isEqualTo("reset");
    }

    @Test
    void noticesChangesOfTheAccountProfilesReservationsAndTransactions() {
        Rest nordic = Rest.as(Rest.NORDIC, port).with("X-Request-ID", request);
        String transaction = UUID.randomUUID().toString();
        sql("INSERT INTO transaction (account_id, transaction_id, station_id, ocpp_transaction_id, evse, connector, id_tag, state, started_at, "
                + "received_at, updated_at) VALUES ('nordic', '" + transaction + "', 'NCP1', '" + request
                + "', 1, 1, 'X', 'active', now(), now(), now())");
        json(nordic.patch("/api/v1/accounts/nordic", "{'defaultPricePerKwh':5}"), 200);
        json(nordic.patch("/api/v1/accounts/nordic", "{'defaultPricePerKwh':4.9}"), 200);
        String profile = json(nordic.post("/api/v1/charging-profiles", "{'name':'Night','stackLevel':0,'purpose':'TxDefaultProfile',"
                + "'kind':'Relative','schedules':[{'unit':'A','periods':[{'startSeconds':0,'limit':10}]}]}"), 201).get("id").asString();
        nordic.delete("/api/v1/charging-profiles/{id}", profile).expectStatus().isNoContent();
        nordic.post("/api/v1/reservations", "{'stationId':'NCP1','evse':1,'idTag':'NORDIC01','expiresAt':'2099-01-01T00:00:00Z'}")
                .expectStatus().isEqualTo(503);
        nordic.post("/api/v1/transactions/{id}/close", "{'reason':'abandoned'}", transaction).expectStatus().isNoContent();

        JsonNode entries = json(nordic.get(AUDIT + "?requestId=" + request), 200).get("items");

        assertThat(entries).extracting(each -> each.get("action").asString()).contains("account.change", "charging-profile.create",
                "charging-profile.delete", "reservation.create", "command.reserve-now", "transaction.close");
        JsonNode close = json(nordic.get(AUDIT + "?action=transaction.close&targetId=" + transaction), 200).get("items").get(0);
        assertThat(close.get("after").toString()).isEqualTo("{\"reason\":\"abandoned\"}");
        assertThat(actions("requestId=" + request)).as("in another account").isEmpty();
    }

    @Test
    void saysNothingOfWhatStationsDo() {
        String id = "AUD-" + UUID.randomUUID();
        try (var station = new ConnectedStation(port, id, "ocpp1.6")) {
            station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
            station.calls("StatusNotification", "{'connectorId':1,'errorCode':'NoError','status':'Available'}");
        }

        assertThat(actions("targetId=" + id)).isEmpty();
        assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).get("vendor").asString()).isEqualTo("V");
    }

    @Test
    void isSearchedAndPaged() {
        String email = "b-" + UUID.randomUUID() + "@demo.example";
        json(owner.post("/api/v1/users",
                "{'email':'" + email + "','name':'B','password':'long enough','permissions':['ManageTags','ReadAudit']}"), 201);
        Rest clerk = Rest.anonymous(port).signedIn(email, "long enough").with("X-Request-ID", request);
        for (int i = 0; i < 3; i++)
            json(clerk.post("/api/v1/tags", "{'idTag':'P" + i + UUID.randomUUID().toString().substring(0, 8) + "'}"), 201);

        JsonNode first = json(clerk.get(AUDIT + "?actor=" + email + "&limit=2"), 200);
        JsonNode rest = json(clerk.get(AUDIT + "?actor=" + email + "&limit=2&cursor=" + first.get("next").asString()), 200);

        assertThat(first.get("items")).hasSize(2);
        assertThat(rest.get("items")).hasSize(1);
        assertThat(rest.get("next").isNull()).isTrue();
        String at = rest.get("items").get(0).get("at").asString();
        assertThat(json(clerk.get(AUDIT + "?actor=" + email + "&from=" + at), 200).get("items")).hasSize(3);
        assertThat(json(clerk.get(AUDIT + "?actor=" + email + "&to=" + at), 200).get("items")).isEmpty();
        assertThat(json(clerk.get(AUDIT + "?actor=" + email + "&action=user"), 200).get("items")).isEmpty();
        assertThat(problem(Rest.as(Rest.DRIVER, port).get(AUDIT), 403)).isEqualTo("forbidden");
        assertThat(problem(Rest.as(Rest.DRIVER, port).get(AUDIT + "/check"), 403)).isEqualTo("forbidden");
    }

    @Test
    void isSavedAsATableAndAsLines() {
        String tag = "=AUD-" + UUID.randomUUID().toString().substring(0, 12);
        json(owner.post("/api/v1/tags", "{'idTag':'" + tag + "'}"), 201);

        String table = saved("text/csv", tag);
        String lines = saved("application/x-ndjson", tag);

        assertThat(table).startsWith("number,at,actorKind,").contains(",tag.create,tag,'" + tag + ",");
        assertThat(table.lines()).hasSize(2);
        assertThat(lines.lines()).hasSize(1);
        assertThat(lines).contains("\"after\":{").contains("\"idTag\": \"" + tag + "\"");
    }

    private String saved(String type, String tag) {
        byte[] body = owner.with("Accept", type).get(AUDIT + "?targetKind=tag&targetId={tag}", tag).expectHeader()
                .valueMatches("Content-Disposition", "attachment; filename=\"audit\\..*\"").expectBody().returnResult()
                .getResponseBodyContent();
        return new String(body, StandardCharsets.UTF_8);
    }

    private List<String> actions(String query) { return entries(query).valueStream().map(each -> each.get("action").asString()).toList(); }

    private JsonNode entries(String query) { return json(owner.get(AUDIT + "?" + query), 200).get("items"); }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
