package io.wattline.csms.tag;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Cards that nobody registered, held to a reader. */
@CsmsTest
class UnknownTagsTest {
    private final String id = "UT-" + UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private UnknownTagRows rows;

    private Rest owner;
    private ConnectedStation station;

    @BeforeEach
    void connect() {
        owner = Rest.as(Rest.OWNER, port);
        station = new ConnectedStation(port, id, "ocpp2.0.1");
    }

    @AfterEach
    void disconnect() { station.close(); }

    @Test
    void isListedWithItsStationAndTypeUntilItIsATag() {
        swipe(id);
        swipe(id.toLowerCase(Locale.ROOT));
        await().untilAsserted(() -> assertThat(listed(id).path("count").asInt()).isEqualTo(2));
        JsonNode seen = listed(id);
        assertThat(seen.get("stationId").asString()).isEqualTo(id);
        assertThat(seen.get("type").asString()).isEqualTo("ISO14443");
        assertThat(Instant.parse(seen.get("lastSeenAt").asString())).isAfterOrEqualTo(Instant.parse(seen.get("firstSeenAt").asString()));

        json(owner.post("/api/v1/tags", "{'idTag':'" + seen.get("idTag").asString() + "','type':'" + seen.get("type").asString() + "'}"),
                201);

        assertThat(listed(id).isMissingNode()).isTrue();
        assertThat(swipe(id)).isEqualTo("Accepted");
    }

    @Test
    void isForgottenWhenSomebodySaysSo() {
        swipe(id);
        await().untilAsserted(() -> assertThat(listed(id).isMissingNode()).isFalse());

        owner.delete("/api/v1/unknown-tags/{tag}", id).expectStatus().isNoContent();

        assertThat(listed(id).isMissingNode()).isTrue();
        assertThat(problem(owner.delete("/api/v1/unknown-tags/{tag}", id), 404)).isEqualTo("unknown_tag");
        assertThat(problem(Rest.as(Rest.DRIVER, port).get("/api/v1/unknown-tags"), 403)).isEqualTo("forbidden");
    }

    @Test
    void theLatestThousandOfAnAccountAreKept() {
        String id = this.id.toLowerCase(Locale.ROOT);
        sql("INSERT INTO account (account_id, name, currency, time_zone) VALUES ('" + id + "', 'Many', 'EUR', 'UTC')");
        sql("INSERT INTO station (account_id, station_id, name, price_per_kwh, currency) VALUES ('" + id + "', '" + id
                + "', 'x', 0, 'EUR')");
        var account = new AccountId(id);
        Instant first = Instant.parse("2026-05-01T10:00:00Z");
        List<Sighting> sightings = IntStream.range(0, 1_005).mapToObj(i -> new Sighting(account, new IdToken("T%04d".formatted(i)),
                new StationId(id), first.plusSeconds(i), first.plusSeconds(i), 1)).toList();

        rows.add(sightings).toFuture().join();

        assertThat(database.client().sql("SELECT count(*)::int AS n, min(id_tag) AS first FROM unknown_tag WHERE account_id = '" + id + "'")
                .map(row -> row.get("n", Integer.class) + " from " + row.get("first", String.class)).one().toFuture().join())
                .isEqualTo("1000 from T0005");
    }

    private String swipe(String token) {
        return station.calls("Authorize", "{'idToken':{'idToken':'" + token + "','type':'ISO14443'}}").at("/idTokenInfo/status").asString();
    }

    private JsonNode listed(String token) {
        return json(owner.get("/api/v1/unknown-tags?limit=500"), 200).get("items").valueStream()
                .filter(each -> each.get("idTag").asString().equalsIgnoreCase(token)).findFirst().orElse(MissingNode.getInstance());
    }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
