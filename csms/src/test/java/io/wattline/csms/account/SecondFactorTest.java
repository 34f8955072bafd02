package io.wattline.csms.account;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@CsmsTest
class SecondFactorTest {
    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private Clock clock;
    private Person person;

    @BeforeEach
    void somebody() { person = Person.with("", port); }

    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037", "20000000000,353130"})
    void makesTheCodesOfTheStandard(long seconds, String code) {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

        assertThat(Totp.code(secret, Totp.stepOf(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void onceConfirmedAPasswordIsNotEnough() {
        var on = turnOn(person);

        JsonNode demanded = json(person.tries(Person.PASSWORD), 401);
        assertThat(demanded.get("code").asString()).isEqualTo("second_factor_required");
        assertThat(demanded.has("accessToken")).isFalse();
        String ticket = demanded.get("ticket").asString();
        assertThat(problem(person.rest.bearing(ticket).get("/api/v1/me"), 401)).isEqualTo("unauthorized");
        JsonNode tokens = json(step(ticket, on.code(1)), 200);

        assertThat(json(person.bearing(tokens).get("/api/v1/me/totp"), 200).get("on").asBoolean()).isTrue();
        assertThat(json(person.bearing(tokens).get("/api/v1/me/sessions"), 200).get("items").get(0).get("method").asString())
                .isEqualTo("second-factor");
    }

    @Test
    void untilItIsConfirmedThePasswordIsEnough() {
        json(person.signedIn().post("/api/v1/me/totp", password()), 200);

        assertThat(json(person.signedIn().get("/api/v1/me/totp"), 200).get("on").asBoolean()).isFalse();
    }

    @Test
    void passwordAndCodeMayComeTogether() {
        var on = turnOn(person);

        assertThat(problem(person.tries(Person.PASSWORD, ",'code':'" + on.wrongCode() + "'"), 401)).isEqualTo("unauthorized");
        json(person.tries(Person.PASSWORD, ",'code':'" + on.code(1) + "'"), 200);
    }

    @Test
    void noCodeCountsTwice() {
        var on = turnOn(person);
        String code = on.code(1);
        json(person.tries(Person.PASSWORD, ",'code':'" + code + "'"), 200);

        assertThat(problem(person.tries(Person.PASSWORD, ",'code':'" + code + "'"), 401)).isEqualTo("unauthorized");
        assertThat(problem(person.tries(Person.PASSWORD, ",'code':'" + on.code(0) + "'"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void aRecoveryCodeLetsInOnce() {
        var on = turnOn(person);
        String code = on.recoveryCodes().get(3);
        assertThat(on.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();

        Rest back = person.bearing(json(person.tries(Person.PASSWORD, ",'code':'" + code.toUpperCase(Locale.ROOT) + "'"), 200));

        assertThat(json(back.get("/api/v1/me/totp"), 200).get("recoveryCodesLeft").asInt()).isEqualTo(9);
        assertThat(problem(person.tries(Person.PASSWORD, ",'code':'" + code + "'"), 401)).isEqualTo("unauthorized");
        assertThat(text("SELECT string_agg(r::text, ' ') FROM recovery_code r")).doesNotContain(code, code.replace("-", ""));
    }

    @Test
    void newRecoveryCodesReplaceTheOldOnes() {
        var on = turnOn(person);

        JsonNode renewed = json(on.rest().post("/api/v1/me/totp/recovery-codes", password()), 200);

        assertThat(problem(person.tries(Person.PASSWORD, ",'code':'" + on.recoveryCodes().getFirst() + "'"), 401))
                .isEqualTo("unauthorized");
        json(person.tries(Person.PASSWORD, ",'code':'" + renewed.get("recoveryCodes").get(0).asString() + "'"), 200);
    }

    @Test
    void whoHasThePasswordCannotTryAllCodes() {
        var on = turnOn(person);
        String ticket = json(person.tries(Person.PASSWORD), 401).get("ticket").asString();
        String code;
        do
            code = Person.codeOf(step(ticket, on.wrongCode()));
        while (code.equals("unauthorized"));

        assertThat(code).isEqualTo("rate_limited");
    }

    @Test
    void isTurnedOffWithThePassword() {
        var on = turnOn(person);

        assertThat(problem(on.rest().post("/api/v1/me/totp/off", "{'password':'not mine'}"), 403)).isEqualTo("wrong_password");
        assertThat(problem(on.rest().post("/api/v1/me/totp", password()), 409)).isEqualTo("conflict");
        on.rest().post("/api/v1/me/totp/off", password()).expectStatus().isNoContent();

        person.tokens();
    }

    @Test
    void aManagerTurnsItOffForWhoLostHisPhone() {
        turnOn(person);
        Rest owner = Rest.as(Rest.OWNER, port);
        assertThat(json(owner.get("/api/v1/users/{id}", person.id), 200).get("secondFactor").asBoolean()).isTrue();

        owner.delete("/api/v1/users/{id}/totp", person.id).expectStatus().isNoContent();

        person.tokens();
        String ownersId = json(owner.get("/api/v1/me"), 200).get("userId").asString();
        assertThat(problem(Person.with("'ManageUsers'", port).signedIn().delete("/api/v1/users/{id}/totp", ownersId), 403))
                .isEqualTo("forbidden");
    }

    @Test
    void refusesToConfirmWithAWrongCode() {
        Rest rest = person.signedIn();
        String secret = json(rest.post("/api/v1/me/totp", password()), 200).get("secret").asString();

        assertThat(problem(rest.post("/api/v1/me/totp/confirm", "{'code':'" + wrong(secret) + "'}"), 400)).isEqualTo("bad_request");
        person.tokens();
    }

    private record On(Rest rest, String secret, List<String> recoveryCodes, Clock clock) {
        /** Of so many steps from now on. */
        String code(int later) {
            return SecondFactorTest.code(secret, clock.instant().plusSeconds(30L * later));
        }

        String wrongCode() { return code(500); }
    }

    private On turnOn(Person person) {
        Rest rest = person.signedIn();
        JsonNode proposal = json(rest.post("/api/v1/me/totp", password()), 200);
        String secret = proposal.get("secret").asString();
        assertThat(proposal.get("uri").asString()).startsWith("otpauth://totp/Wattline:").contains("secret=" + secret);
        JsonNode codes = json(rest.post("/api/v1/me/totp/confirm", "{'code':'" + code(secret, clock.instant()) + "'}"), 200)
                .get("recoveryCodes");
        return new On(rest, secret, StreamSupport.stream(codes.spliterator(), false).map(JsonNode::asString).toList(), clock);
    }

    private ResponseSpec step(String ticket, String code) {
        return person.rest.post("/api/v1/auth/token", "{'ticket':'" + ticket + "','code':'" + code + "'}");
    }

    private String wrong(String secret) { return code(secret, clock.instant().plusSeconds(86_400)); }

    private static String code(String secret, Instant at) { return Totp.code(new Base32().decode(secret), Totp.stepOf(at)); }

    private static String password() { return "{'password':'" + Person.PASSWORD + "'}"; }

    private String text(String select) {
        return database.client().sql(select).map(row -> row.get(0, String.class)).one().toFuture().join();
    }
}
