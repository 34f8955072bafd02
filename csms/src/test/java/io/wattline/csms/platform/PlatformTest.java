package io.wattline.csms.platform;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static io.wattline.csms.platform.Platform.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.platform.Platform.Made;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What administrators of the platform do with accounts, and nobody else. */
@CsmsTest
@Timeout(120)
class PlatformTest {
    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;
    @Value("${wattline.files.folder}")
    private String files;
    private Rest admin;
    private Made account;

    @BeforeEach
    void anAccount() {
        admin = Platform.admin(port);
        account = Platform.account(port);
    }

    @Test
    void createsAccountsWhoseOwnersMayDoEverythingInThemAndNothingElse() {
        Rest owner = account.owner();

        assertThat(json(admin.get(ACCOUNTS + "/" + account.id()), 200).get("users").asInt()).isEqualTo(1);
        assertThat(json(admin.get(ACCOUNTS + "?limit=500"), 200).get("items")).extracting(each -> each.get("id").asString())
                .contains(account.id(), "demo", "nordic");
        json(owner.post("/api/v1/stations", "{'id':'S1'}"), 201);
        assertThat(json(owner.get("/api/v1/stations"), 200).get("items")).hasSize(1);
        assertThat(json(owner.get("/api/v1/accounts"), 200).get("items")).hasSize(1);
        assertThat(problem(admin.post(ACCOUNTS,
                "{'id':'demo','name':'X','ownerEmail':'x@x.example','ownerPassword':'a long passphrase'}"), 409)).isEqualTo("conflict");
        assertThat(problem(admin.post(ACCOUNTS, "{'id':'" + UUID.randomUUID().toString().substring(0, 8) + "','name':'X','ownerEmail':'"
                + Rest.OWNER + "','ownerPassword':'a long passphrase'}"), 409)).isEqualTo("conflict");
        assertThat(problem(admin.post(ACCOUNTS, "{'id':'No Name'}"), 400)).isEqualTo("bad_request");
        assertThat(problem(admin.get(ACCOUNTS + "/nobody"), 404)).isEqualTo("unknown_account");
    }

    @Test
    void isForAdministratorsOnly() throws IOException, InterruptedException {
        List<String> addresses = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternsCondition().getPatterns().stream()).map(Object::toString)
                .filter(path -> path.startsWith("/api/v1/platform")).distinct().toList();

