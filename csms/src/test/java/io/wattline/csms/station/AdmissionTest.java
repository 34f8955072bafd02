package io.wattline.csms.station;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.Admission.Admitted;
import io.wattline.csms.ocpp.Admission.Reason;
import io.wattline.csms.ocpp.Admission.Refused;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.ocpp.ConnectionAttempt.BasicCredentials;
import io.wattline.csms.ocpp.ws.RawStation;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@CsmsTest
class AdmissionTest {
    private record Visitor(AccountId account, StationId station, OcppVersion version, String remoteAddress) {}

    private static final AccountId DEMO = new AccountId("demo");
    private static final AccountId NORDIC = new AccountId("nordic");

    @LocalServerPort
    private int port;
    @Autowired
    private Stations stations;
    @Autowired
    private AllAccountsDatabase database;

    private Rest owner;
    private Rest nordic;
    private String id;

    @BeforeEach
    void signIn() {
        owner = Rest.as(Rest.OWNER, port);
        nordic = Rest.as(Rest.NORDIC, port);
        id = "A-" + UUID.randomUUID();
    }

    @AfterEach
    void asItWas() { account("{'unnamedVersionPolicy':'assume','defaultVersion':'1.6'}"); }

    @Test
    void aStrangerJoinsAnAccountThatAcceptsStrangers() {
        assertThat(knock(null, null)).isEqualTo(admittedTo(DEMO));

        var station = json(owner.get("/api/v1/stations/{id}", id), 200);
        assertThat(station.get("name").asString()).isEqualTo(id);
        assertThat(station.get("pricePerKwh").decimalValue()).isEqualByComparingTo("0.39");
    }

    @Test
    void aStrangerIsRefusedByAnAccountThatDoesNot() {
        assertThat(knock(NORDIC, null)).isEqualTo(Reason.UNKNOWN_STATION);
        assertThat(knock(new AccountId("nowhere"), null)).isEqualTo(Reason.UNKNOWN_STATION);
        assertThat(knock(null, password("secret"))).isEqualTo(Reason.UNKNOWN_STATION);

        assertThat(problem(owner.get("/api/v1/stations/{id}", id), 404)).isEqualTo("unknown_station");
    }

    @Test
    void aStationIsFoundInItsAccountWithoutNamingIt() {
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);

