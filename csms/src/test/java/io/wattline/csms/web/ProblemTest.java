package io.wattline.csms.web;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CsmsTest
class ProblemTest {
    @LocalServerPort
    private int port;
    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port); }

    @Test
    void saysWhatIsWrongInTheShapeOfRfc9457() {
        JsonNode problem = json(owner.get("/api/v1/stations/{id}", "NOBODY"), 404);

        assertThat(problem.toString()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"There is no station NOBODY.\",\"code\":\"unknown_station\",\"instance\":\"/api/v1/stations/NOBODY\"}");
    }

    @Test
    void namesTheMembersThatNobodyKnows() {
        JsonNode problem = json(owner.post("/api/v1/stations", "{'id':'X1','colour':'red'}"), 400);

        assertThat(problem.get("code").asString()).isEqualTo("bad_request");
        assertThat(problem.get("fields").toString()).isEqualTo("[{\"field\":\"colour\",\"message\":\"is not a member here\"}]");
    }

    @Test
    void namesTheMembersOfTheWrongTypeAndOutOfRange() {
        assertThat(fields(owner.post("/api/v1/stations", "[{'id':'X1'},{'id':'X2','pricePerKwh':'much'}]"))).contains("[1].pricePerKwh",
                "is not a number");
        assertThat(fields(owner.post("/api/v1/tags", "{'idTag':'X1','expiresAt':'tomorrow'}"))).contains("expiresAt", "is not a time like");
        assertThat(fields(owner.patch("/api/v1/accounts/demo", "{'heartbeatIntervalSeconds':1}"))).contains("heartbeatIntervalSeconds");
        assertThat(fields(owner.get("/api/v1/stations?limit=0"))).contains("limit");
        assertThat(fields(owner.get("/api/v1/stations?limit=many"))).contains("limit", "has the wrong type");
        assertThat(fields(owner.get("/api/v1/stations?cursor=%25%25"))).contains("cursor");
        assertThat(fields(owner.get("/api/v1/stations?online=perhaps"))).contains("online");
        assertThat(fields(owner.get("/api/v1/users/{id}", "not-a-uuid"))).contains("id");
        assertThat(fields(owner.post("/api/v1/auth/logout", "{}"))).contains("refreshToken");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThat(json(owner.post("/api/v1/stations", "{'id':"), 400).get("detail").asString()).isEqualTo("The body is not JSON.");
        assertThat(problem(owner.post("/api/v1/stations", "17"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.call(HttpMethod.POST, null, "/api/v1/tags"), 400)).isEqualTo("bad_request");
    }

    @Test
    void knowsTheAddressesAndTheirMethods() {
        assertThat(problem(owner.get("/api/v1/nothing"), 404)).isEqualTo("not_found");
        assertThat(problem(owner.delete("/api/v1/stations"), 405)).isEqualTo("method_not_allowed");
    }

    @Test
    void asksForATokenEverywhereButAtThePublicAddresses() {
        Rest nobody = Rest.anonymous(port);

        nobody.get("/api/v1/stations").expectHeader().valueEquals("WWW-Authenticate", "Bearer").expectStatus().isUnauthorized();
        assertThat(problem(nobody.get("/actuator/env"), 401)).isEqualTo("unauthorized");
        json(nobody.get("/oauth2/jwks"), 200);
        json(nobody.get("/actuator/health/readiness"), 200);
        nobody.get("/actuator/prometheus").expectStatus().isOk();
    }

    @Test
    void answersWithTheIdOfTheRequest() {
        var client = org.springframework.test.web.reactive.server.WebTestClient.bindToServer().baseUrl("http://localhost:" + port)
                .responseTimeout(java.time.Duration.ofSeconds(20)).build();

        client.get().uri("/api/v1/me").header("X-Request-ID", "mine-1").exchange().expectHeader().valueEquals("X-Request-ID", "mine-1");
        client.get().uri("/api/v1/me").header("X-Request-ID", "not mine\t<>").exchange().expectHeader().valueMatches("X-Request-ID",
                "[0-9a-f-]{36}");
    }

    @Test
    void keepsAFailureOfOursToItself() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/stations"));

        StepVerifier.create(new ProblemHandler(new JsonMapper()).handle(exchange, new IllegalStateException("the password is 1234")))
                .verifyComplete();

        assertThat(exchange.getResponse().getStatusCode().value()).isEqualTo(500);
        String body = new String(exchange.getResponse().getBodyAsString().toFuture().join().getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
        assertThat(body).contains("internal_error").doesNotContain("1234").doesNotContain("IllegalState");
    }

    private static String fields(org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec answer) {
        JsonNode problem = json(answer, 400);
        assertThat(problem.get("code").asString()).isEqualTo("bad_request");
        assertThat(problem.has("fields")).as(problem.toString()).isTrue();
        return problem.get("fields").toString();
    }
}
