package io.wattline.csms.account;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@CsmsTest
class PasswordTest {
    @LocalServerPort
    private int port;
    private Person person;

    @BeforeEach
    void somebody() { person = Person.with("", port); }

    @ParameterizedTest
    @ValueSource(strings = {"short", "1234567890", "password123", "P@ssw0rd2024!", "Qwertyuiop", "qwertz123456", "iloveyou1234",
            "Sommer2026!!",
            "aaaaaaaaaaaa", "abababababab", "19900415199", "Wattline2026", "LiverpoolLiverpool", "monkeydragon", "1q2w3e4r5t6y",
            "somebody12345",
            "Some Body!!!", "ûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûûabcdefg"})
    void refusesPasswordsThatAreTriedFirst(String password) {
        JsonNode refused = json(change(person.signedIn(), Person.PASSWORD, password), 400);

        assertThat(refused.get("code").asString()).isEqualTo("bad_request");
        assertThat(refused.get("fields").get(0).get("field").asString()).isEqualTo("newPassword");
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct staple horse", "tgqz-83mf-01", "Sehr lang und gut!", "9164 8302 7745 1062", "übermütige Gänseblume"})
    void takesPasswordsThatAreHardToGuess(String password) {
        change(person.signedIn(), Person.PASSWORD, password).expectStatus().isNoContent();

        json(person.tries(password), 200);
        assertThat(problem(person.tries(Person.PASSWORD), 401)).isEqualTo("unauthorized");
    }

    @Test
    void theListIsHeldAgainstManagersToo() {
        Rest owner = Rest.as(Rest.OWNER, port);

        assertThat(problem(owner.patch("/api/v1/users/{id}", "{'password':'Password123!'}", person.id), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/users", "{'email':'common@demo.example','name':'C','password':'letmein12345'}"), 400))
                .isEqualTo("bad_request");
    }

    @Test
    void aNewPasswordEndsAllOtherSessions() {
        JsonNode elsewhere = person.tokens();
        Rest here = person.signedIn();

        change(here, Person.PASSWORD, "something rather new").expectStatus().isNoContent();

        assertThat(problem(person.bearing(elsewhere).get("/api/v1/me"), 401)).isEqualTo("unauthorized");
        assertThat(problem(person.refreshes(elsewhere), 401)).isEqualTo("unauthorized");
        json(here.get("/api/v1/me"), 200);
    }

    @Test
    void whoFindsASignedInDeviceCannotGuessTheOldPassword() {
        Rest here = person.signedIn();
        assertThat(problem(change(here, "not this one", "something rather new"), 403)).isEqualTo("wrong_password");

        String code;
        do
            code = Person.codeOf(change(here, "not this one", "something rather new"));
        while (code.equals("wrong_password"));

        assertThat(code).isEqualTo("rate_limited");
        person.at(Person.newAddress()).tokens();
    }

    private static ResponseSpec change(Rest rest, String from, String to) {
        return rest.post("/api/v1/me/password", "{'oldPassword':'" + from + "','newPassword':'" + to + "'}");
    }
}