        assertThat(knock(null, null)).isEqualTo(admittedTo(NORDIC));
        assertThat(knock(null, password("whatever"))).isEqualTo(admittedTo(NORDIC));
    }

    @Test
    void aPasswordIsAskedForOnceItIsSet() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'open sesame'}"), 201);

        assertThat(knock(null, null)).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(knock(null, password("open sesam"))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(knock(null, new BasicCredentials("somebody", "open sesame".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(knock(null, password("open sesame"))).isEqualTo(admittedTo(DEMO));

        json(owner.patch("/api/v1/stations/{id}", "{'password':'close sesame'}", id), 200);
        assertThat(knock(null, password("open sesame"))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(knock(null, password("close sesame"))).isEqualTo(admittedTo(DEMO));

        json(owner.patch("/api/v1/stations/{id}", "{'name':'still closed'}", id), 200);
        assertThat(knock(null, null)).isEqualTo(Reason.BAD_CREDENTIALS);
        json(owner.patch("/api/v1/stations/{id}", "{'password':null}", id), 200);
        assertThat(knock(null, null)).isEqualTo(admittedTo(DEMO));
    }

    @Test
    void anAuthorizationKeyIsItsTextOrItsBytes() {
        byte[] bytes = HexFormat.of().parseHex("00ff10a0b1c2d3e4f5061728394a5b6c7d8e9f01");
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'}"),
                201);

        assertThat(knock(null, new BasicCredentials(id, bytes))).isEqualTo(admittedTo(DEMO));
        assertThat(knock(null, password(HexFormat.of().withUpperCase().formatHex(bytes)))).isEqualTo(admittedTo(DEMO));
        bytes[0]++;
        assertThat(knock(null, new BasicCredentials(id, bytes))).isEqualTo(Reason.BAD_CREDENTIALS);
    }

    @Test
    void aDisabledStationIsRefused() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','enabled':false}"), 201);

        assertThat(knock(null, null)).isEqualTo(Reason.DISABLED);
    }

    @Test
    void aDeletedStationIsAStranger() {
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        nordic.delete("/api/v1/stations/{id}", id).expectStatus().isNoContent();

        assertThat(knock(NORDIC, null)).isEqualTo(Reason.UNKNOWN_STATION);
    }

    @Test
    void thePasswordTellsWhichOfTwoAccountsIsMeant() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'of the demo'}"), 201);
        json(nordic.post("/api/v1/stations", "{'id':'" + id + "','password':'of the north'}"), 201);

        assertThat(knock(null, password("of the north"))).isEqualTo(admittedTo(NORDIC));
        assertThat(knock(null, password("of the demo"))).isEqualTo(admittedTo(DEMO));
        assertThat(knock(DEMO, password("of the north"))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(knock(null, null)).isEqualTo(Reason.BAD_CREDENTIALS);
    }

    @Test
    void aDatabaseThatFailsLetsNobodyIn() {
        assertThat(knock(null, null)).isEqualTo(admittedTo(DEMO));

        StepVerifier.create(database.transactional(db -> db.sql("LOCK TABLE station IN ACCESS EXCLUSIVE MODE").then()
                .then(Mono.defer(() -> refusal(db))).timeout(Duration.ofSeconds(20)))).expectNext(Reason.UNAVAILABLE).verifyComplete();

        assertThat(knock(null, null)).isEqualTo(admittedTo(DEMO));
    }

    /** The lock stops all who read stations; their queries end as if an administrator cancelled them. */
    private Mono<Reason> refusal(DatabaseClient db) {
        var admission = stations.admit(attempt(null, null)).toFuture();
        return db.sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))").then()
                .then(Mono.delay(Duration.ofMillis(10))).repeat(() -> !admission.isDone())
                .then(Mono.fromFuture(admission)).map(answer -> ((Refused) answer).reason());
    }

    @Test
    void aStormOfReconnectsCostsNoHashEach() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','password':'open sesame'}"), 201);
        assertThat(knock(null, password("open sesame"))).isEqualTo(admittedTo(DEMO));

        // A hash costs some 50 ms of a processor: 2,000 of them would take a minute on two.
        StepVerifier.create(
                Flux.fromStream(IntStream.range(0, 2_000).boxed()).flatMap(_ -> stations.admit(attempt(null, password("open sesame"))), 500)
                        .filter(Admitted.class::isInstance).count())
                .expectNext(2_000L).expectComplete().verify(Duration.ofSeconds(20));
    }

    @Test
    void strangersThatComeTogetherAllGetIn() {
        List<String> names = IntStream.range(0, 300).mapToObj(i -> id + "-" + i).toList();

        StepVerifier.create(Flux.fromIterable(names)
                .flatMap(name -> stations.admit(new ConnectionAttempt(new StationId(name), null, OcppVersion.V1_6, "127.0.0.1", null)),
                        300)
                .filter(Admitted.class::isInstance).count()).expectNext(300L).expectComplete().verify(Duration.ofSeconds(20));

        assertThat(json(owner.get("/api/v1/stations?limit=500&q={id}", id), 200).get("items")).hasSize(300);
    }

    @Test
    void aStrangerWithoutAVersionIsRefusedUnlessItsAccountAssumesOne() {
        account("{'unnamedVersionPolicy':'refuse','defaultVersion':'2.0.1'}");
        assertThat(knockWithoutVersion()).isEqualTo(Reason.NO_VERSION);
        assertThat(problem(owner.get("/api/v1/stations/{id}", id), 404)).isEqualTo("unknown_station");

        account("{'unnamedVersionPolicy':'assume'}");
        assertThat(knockWithoutVersion()).isEqualTo(OcppVersion.V2_0_1);
        assertThat(json(owner.get("/api/v1/accounts/demo"), 200).get("defaultVersion").asString()).isEqualTo("2.0.1");
        assertThat(problem(owner.patch("/api/v1/accounts/demo", "{'defaultVersion':'1.5'}"), 400)).isEqualTo("bad_request");
    }

    @Test
    void aRegisteredStationWithoutAVersionIsTakenForTheOneItSpokeLast() {
        account("{'unnamedVersionPolicy':'refuse'}");
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        assertThat(knockWithoutVersion()).isEqualTo(OcppVersion.V1_6);

        try (var _ = RawStation.connected(port, "/ocpp/" + id, "ocpp2.1")) {
            await().until(() -> json(owner.get("/api/v1/stations/{id}", id), 200).get("ocppVersion").asString("").equals("2.1"));
        }
        assertThat(knockWithoutVersion()).isEqualTo(OcppVersion.V2_1);
    }

    /** The version it was admitted with, or why it was not. */
    private Object knockWithoutVersion() {
        var attempt = new ConnectionAttempt(new StationId(id), null, null, "127.0.0.1", null);
        return switch (stations.admit(attempt).toFuture().join()) {
            case Admitted(var who, _) -> who.version();
            case Refused refused -> refused.reason();
        };
    }

    private void account(String change) { json(owner.patch("/api/v1/accounts/demo", change), 200); }

    /** Who came in, or why not. */
    private Object knock(@Nullable AccountId account, @Nullable BasicCredentials credentials) {
        Admission admission = stations.admit(attempt(account, credentials)).toFuture().join();
        return switch (admission) {
            case Admitted(var who, _) -> new Visitor(who.account(), who.station(), who.version(), who.remoteAddress());
            case Refused refused -> refused.reason();
        };
    }

    private ConnectionAttempt attempt(@Nullable AccountId account, @Nullable BasicCredentials credentials) {
        return new ConnectionAttempt(new StationId(id), account, OcppVersion.V1_6, "127.0.0.1", credentials);
    }

    private Visitor admittedTo(AccountId account) { return new Visitor(account, new StationId(id), OcppVersion.V1_6, "127.0.0.1"); }

    private BasicCredentials password(String password) { return new BasicCredentials(id, password.getBytes(StandardCharsets.UTF_8)); }
}
