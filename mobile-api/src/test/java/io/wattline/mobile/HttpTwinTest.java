package io.wattline.mobile;

import static io.wattline.mobile.MobileUnderTest.someDriver;
import static io.wattline.mobile.ScriptedCsms.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class HttpTwinTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static MobileUnderTest mobile;
    private static ScriptedCsms csms;
    private static WebTestClient http;

    private final String token = ScriptedCsms.token(someDriver(), Duration.ofMinutes(15));

    @BeforeAll
    static void start() {
        mobile = new MobileUnderTest("--wattline.mobile.cors-origins=https://app.example");
        csms = mobile.csms;
        http = mobile.http();
    }

    @AfterAll
    static void stop() { mobile.close(); }

    @AfterEach
    void reset() { mobile.reset(); }

    private WebTestClient.ResponseSpec get(String uri) { return signedIn(http.get().uri(uri)).exchange(); }

    private <S extends RequestHeadersSpec<S>> S signedIn(RequestHeadersSpec<S> request) {
        return request.headers(headers -> headers.setBearerAuth(token));
    }

    private WebTestClient.ResponseSpec post(String uri, String body) {
        return http.post().uri(uri).headers(headers -> headers.setBearerAuth(token)).contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json(body)).exchange();
    }

    @Test
    void answersWhatCsmsAnswersTheDriver() {
        csms.answers("GET /api/v1/stations", 200, "{'items':[{'id':'CP1'}]}");
        csms.answers("GET /api/v1/transactions", 200, "{'items':[]}");
        csms.answers("GET /api/v1/me", 200, "{'userId':'u1'}");
        csms.answers("GET /api/v1/tasks/t", 200, "{'id':'t'}");

        get("/api/v1/stations?limit=2").expectStatus().isOk().expectBody().json(json("{'items':[{'id':'CP1'}]}"));
        get("/api/v1/transactions?active=true").expectStatus().isOk().expectBody().json(json("{'items':[]}"));
        get("/api/v1/me").expectStatus().isOk().expectBody().json(json("{'userId':'u1'}"));
        get("/api/v1/tasks/t").expectStatus().isOk().expectBody().json(json("{'id':'t'}"));
        assertThat(csms.requests).extracting(ScriptedCsms.Request::uri).containsExactly("/api/v1/stations?limit=2",
                "/api/v1/transactions?active=true", "/api/v1/me", "/api/v1/tasks/t");
        assertThat(csms.requests).extracting(ScriptedCsms.Request::authorization).containsOnly("Bearer " + token);
    }

    @Test
    void reportsATagLost() {
        csms.answers("GET /api/v1/tags", 200, "{'items':[{'idTag':'A B'}]}");
        csms.answers("POST /api/v1/tags/A B/lost", 200, "{'idTag':'A B','blocked':true}");

        get("/api/v1/tags").expectStatus().isOk().expectBody().json(json("{'items':[{'idTag':'A B'}]}"));
        post("/api/v1/tags/A B/lost", "{}").expectStatus().isOk().expectBody().jsonPath("$.blocked").isEqualTo(true);
    }

    @Test
    void startsAndStopsCharging() {
        csms.answers("POST /api/v1/stations/CP1/commands/remote-start", 202, "{'id':'a','stage':'sent'}");
        csms.answers("GET /api/v1/transactions/t1", 200, "{'id':'t1','stationId':'CP1'}");
        csms.answers("POST /api/v1/stations/CP1/commands/remote-stop", 200, "{'id':'b','stage':'answered'}");

        post("/api/v1/charging/start", "{'stationId':'CP1','evse':1,'connector':1,'idTag':'T'}").expectStatus().isAccepted().expectHeader()
                .valueEquals("Location", "/api/v1/tasks/a").expectBody().jsonPath("$.stage").isEqualTo("sent");
        post("/api/v1/charging/stop", "{'transactionId':'t1'}").expectStatus().isOk().expectBody().jsonPath("$.stage")
                .isEqualTo("answered");
    }

    @Test
    void signsInAndOutWithoutAToken() {
        csms.answers("POST /api/v1/auth/token", 200, "{'accessToken':'a','refreshToken':'r'}");
        csms.answers("POST /api/v1/auth/logout", 204, "");

        http.post().uri("/api/v1/auth/token").contentType(MediaType.APPLICATION_JSON).bodyValue(json("{'username':'u','password':'p'}"))
                .exchange().expectStatus().isOk().expectBody().jsonPath("$.refreshToken").isEqualTo("r");
        http.post().uri("/api/v1/auth/logout").contentType(MediaType.APPLICATION_JSON).bodyValue(json("{'refreshToken':'r'}")).exchange()
                .expectStatus().isNoContent();
        assertThat(csms.requests).extracting(ScriptedCsms.Request::body).containsExactly(json("{'username':'u','password':'p'}"),
                json("{'refreshToken':'r'}"));
    }

    @Test
    void passesOnTheProblemsOfCsms() {
        csms.answers("POST /api/v1/stations/CP1/commands/remote-start", 503,
                "{'type':'about:blank','title':'Service Unavailable','status':503,'code':'charger_offline','detail':'Offline.','taskId':'t'}");

        post("/api/v1/charging/start", "{'stationId':'CP1','idTag':'T'}").expectStatus().isEqualTo(503).expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).expectBody().json(json("{'type':'about:blank','status':503,"
                        + "'code':'charger_offline','detail':'Offline.','taskId':'t','instance':'/api/v1/charging/start'}"));
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        problem(get("/api/v1/charging"), 404, "not_found");
        problem(get("/api/v1/live?since=yesterday"), 400, "bad_request");
        problem(get("/api/v1/charging/start"), 405, "bad_request");
        problem(post("/api/v1/charging/start", "{'stationId':"), 400, "bad_request");
        problem(post("/api/v1/charging/stop", "{}"), 400, "bad_request");
    }

    @Test
    void refusesWhoHasNoValidToken() {
        for (String bad : new String[]{ScriptedCsms.forgedToken("u"), ScriptedCsms.token("u", Duration.ofMinutes(-5)), "nonsense"})
            problem(http.get().uri("/api/v1/me").headers(headers -> headers.setBearerAuth(bad)).exchange(), 401, "unauthorized");
        problem(http.get().uri("/api/v1/live").exchange(), 401, "unauthorized");
        problem(http.get().uri("/actuator/env").exchange(), 401, "unauthorized");
        assertThat(csms.requests).isEmpty();
    }

    private static void problem(WebTestClient.ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON).expectBody()
                .jsonPath("$.code").isEqualTo(code).jsonPath("$.status").isEqualTo(status).jsonPath("$.detail").isNotEmpty();
    }

    @Test
    void streamsTheSameItemsAsEvents() {
        csms.changes("CP1", 101, 7.4);

        StepVerifier.create(events("/api/v1/live", "Accept", "text/event-stream"))
                .assertNext(event -> assertThat(event).isEqualTo("101 snapshot snapshot 7.4"))
                .then(() -> csms.changes("CP1", 102, 6)).expectNext("102 change change 6.0").thenCancel().verify(PATIENCE);
    }

    @Test
    void resumesAStreamOfEvents() {
        csms.changes("CP1", 101, 7.4);
        csms.changes("CP2", 102, 11);
        csms.changes("CP1", 103, 6);

        StepVerifier.create(events("/api/v1/live?since=101&stationId=CP1", "Accept", "text/event-stream"))
                .expectNext("103 change change 6.0").thenCancel().verify(PATIENCE);
        StepVerifier.create(events("/api/v1/live", "Last-Event-ID", "101")).expectNext("102 change change 11.0", "103 change change 6.0")
                .thenCancel().verify(PATIENCE);
    }

    @Test
    void tellsInTheStreamThatTheDriverHasToSignInAgain() {
        csms.liveStatus = 401;

        Flux<ServerSentEvent<String>> stream = stream("/api/v1/live", "Accept", "text/event-stream");

        StepVerifier.create(stream.filter(event -> "problem".equals(event.event())))
                .assertNext(event -> assertThat(event.data()).contains(json("'code':'unauthorized'"))).expectComplete().verify(PATIENCE);
    }

    /** The events without the comments, as "id name kind power". */
    private Flux<String> events(String uri, String header, String value) {
        return stream(uri, header, value).filter(event -> event.data() != null).map(event -> "%s %s %s".formatted(event.id(), event.event(),
                event.data().replaceAll(".*\"kind\":\"(\\w+)\".*\"powerKw\":([0-9.]+).*", "$1 $2")));
    }

    private Flux<ServerSentEvent<String>> stream(String uri, String header, String value) {
        return signedIn(http.get().uri(uri)).header(header, value).accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {}).getResponseBody();
    }

    @Test
    void keepsForeignPagesOutUnlessTheyAreNamed() {
        Predicate<String> allowed = origin -> origin.equals(http.options().uri("/api/v1/me").header("Origin", origin)
                .header("Access-Control-Request-Method", "GET").header("Access-Control-Request-Headers", "Authorization").exchange()
                .returnResult(Void.class).getResponseHeaders().getAccessControlAllowOrigin());

        assertThat(allowed.test("https://app.example")).isTrue();
        assertThat(allowed.test("https://other.example")).isFalse();
    }

    @Test
    void isHealthyAndCountsItsViewers() {
        http.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
        http.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
        http.get().uri("/actuator/prometheus").exchange().expectStatus().isOk().expectBody(String.class)
                .value(text -> assertThat(text).contains("wattline_live_viewers"));
    }
}