        assertThat(addresses).hasSizeGreaterThan(5);
        for (String address : addresses)
            for (HttpMethod method : HttpMethod.values()) {
                if (method.equals(HttpMethod.TRACE) || method.equals(HttpMethod.OPTIONS)) continue;
                String path = address.replace("{id}", "demo");
                for (Rest nobody : List.of(Rest.anonymous(port), account.owner(), Platform.as("owner@demo.example", "wattline", port)))
                    nobody.call(method, "{}", path).expectStatus().value(status -> assertThat(status).as(method + path).isEqualTo(401));
            }
        try (var client = HttpClient.newHttpClient()) {
            var encoded = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/%70latform/accounts")).build();
            assertThat(client.send(encoded, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
        }
        assertThat(json(admin.get(ACCOUNTS + "/demo"), 200).get("status").asString()).isEqualTo("active");
    }

    @Test
    void guessesAreFewAMinute() {
        for (int i = 0; i < 10; i++)
            Platform.as("second@platform.example", "guess " + i, port).get(ACCOUNTS).expectStatus().isUnauthorized();

        Platform.as("second@platform.example", "guess", port).get(ACCOUNTS).expectHeader().exists("Retry-After").expectStatus()
                .isEqualTo(429);
        assertThat(problem(Platform.as("second@platform.example", "also wattline", port).get(ACCOUNTS), 429))
                .isEqualTo("rate_limited");
        admin.get(ACCOUNTS).expectStatus().isOk();
    }

    @Test
    void administratorsAreNoUsersOfAnAccount() {
        assertThat(problem(admin.get("/api/v1/stations"), 401)).isEqualTo("unauthorized");
        assertThat(problem(Rest.anonymous(port).post("/api/v1/auth/token",
                "{'username':'admin@platform.example','password':'wattline'}"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void aVisitIsInTheAuditOfTheAccountWithAllThatWasDoneInIt() {
        JsonNode visit = json(admin.post(ACCOUNTS + "/" + account.id() + "/visits", "{'reason':'ticket 4711'}"), 201);
        Rest visitor = Rest.anonymous(port).bearing(visit.get("accessToken").asString());
        json(visitor.post("/api/v1/tags", "{'idTag':'VISITED'}"), 201);

        JsonNode entries = json(account.owner().get("/api/v1/audit?actor=admin@platform.example&limit=2"), 200).get("items");

        assertThat(entries).extracting(each -> each.get("action").asString()).containsExactly("tag.create", "account.visit");
        assertThat(entries).allSatisfy(each -> assertThat(each.get("actorKind").asString()).isEqualTo("platform-admin"));
        assertThat(entries.get(1).get("after").toString()).isEqualTo("{\"reason\":\"ticket 4711\"}");
        assertThat(visit.get("expiresIn").asInt()).isEqualTo(900);
        assertThat(problem(visitor.get("/api/v1/stations/CP1"), 404)).isEqualTo("unknown_station");
        assertThat(problem(admin.post(ACCOUNTS + "/" + account.id() + "/visits", "{}"), 400)).isEqualTo("bad_request");
    }

    @Test
    void nobodyOfASuspendedAccountComesIn() {
        Rest owner = account.owner();
        String refresh = json(Rest.anonymous(port).post("/api/v1/auth/token", Platform.signIn(account)), 200).get("refreshToken")
                .asString();

        suspend();

        assertThat(problem(owner.get("/api/v1/stations"), 403)).isEqualTo("account_suspended");
        assertThat(problem(Rest.anonymous(port).post("/api/v1/auth/token", Platform.signIn(account)), 401)).isEqualTo("unauthorized");
        assertThat(problem(Rest.anonymous(port).post("/api/v1/auth/token", "{'refreshToken':'" + refresh + "'}"), 401))
                .isEqualTo("unauthorized");
        String visit = json(admin.post(ACCOUNTS + "/" + account.id() + "/visits", "{'reason':'to look'}"), 201).get("accessToken")
                .asString();
        json(Rest.anonymous(port).bearing(visit).get("/api/v1/stations"), 200);
        assertThat(problem(admin.post(ACCOUNTS + "/" + account.id() + "/suspend", "{'reason':'again'}"), 409)).isEqualTo("conflict");
    }

    @Test
    void whoWatchesASuspendedAccountLiveIsCutOff() {
        String token = json(Rest.anonymous(port).post("/api/v1/auth/token", Platform.signIn(account)), 200).get("accessToken").asString();
        try (var client = HttpClient.newHttpClient()) {
            var watching = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/live"))
                    .header("Authorization", "Bearer " + token).build();
            var lines = client.sendAsync(watching, BodyHandlers.ofLines()).join().body().iterator();
            assertThat(lines.next()).startsWith("id:");

            suspend();

            lines.forEachRemaining(line -> assertThat(line).doesNotContain("change"));
        }
    }

    @Test
    void itsStationsAreSentAwayAndKeptOutUntilItIsResumed() throws IOException {
        String station = "SUS-" + UUID.randomUUID();
        json(account.owner().post("/api/v1/stations", "{'id':'" + station + "'}"), 201);
        try (var connected = new ConnectedStation(port, station, "ocpp1.6")) {
            connected.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
            assertThat(json(account.owner().get("/api/v1/stations/" + station), 200).get("online").asBoolean()).isTrue();

            suspend();

            await().until(() -> json(admin.get(ACCOUNTS + "/" + account.id()), 200).get("onlineStations").asInt() == 0);
        }
        assertThatThrownBy(() -> new ConnectedStation(port, station, "ocpp1.6")).isInstanceOf(CompletionException.class)
                .cause().isInstanceOfSatisfying(WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        assertThat(json(admin.post(ACCOUNTS + "/" + account.id() + "/resume", "{}"), 200).get("status").asString()).isEqualTo("active");
        new ConnectedStation(port, station, "ocpp1.6").close();
        assertThat(json(account.owner().get("/api/v1/stations/" + station), 200).get("vendor").asString()).isEqualTo("V");
        assertThat(json(account.owner().get("/api/v1/audit?action=account.change"), 200).get("items").get(1).get("after")
                .get("suspensionReason")
                .asString()).isEqualTo("unpaid");
    }

    @Test
    void aSuspendedAccountIsErasedWithEverythingWhenItsNameIsSaid() throws IOException {
        Rest owner = account.owner();
        json(owner.post("/api/v1/stations", "{'id':'S1'}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'PARENT'}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'CHILD','parentIdTag':'PARENT'}"), 201);
        owner.post("/api/v1/stations/S1/commands/reset", "{'type':'soft'}").expectStatus().isEqualTo(503);
        Path folder = Files.createDirectories(Path.of(files).resolve(account.id()));
        Files.writeString(folder.resolve("left"), "x");
        String path = ACCOUNTS + "/" + account.id();

        assertThat(problem(admin.delete(path + "?name=The " + account.id()), 409)).isEqualTo("conflict");
        suspend();
        assertThat(problem(admin.delete(path + "?name=Another"), 400)).isEqualTo("bad_request");
        assertThat(json(admin.get(path + "/contents"), 200).get("items")).extracting(each -> each.get("table").asString()).contains(
                "account",
                "app_user", "audit_entry", "station", "tag", "task");
        admin.delete(path + "?name=The " + account.id()).expectStatus().isNoContent();

        assertThat(problem(admin.get(path), 404)).isEqualTo("unknown_account");
        assertThat(rowsOf(account.id())).isZero();
        assertThat(folder).doesNotExist();
        assertThat(problem(owner.get("/api/v1/stations"), 401)).isEqualTo("unauthorized");
        assertThat(json(Rest.as(Rest.OWNER, port).get("/api/v1/stations/CP1"), 200).get("id").asString()).isEqualTo("CP1");
    }

    private void suspend() { json(admin.post(ACCOUNTS + "/" + account.id() + "/suspend", "{'reason':'unpaid'}"), 200); }

    private long rowsOf(String id) {
        List<String> tables = Objects.requireNonNull(database.client().sql("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition""").map(row -> row.get(0, String.class)).all().collectList()
                .toFuture()
                .join());
        return tables.stream().mapToLong(table -> Objects.requireNonNull(database.client()
                .sql("SELECT count(*) AS rows FROM " + table + " WHERE account_id = :id").bind("id", id)
                .map(row -> row.get("rows", Long.class)).one().toFuture().join())).sum();
    }
}
