package io.wattline.csms.oidc;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** With a provider that runs, and one that does not. */
@CsmsTest
@ExtendWith(OutputCaptureExtension.class)
class ExternalSignInTest {
    private static MockOAuth2Server provider;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void start() throws IOException { provider = TestProvider.start(); }

    @AfterAll
    static void stop() { provider.shutdown(); }

    @Test
    void whoComesForTheFirstTimeBecomesAUserOfTheAccountThatTheClaimNames() {
        JsonNode me = me(outside("s1", "new@outside.example", "readers", "unknown-here"));

        assertThat(me.get("accountId").asString()).isEqualTo("nordic");
        assertThat(me.get("email").asString()).isEqualTo("new@outside.example");
        assertThat(me.get("name").asString()).isEqualTo("Olga Outside");
        assertThat(me.get("permissions")).extracting(JsonNode::asString).containsExactly("ReadOverview", "ReadTags");
        assertThat(me(outside("s1", "renamed@outside.example", "readers")).get("userId")).isEqualTo(me.get("userId"));
        JsonNode audit = json(Rest.as(Rest.NORDIC, port).get("/api/v1/audit?targetKind=user&targetId={id}", me.get("userId").asString()),
                200);
        assertThat(audit.toString()).contains("user.create", TestProvider.issuer("outside"));
    }

    @Test
    void permissionsFollowTheProvider() {
        me(outside("s2", "follows@outside.example", "readers"));

        Rest lost = bearing(outside("s2", "follows@outside.example"));

        assertThat(json(lost.get("/api/v1/me"), 200).get("permissions")).isEmpty();
        assertThat(problem(lost.get("/api/v1/overview"), 403)).isEqualTo("forbidden");
    }

    @Test
    void aTokenOfTheProviderIsExchangedForOurs() {
        String token = outside("s3", "exchange@outside.example", "readers");

        JsonNode ours = json(Rest.anonymous(port).post("/api/v1/auth/token", "{'externalToken':'" + token + "'}"), 200);
        JsonNode next = json(
                Rest.anonymous(port).post("/api/v1/auth/token", "{'refreshToken':'" + ours.get("refreshToken").asString() + "'}"), 200);

        json(bearing(next.get("accessToken").asString()).get("/api/v1/tags"), 200);
        assertThat(problem(Rest.anonymous(port).post("/api/v1/auth/token", "{'externalToken':'x.y.z'}"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void whereUsersMustExistOnlyTheyGetInAndOnlyByAVerifiedAddress() {
        Rest owner = Rest.as(Rest.OWNER, port);
        String id = json(owner.post("/api/v1/users",
                "{'email':'here@inside.example','name':'Ida','password':'a-good-secret','permissions':['ReadTags']}"), 201).get("id")
                .asString();

        refused(inside("i0", "nobody@inside.example", true));
        refused(inside("i1", "here@inside.example", false));
        JsonNode me = me(inside("i1", "here@inside.example", true));

        assertThat(me.get("userId").asString()).isEqualTo(id);
        assertThat(me.get("permissions")).extracting(JsonNode::asString).containsExactly("ReadTags");
        assertThat(me(inside("i1", null, false)).get("userId").asString()).isEqualTo(id);

        json(owner.patch("/api/v1/users/{id}", "{'enabled':false}", id), 200);
        refused(inside("i1", "here@inside.example", true));
    }

    @Test
    void whatIsNotMeantForUsOrNotSignedByTheProviderIsRefusedAndTheReasonLogged(CapturedOutput log) throws JOSEException {
        var key = new RSAKeyGenerator(2048).keyID("outside").generate();
        var mine = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("outside").build(), claims());
        mine.sign(new RSASSASigner(key));
        var secret = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims());
        secret.sign(new MACSigner(new byte[32]));

        refused(provider.issueToken("outside", "s4", "somebody-else", claims("a@outside.example", true, "readers")).serialize());
        refused(expired());
        refused(provider.issueToken("unknown", "s4", "wattline", claims("a@outside.example", true, "readers")).serialize());
        refused(mine.serialize());
        refused(secret.serialize());
        refused(new PlainJWT(claims()).serialize());

        assertThat(log.getAll()).contains("token of a provider refused", "aud claim is not valid", "Jwt expired at",
                "Failed to validate the token", "Unsupported algorithm of none");
    }

    @Test
    void anAccountOrAnAddressThatIsAnothersIsRefused() {
        var claims = claims("stranger@outside.example", true, "readers");
        claims.put("tenant", "no-such-account");
        refused(provider.issueToken("outside", "s5", "wattline", claims).serialize());
        claims.remove("tenant");
        refused(provider.issueToken("outside", "s5", "wattline", claims).serialize());
        refused(outside("s6", Rest.OWNER, "readers"));
    }

    @Test
    void aProviderThatIsAwayIsSaidToBeAndKeepsNobodyElseOut() throws JOSEException {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder(claims()).issuer("http://localhost:1/away").build());
        token.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));

        assertThat(problem(bearing(token.serialize()).get("/api/v1/me"), 503)).isEqualTo("provider_unavailable");
        json(Rest.as(Rest.OWNER, port).get("/api/v1/me"), 200);
    }

    private void refused(String token) {
        JsonNode problem = json(bearing(token).get("/api/v1/me"), 401);
        assertThat(problem.get("code").asString()).isEqualTo("unauthorized");
        assertThat(problem.get("detail").asString()).isEqualTo("The access token is not valid or has expired.");
    }

    private JsonNode me(String token) { return json(bearing(token).get("/api/v1/me"), 200); }

    private Rest bearing(String token) { return Rest.anonymous(port).bearing(token); }

    private static String outside(String subject, String email, String... groups) {
        return provider.issueToken("outside", subject, "wattline", claims(email, true, groups)).serialize();
    }

    private static String inside(String subject, String email, boolean verified) {
        return provider.issueToken("inside", subject, "wattline", claims(email, verified)).serialize();
    }

    private static String expired() {
        var claims = claims("a@outside.example", true, "readers");
        claims.putAll(
                Map.of("iat", Date.from(Instant.parse("2020-01-01T00:00:00Z")), "nbf", Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                        "exp", Date.from(Instant.parse("2020-01-01T01:00:00Z"))));
        return provider.issueToken("outside", "s4", "wattline", claims).serialize();
    }

    private static Map<String, Object> claims(String email, boolean verified, String... groups) {
        var claims = new HashMap<String, Object>(Map.of("tenant", "nordic", "groups", List.of(groups), "name", "Olga Outside",
                "email_verified", verified));
        if (email != null) claims.put("email", email);
        return claims;
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder().issuer(TestProvider.issuer("outside")).subject("forged").audience("wattline")
                .expirationTime(Date.from(Instant.parse("2999-01-01T00:00:00Z"))).claim("tenant", "nordic")
                .claim("email", "forged@outside.example").claim("email_verified", true).build();
    }
}
