package io.wattline.csms.platform;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static io.wattline.csms.platform.Platform.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.platform.Platform.Made;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What an account may use, held wherever it is used. */
@CsmsTest
class QuotaTest {
    @LocalServerPort
    private int port;
    private Made account;
    private Rest owner;

    @BeforeEach
    void anAccount() {
        account = Platform.account(port);
        owner = account.owner();
    }

    @Test
    void stationsTagsAndUsersAreNoMoreThanTheAccountMayHave() {
        may("{'stations':2,'tags':1,'users':1}");
        json(owner.post("/api/v1/stations", "{'id':'S1'}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'T1'}"), 201);

        assertThat(problem(owner.post("/api/v1/stations", "[{'id':'S2'},{'id':'S3'}]"), 409)).isEqualTo("quota_exceeded");
        JsonNode tags = json(owner.post("/api/v1/tags", "{'idTag':'T2'}"), 409);
        assertThat(tags.get("code").asString()).isEqualTo("quota_exceeded");
        assertThat(tags.get("detail").asString()).isEqualTo("This account may have 1 tags.");
        assertThat(problem(owner.post("/api/v1/users", "{'email':'x" + UUID.randomUUID()
                + "@x.example','name':'X','password':'a long passphrase'}"), 409)).isEqualTo("quota_exceeded");
        json(owner.post("/api/v1/stations", "{'id':'S2'}"), 201);
        owner.delete("/api/v1/stations/S1").expectStatus().isNoContent();
        json(owner.post("/api/v1/stations", "{'id':'S4'}"), 201);
    }

    @Test
    void isHeldWhenManyComeAtOnce() {
        may("{'tags':5}");

        CompletableFuture.allOf(IntStream.range(0, 16).mapToObj(i -> CompletableFuture.runAsync(
                () -> owner.post("/api/v1/tags", "{'idTag':'T" + i + "'}").expectStatus()
                        .value(status -> assertThat(status).isIn(201, 409))))
                .toArray(CompletableFuture[]::new)).join();

        assertThat(json(owner.get("/api/v1/tags"), 200).get("items")).hasSize(5);
    }

    @Test
    void stationsThatNobodyRegisteredJoinWhileThereIsRoom() {
        json(owner.patch("/api/v1/accounts/" + account.id(), "{'unknownStationPolicy':'accept'}"), 200);
        may("{'stations':1}");

        new ConnectedStation(port, "Q1/" + account.id(), "ocpp1.6").close();

        assertThatThrownBy(() -> new ConnectedStation(port, "Q2/" + account.id(), "ocpp1.6"))
                .hasRootCauseMessage("Unexpected HTTP response status code 404");
        new ConnectedStation(port, "Q1/" + account.id(), "ocpp1.6").close();
    }

    @Test
    void requestsBeyondTheQuotaAreAnsweredWhenToComeAgain() {
        may("{'requestsPerMinute':6}");
        json(owner.get("/api/v1/stations"), 200);

        var refused = owner.get("/api/v1/stations");

        refused.expectHeader().valueMatches("Retry-After", "[1-9]|10");
        assertThat(problem(refused, 429)).isEqualTo("rate_limited");
        json(Rest.as(Rest.OWNER, port).get("/api/v1/stations"), 200);
    }

    @Test
    void messagesOfAllItsStationsTogetherAreAnsweredLaterAndNotLost() {
        json(owner.patch("/api/v1/accounts/" + account.id(), "{'unknownStationPolicy':'accept'}"), 200);
        may("{'messagesPerMinute':60}");
        try (var one = new ConnectedStation(port, "M1/" + account.id(), "ocpp1.6");
                var other = new ConnectedStation(port, "M2/" + account.id(), "ocpp1.6")) {
            long began = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                assertThat(one.calls("Heartbeat", "{}").has("currentTime")).isTrue();
                assertThat(other.calls("Heartbeat", "{}").has("currentTime")).isTrue();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void theAccountSeesWhatItMayAndWhatItUsesAndCannotChangeIt() {
        may("{'stations':10,'uploadBytes':1000}");
        json(owner.post("/api/v1/stations", "{'id':'S1'}"), 201);

        JsonNode quotas = json(owner.get("/api/v1/accounts/" + account.id() + "/quotas"), 200);

        assertThat(quotas.get("limits").get("stations").asInt()).isEqualTo(10);
        assertThat(quotas.get("limits").get("tags").isNull()).isTrue();
        assertThat(quotas.get("usage").toString()).isEqualTo("{\"stations\":1,\"users\":1,\"tags\":0,\"uploadBytes\":0}");
        owner.patch("/api/v1/accounts/" + account.id() + "/quotas", "{'stations':11}").expectStatus().isEqualTo(405);
        assertThat(problem(owner.patch("/api/v1/accounts/" + account.id(), "{'mostStations':11}"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.patch("/api/v1/accounts/" + account.id(), "{'status':'active'}"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.get("/api/v1/accounts/demo/quotas"), 404)).isEqualTo("unknown_account");
    }

    private void may(String quotas) { json(Platform.admin(port).patch(ACCOUNTS + "/" + account.id() + "/quotas", quotas), 200); }
}
