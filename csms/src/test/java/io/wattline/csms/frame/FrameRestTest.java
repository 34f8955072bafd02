package io.wattline.csms.frame;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.DayPartitions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** Frames as people look for them, save them and want them forgotten. */
@CsmsTest
class FrameRestTest {
    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private DayPartitions partitions;
    @Autowired
    private FrameRetention retention;

    private Rest owner;
    private String one;
    private String other;
    private ConnectedStation first;
    private ConnectedStation second;

    @BeforeEach
    void twoStationsThatSpoke() {
        owner = Rest.as(Rest.OWNER, port);
        one = "FR-" + UUID.randomUUID();
        other = "FR-" + UUID.randomUUID();
        first = connected(one);
        second = connected(other);
        first.calls("Heartbeat", "{}");
        second.calls("Authorize", "{'idTag':'A,\\\"B'}");
    }

    @AfterEach
    void leave() {
        first.close();
        second.close();
    }

    @Test
    void areFoundAcrossTheAccountByStationActionIdDirectionTypeAndVerdict() {
        awaitFrames(8);

        assertThat(ids("action=Heartbeat")).containsExactly("result out", "call in");
        assertThat(ids("action=Heartbeat&direction=in")).containsExactly("call in");
        assertThat(ids("messageId=Authorize&type=result")).containsExactly("result out");
        assertThat(ids("verdict=ok&action=Authorize")).hasSize(2);
        assertThat(ids("verdict=NotImplemented")).isEmpty();
        assertThat(ids("q=currenttime&type=result")).as("two boots and a heartbeat").hasSize(3);
        assertThat(ids("to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(json(owner.get("/api/v1/frames?stationId=" + one), 200).path("items")).hasSize(4)
                .allMatch(frame -> frame.path("stationId").asString().equals(one));
    }

    @Test
    void areReadPageByPageInTheirOrder() {
        awaitFrames(8);

        JsonNode page = frames("limit=5");
        JsonNode rest = frames("limit=5&cursor=" + page.path("next").asString());

        assertThat(page.path("items")).hasSize(5);
        assertThat(rest.path("items")).hasSize(3);
        assertThat(rest.path("next").isNull()).isTrue();
        List<Long> order = new ArrayList<>();
        for (JsonNode part : List.of(page, rest)) part.path("items").forEach(frame -> order.add(frame.path("id").longValue()));
        assertThat(order).isSortedAccordingTo((left, right) -> Long.compare(right, left)).doesNotHaveDuplicates();
    }

    @Test
    void areSavedAsATableAndAsLines() {
        awaitFrames(8);

        String table = saved("text/csv", "action=Authorize");
        assertThat(table.split("\r\n")).hasSize(3).contains("at,stationId,direction,type,action,messageId,latencyMs,verdict,payload");
        assertThat(table).contains("," + other + ",in,call,Authorize,Authorize,,ok,\"[2,\"\"Authorize\"\"");
        String lines = saved("application/x-ndjson", "");
        assertThat(lines.strip().split("\n")).hasSize(8).allMatch(line -> line.startsWith("{\"id\":"));
    }

    @Test
    void areNobodyElsesToSee() {
        awaitFrames(8);

        assertThat(json(Rest.as(Rest.NORDIC, port).get("/api/v1/frames?stationId=" + one), 200).path("items")).isEmpty();
        assertThat(problem(Rest.as(Rest.DRIVER, port).get("/api/v1/frames"), 403)).isEqualTo("forbidden");
    }

    @Test
    void areForgottenWhenTheirAccountWantsThemNoMore() {
        String account = "keep-" + UUID.randomUUID().toString().substring(0, 8);
        Instant now = Clock.systemUTC().instant();
        sql("INSERT INTO account (account_id, name, frame_retention_days) VALUES ('" + account + "', 'K', 2)");
        sql("INSERT INTO station (account_id, station_id, name) VALUES ('" + account + "', 'S', 'S')");
        for (int days = 0; days < 4; days++) frame(account, now.minus(Duration.ofDays(days)).minusSeconds(60));

        StepVerifier.create(retention.forget()).expectNextMatches(gone -> gone >= 2).verifyComplete();

        assertThat(count("SELECT count(*) FROM frame WHERE account_id = '" + account + "'")).isEqualTo(2);
    }

    @Test
    void wholeDaysGoAtOnce() {
        String days = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'frame'::regclass";
        long before = count(days);
        LocalDate today = Clock.systemUTC().instant().atZone(ZoneOffset.UTC).toLocalDate();

        StepVerifier.create(partitions.drop("frame", today)).expectNext(1L).verifyComplete();

        assertThat(count(days)).as("without yesterday").isEqualTo(before - 1);
        sql("SELECT create_day_partition('frame', '" + today.minusDays(1) + "')");
        assertThat(count(days)).isEqualTo(before);
    }

    @Test
    void howLongTheyAreKeptIsTheAccountsToSay() {
        assertThat(json(owner.get("/api/v1/accounts/demo"), 200).path("frameRetentionDays").intValue()).isEqualTo(30);
        assertThat(problem(owner.patch("/api/v1/accounts/demo", "{'frameRetentionDays':0}"), 400)).isEqualTo("bad_request");
    }

    private ConnectedStation connected(String id) {
        var station = new ConnectedStation(port, id, "ocpp1.6");
        station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
        return station;
    }

    private void awaitFrames(int count) { await().untilAsserted(() -> assertThat(frames("").path("items")).hasSize(count)); }

    private JsonNode frames(String query) {
        return json(owner.get("/api/v1/frames?stationId=" + one + "&stationId=" + other + "&" + query), 200);
    }

    private List<String> ids(String query) {
        var found = new ArrayList<String>();
        frames(query).path("items").forEach(frame -> found.add(frame.path("type").asString() + " " + frame.path("direction").asString()));
        return found;
    }

    private String saved(String type, String query) {
        var answer = owner.with("Accept", type).get("/api/v1/frames?stationId=" + one + "&stationId=" + other + "&" + query).expectStatus()
                .isOk();
        answer.expectHeader().valueMatches("Content-Disposition", "attachment; filename=\"frames\\..*\"");
        return new String(answer.expectBody().returnResult().getResponseBodyContent(), StandardCharsets.UTF_8);
    }

    private void frame(String account, Instant at) {
        sql("INSERT INTO frame (account_id, station_id, frame_id, at, direction, type, payload, verdict) VALUES ('" + account + "', 'S', "
                + at.toEpochMilli() * 1000 + ", '" + at + "', 'in', 'call', '[]', 'ok')");
    }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }

    private long count(String select) { return database.client().sql(select).map(row -> row.get(0, Long.class)).one().toFuture().join(); }
}
