package io.wattline.csms.account;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.web.Problem;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@CsmsTest
class ThrottleTest {
    @LocalServerPort
    private int port;
    private Person victim;

    @BeforeEach
    void somebody() { victim = Person.with("", port); }

    @Test
    void whoGuessesAtOneUserIsSlowedDownWhereverHeSits() {
        guessUntilThrottled(victim);

        ResponseSpec another = victim.at(Person.newAddress()).tries("guess again");
        another.expectHeader().value("Retry-After", seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
        assertThat(problem(another, 429)).isEqualTo("rate_limited");
    }

    @Test
    void aVictimStillGetsInFromWhereHeWasBefore() {
        var home = victim.at(Person.newAddress());
        home.tokens();

        guessUntilThrottled(victim);

        home.tokens();
        assertThat(problem(victim.at(Person.newAddress()).tries(Person.PASSWORD), 429)).isEqualTo("rate_limited");
    }

    @Test
    void aVictimStillGetsInWithADeviceThatIsKnownFromAnywhere() {
        String device = victim.at(Person.newAddress()).tokens().get("deviceToken").asString();

        guessUntilThrottled(victim);

        JsonNode tokens = json(victim.at(Person.newAddress()).tries(Person.PASSWORD, ",'deviceToken':'" + device + "'"), 200);
        assertThat(tokens.get("deviceToken").isNull()).isTrue();
    }

    @Test
    void aDeviceIsKnownToItsOwnUserOnly() {
        String attackers = Person.with("", port).tokens().get("deviceToken").asString();
        guessUntilThrottled(victim);

        assertThat(problem(victim.at(Person.newAddress()).tries(Person.PASSWORD, ",'deviceToken':'" + attackers + "'"), 429))
                .isEqualTo("rate_limited");
        assertThat(problem(victim.rest.bearing(attackers).get("/api/v1/me"), 401)).isEqualTo("unauthorized");
    }

    @Test
    void whetherAUserExistsCannotBeLearnedFromThrottling() {
        var nobody = "nobody-" + UUID.randomUUID() + "@demo.example";
        int answers = 0;
        while (status(victim.at(Person.newAddress()).rest.post("/api/v1/auth/token",
                "{'username':'" + nobody + "','password':'guess'}")) == 401)
            answers++;

        assertThat(answers).isEqualTo(guessUntilThrottled(victim));
    }

    @Test
    void oneSourceCannotTryAPasswordOnEverybody() {
        var throttle = new Throttle();
        int counted = 0;
        for (String source = "2001:db8:1:2::"; isCounted(throttle, source + counted); counted++) assertThat(counted).isLessThan(1000);

        assertThat(counted).isEqualTo(200);
        assertThat(isCounted(throttle, "2001:db8:1:2:ffff::1")).isFalse();
        assertThat(isCounted(throttle, "2001:db8:1:3::1")).isTrue();
    }

    private static boolean isCounted(Throttle throttle, String source) {
        try {
            throttle.count(Throttle.Tally.ofStranger("password", UUID.randomUUID().toString(), source));
            return true;
        } catch (Problem _) {
            return false;
        }
    }

    /** Each guess from another address; how many were judged. */
    private static int guessUntilThrottled(Person victim) {
        int answers = 0;
        while (status(victim.at(Person.newAddress()).tries("guess")) == 401) answers++;
        return answers;
    }

    private static int status(ResponseSpec answer) { return answer.returnResult(Void.class).getStatus().value(); }
}
