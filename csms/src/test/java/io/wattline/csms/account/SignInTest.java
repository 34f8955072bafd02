package io.wattline.csms.account;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.model.account.Permission;
import io.wattline.csms.database.AllAccountsDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@CsmsTest
class SignInTest {
    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;

    @Test
    void tellsWhoISignedInAs() {
        JsonNode me = json(Rest.as(Rest.DRIVER, port).get("/api/v1/me"), 200);

        assertThat(me.get("email").asString()).isEqualTo("driver@demo.example");
        assertThat(me.get("accountId").asString()).isEqualTo("demo");
        assertThat(me.get("accountName").asString()).isEqualTo("Demo");
        assertThat(me.get("permissions")).isEmpty();
        assertThat(me.get("timeZone").asString()).isEqualTo("Europe/Berlin");
        assertThat(me.get("darkMode").isNull()).isTrue();
        assertThat(me.get("idTags").toString()).isEqualTo("[\"DEMO0001\"]");
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownUserAlike() {
        String wrong = body(signIn("owner@demo.example", "wattlines"));
        String unknown = body(signIn("nobody@demo.example", "wattline"));

        assertThat(wrong).contains("\"status\":401").contains("\"code\":\"unauthorized\"").isEqualTo(unknown);
    }

    @Test
    void anyoneCanCheckAnAccessTokenWithThePublishedKeys() throws Exception {
        SignedJWT token = SignedJWT.parse(json(signIn("OWNER@nordic.example", "wattline"), 200).get("accessToken").asString());
        JWKSet keys = JWKSet.parse(body(Rest.anonymous(port).get("/oauth2/jwks")));

        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("wattline");
        assertThat(token.getJWTClaimsSet().getStringClaim("account")).isEqualTo("nordic");
        assertThat(token.getJWTClaimsSet().getStringListClaim("permissions")).hasSize(Permission.values().length).contains("ReadOverview",
                "ManageUsers");
    }

    @Test
    void refusesATokenThatSomebodyChanged() {
        String token = json(signIn("owner@demo.example", "wattline"), 200).get("accessToken").asString();
        String[] parts = token.split("\\.");
        String forged = parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "fQAA." + parts[2];

        assertThat(problem(Rest.anonymous(port).bearing(forged).get("/api/v1/me"), 401)).isEqualTo("unauthorized");
        assertThat(problem(Rest.anonymous(port).get("/api/v1/me"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void aRefreshTokenBringsItsSuccessor() {
        JsonNode first = json(signIn("owner@demo.example", "wattline"), 200);
        JsonNode second = json(refresh(first), 200);

        assertThat(second.get("refreshToken")).isNotEqualTo(first.get("refreshToken"));
        assertThat(second.get("expiresIn").asInt()).isEqualTo(900);
        json(Rest.anonymous(port).bearing(second.get("accessToken").asString()).get("/api/v1/me"), 200);
    }

    @Test
    void aTokenThatIsNoGoodAnyMoreDoesNotStandInTheWay() {
        String refreshToken = text(json(signIn("owner@demo.example", "wattline"), 200));

        json(Rest.anonymous(port).bearing("expired").post("/api/v1/auth/token", "{'refreshToken':'" + refreshToken + "'}"), 200);
    }

    @Test
    void twoTabsMayRefreshAtOnce() {
        JsonNode first = json(signIn("owner@demo.example", "wattline"), 200);

        JsonNode oneTab = json(refresh(first), 200);
        JsonNode otherTab = json(refresh(first), 200);

        json(refresh(oneTab), 200);
        json(refresh(otherTab), 200);
    }

    @Test
    void aRefreshTokenThatComesBackLaterEndsItsFamily() {
        JsonNode first = json(signIn("owner@demo.example", "wattline"), 200);
        JsonNode other = json(signIn("owner@demo.example", "wattline"), 200);
        JsonNode second = json(refresh(first), 200);
        sql("UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL");

        assertThat(problem(refresh(first), 401)).isEqualTo("unauthorized");

        assertThat(problem(refresh(second), 401)).isEqualTo("unauthorized");
        assertThat(problem(Rest.anonymous(port).bearing(second.get("accessToken").asString()).get("/api/v1/me"), 401))
                .isEqualTo("unauthorized");
        json(refresh(other), 200);
    }

    @Test
    void loggingOutEndsAllThatCameOfTheSignIn() {
        JsonNode first = json(signIn("owner@demo.example", "wattline"), 200);
        JsonNode second = json(refresh(first), 200);

        Rest.anonymous(port).post("/api/v1/auth/logout", "{'refreshToken':'" + text(second) + "'}").expectStatus().isNoContent();

        assertThat(problem(refresh(second), 401)).isEqualTo("unauthorized");
        assertThat(problem(refresh(first), 401)).isEqualTo("unauthorized");
    }

    @Test
    void keepsNoRefreshTokenInTheClear() {
        String token = text(json(signIn("owner@demo.example", "wattline"), 200));

        StepVerifier.create(database.client()
                .sql("SELECT count(*) FILTER (WHERE token_hash = sha256(convert_to(:token, 'UTF8'))) AS hashed, count(*) FILTER "
                        + "(WHERE token_hash = convert_to(:token, 'UTF8')) AS clear FROM refresh_token")
                .bind("token", token).fetch().one())
                .assertNext(row -> assertThat(row).containsEntry("hashed", 1L).containsEntry("clear", 0L))
                .verifyComplete();
    }

    @Test
    void keepsWhatAUserPrefers() {
        Rest nordic = Rest.as(Rest.NORDIC, port);

        JsonNode changed = json(nordic.patch("/api/v1/me", "{'darkMode':true,'timeZone':'Europe/Helsinki','language':'fi'}"), 200);

        assertThat(changed.get("darkMode").asBoolean()).isTrue();
        assertThat(json(nordic.get("/api/v1/me"), 200).get("timeZone").asString()).isEqualTo("Europe/Helsinki");
        assertThat(json(nordic.get("/api/v1/me"), 200).get("language").asString()).isEqualTo("fi");
        assertThat(problem(nordic.patch("/api/v1/me", "{'language':'klingon!'}"), 400)).isEqualTo("bad_request");
        assertThat(problem(nordic.patch("/api/v1/me", "{'timeZone':'Mars/Olympus'}"), 400)).isEqualTo("bad_request");
    }

    private ResponseSpec signIn(String email, String password) {
        return Rest.anonymous(port).post("/api/v1/auth/token", "{'username':'" + email + "','password':'" + password + "'}");
    }

    private ResponseSpec refresh(JsonNode tokens) {
        return Rest.anonymous(port).post("/api/v1/auth/token", "{'refreshToken':'" + text(tokens) + "'}");
    }

    private static String text(JsonNode tokens) { return tokens.get("refreshToken").asString(); }

    private static String body(ResponseSpec answer) { return answer.expectBody(String.class).returnResult().getResponseBody(); }

    private void sql(String statement) { StepVerifier.create(database.client().sql(statement).then()).verifyComplete(); }
}
