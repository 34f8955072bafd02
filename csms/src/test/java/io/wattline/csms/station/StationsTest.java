package io.wattline.csms.station;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@CsmsTest
class StationsTest {
    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;

    private Rest owner;
    private String id;

    @BeforeEach
    void signIn() {
        owner = Rest.as(Rest.OWNER, port);
        id = "S-" + UUID.randomUUID();
    }

    @Test
    void showsAStationWithEveryMemberOfTheContract() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','name':'At the lake','location':'Lake Road 1','password':'secret'}"), 201);

        assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).toString()).isEqualTo("{\"id\":\"" + id
                + "\",\"name\":\"At the lake\",\"enabled\":true,\"online\":false,\"ocppVersion\":null,\"vendor\":null,\"model\":null,"
                + "\"firmwareVersion\":null,\"serialNumber\":null,\"firstSeenAt\":null,\"lastSeenAt\":null,\"connectedAt\":null,"
                + "\"pricePerKwh\":0.39,\"currency\":\"EUR\",\"location\":\"Lake Road 1\",\"siteId\":null,\"accepted\":null,\"bootStatus\":\"Accepted\",\"throttled\":false,\"strictness\":\"tolerant\",\"clockSkewSeconds\":null,"
                + "\"quirks\":[],\"connectors\":[],\"reservations\":[],\"chargingProfiles\":[],"
                + "\"security\":{\"profile\":0,\"connected\":null,\"wanted\":null,\"wantedUntil\":null,\"certificateThumbprints\":[],"
                + "\"certificateName\":null}}");
    }

    @Test
    void showsWhatAStationKeepsForOthersButNotInLists() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        for (String status : List.of("accepted", "used", "cancelled"))
            sql("INSERT INTO reservation (account_id, station_id, reservation_number, evse, connector, id_tag, tag_key, expires_at, status, "
                    + "created_at, updated_at) VALUES ('demo', '" + id + "', " + status.length() + ", 2, 1, 'KEPT', 'KEPT', "
                    + "'2040-01-01T00:00:00Z', '" + status + "', now(), now())");
        for (int evse : List.of(1, 0))
            sql("INSERT INTO station_charging_profile (account_id, station_id, profile_number, evse, purpose, stack_level, content, installed_at) "
                    + "VALUES ('demo', '" + id + "', " + (5 + evse) + ", " + evse
                    + ", 'TxDefaultProfile', 3, '{}', '2026-01-01T00:00:00Z')");

        JsonNode station = json(owner.get("/api/v1/stations/{id}", id), 200);

        JsonNode reservation = station.path("reservations").path(0);
        assertThat(station.path("reservations")).hasSize(1);
        assertThat(json(owner.get("/api/v1/reservations/{id}", reservation.path("id").asString()), 200).path("idTag"))
                .isEqualTo(reservation.path("idTag"));
        assertThat(reservation.path("evse").asInt()).isEqualTo(2);
        assertThat(reservation.path("expiresAt").asString()).isEqualTo("2040-01-01T00:00:00Z");
        assertThat(station.path("chargingProfiles").toString()).isEqualTo("[{\"profileId\":5,\"chargingProfileId\":null,\"name\":null,"
                + "\"evse\":0,\"purpose\":\"TxDefaultProfile\",\"stackLevel\":3,\"ocppTransactionId\":null,"
                + "\"installedAt\":\"2026-01-01T00:00:00Z\"},{\"profileId\":6,\"chargingProfileId\":null,\"name\":null,\"evse\":1,"
                + "\"purpose\":\"TxDefaultProfile\",\"stackLevel\":3,\"ocppTransactionId\":null,\"installedAt\":\"2026-01-01T00:00:00Z\"}]");
        JsonNode listed = json(owner.get("/api/v1/stations?q=" + id), 200).path("items").path(0);
        assertThat(listed.has("reservations") || listed.has("chargingProfiles")).isFalse();
    }

    @Test
    void showsADriverNoReservationsOfOthers() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        sql("INSERT INTO station_access (account_id, station_id, user_id) SELECT 'demo', '" + id
                + "', user_id FROM app_user WHERE account_id = 'demo' AND email = 'driver@demo.example'");
        for (String tag : List.of("DEMO0001", "SOMEBODYELSE"))
            sql("INSERT INTO reservation (account_id, station_id, reservation_number, evse, connector, id_tag, tag_key, expires_at, status, "
                    + "created_at, updated_at) VALUES ('demo', '" + id + "', " + tag.length() + ", 1, 1, '" + tag + "', upper('"
                    + tag + "'), '2040-01-01T00:00:00Z', 'accepted', now(), now())");

        JsonNode seen = json(Rest.as(Rest.DRIVER, port).get("/api/v1/stations/{id}", id), 200).path("reservations");

        assertThat(seen).hasSize(1);
        assertThat(seen.path(0).path("idTag").asString()).isEqualTo("DEMO0001");
    }

    @Test
    void showsConnectorsInKilowattsButNotTheStationItself() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        sql("INSERT INTO connector (account_id, station_id, evse, connector, status, reported_status, power_w, energy_wh, soc_percent, transaction_id) "
                + "VALUES ('demo', '" + id + "', 0, 0, 'Available', 'Available', NULL, NULL, NULL, NULL), ('demo', '" + id
                + "', 1, 1, 'Occupied', 'Charging', 7400, 12345, 55.0, '00000000-0000-0000-0000-000000000001')");

        JsonNode connectors = json(owner.get("/api/v1/stations/{id}", id), 200).get("connectors");

        assertThat(connectors.toString()).isEqualTo("[{\"evse\":1,\"connector\":1,\"status\":\"Occupied\",\"reportedStatus\":\"Charging\","
                + "\"powerKw\":7.4,\"energyKwh\":12.345,\"socPercent\":55,\"charging\":true,"
                + "\"transactionId\":\"00000000-0000-0000-0000-000000000001\",\"statusAt\":null,\"errorCode\":null,\"unconfirmedSince\":null}]");
    }

    @Test
    void takesManyAtOnceOrNone() {
        JsonNode created = json(
                owner.post("/api/v1/stations", "[{'id':'" + id + "-1'},{'id':'" + id + "-2','pricePerKwh':0.5,'currency':'CHF'}]"), 201);

        assertThat(created.get("items")).hasSize(2);
        assertThat(created.get("items").get(0).get("name").asString()).isEqualTo(id + "-1");
        assertThat(created.get("items").get(1).get("currency").asString()).isEqualTo("CHF");
        assertThat(problem(owner.post("/api/v1/stations", "[{'id':'" + id + "-3'},{'id':'" + id + "-1'}]"), 409)).isEqualTo("conflict");
        assertThat(problem(owner.get("/api/v1/stations/{id}", id + "-3"), 404)).isEqualTo("unknown_station");
        assertThat(problem(owner.post("/api/v1/stations", "[{'id':'" + id + "-4'},{'id':'" + id + "-4'}]"), 400)).isEqualTo("bad_request");
    }

    @Test
    void changesWhatIsNamed() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','name':'Old','location':'Here'}"), 201);

        JsonNode changed = json(owner.patch("/api/v1/stations/{id}", "{'name':'New','pricePerKwh':0.4567,'enabled':false}", id), 200);

        assertThat(changed.toString()).contains("\"name\":\"New\"", "\"pricePerKwh\":0.4567", "\"enabled\":false", "\"location\":\"Here\"");
        assertThat(problem(owner.patch("/api/v1/stations/{id}", "{'id':'other'}", id), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.patch("/api/v1/stations/{id}", "{'pricePerKwh':-1}", id), 400)).isEqualTo("bad_request");
    }

    @Test
    void aDeletedStationIsGoneAndComesBackWithItsHistory() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "','name':'First life'}"), 201);
        sql("INSERT INTO connector (account_id, station_id, evse, connector) VALUES ('demo', '" + id + "', 1, 1)");

        owner.delete("/api/v1/stations/{id}", id).expectStatus().isNoContent();

        assertThat(problem(owner.get("/api/v1/stations/{id}", id), 404)).isEqualTo("unknown_station");
        assertThat(problem(owner.delete("/api/v1/stations/{id}", id), 404)).isEqualTo("unknown_station");
        assertThat(json(owner.get("/api/v1/stations?q={id}", id), 200).get("items")).isEmpty();
        JsonNode again = json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        assertThat(again.get("name").asString()).isEqualTo(id);
        assertThat(again.get("connectors")).hasSize(1);
    }

    @Test
    void findsByPartsOfIdAndNameInPages() {
        json(owner.post("/api/v1/stations",
                "[{'id':'" + id + "-a','name':'Green garage'},{'id':'" + id + "-b'},{'id':'" + id + "-c'}]"), 201);

        JsonNode first = json(owner.get("/api/v1/stations?limit=2&q={q}", id.toLowerCase(java.util.Locale.ROOT)), 200);
        JsonNode second = json(owner.get("/api/v1/stations?limit=2&q={q}&cursor={c}", id, first.get("next").asString()), 200);

        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(json(owner.get("/api/v1/stations?q=green GARAGE"), 200).get("items").toString()).contains(id + "-a");
        assertThat(json(owner.get("/api/v1/stations?online=true&q={q}", id), 200).get("items")).isEmpty();
        assertThat(json(owner.get("/api/v1/stations?online=false&q={q}", id), 200).get("items")).hasSize(3);
    }

    @Test
    void namesNeedNotBeFitForAddresses() {
        String odd = "Ä b:" + UUID.randomUUID().toString().substring(0, 8);

        var answer = owner.post("/api/v1/stations", "{'id':'" + odd + "'}");

        String location = answer.returnResult(String.class).getResponseHeaders().getFirst("Location");
        assertThat(location).startsWith("/api/v1/stations/%C3%84%20b");
        assertThat(json(owner.get("/api/v1/stations/{id}", odd), 200).get("id").asString()).isEqualTo(odd);
        assertThat(problem(owner.post("/api/v1/stations", "{'id':'" + "x".repeat(49) + "'}"), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/stations", "{'name':'nameless'}"), 400)).isEqualTo("bad_request");
    }

    @Test
    void aDriverSeesTheStationsAssignedToHim() {
        Rest driver = Rest.as(Rest.DRIVER, port);

        assertThat(json(driver.get("/api/v1/stations"), 200).get("items").valueStream().map(station -> station.get("id").asString()))
                .contains("CP1", "CP201").doesNotContain("CP2");
        json(driver.get("/api/v1/stations/CP201"), 200);
        assertThat(problem(driver.get("/api/v1/stations/CP2"), 404)).isEqualTo("unknown_station");
        assertThat(problem(driver.get("/api/v1/stations/CP2/events"), 404)).isEqualTo("unknown_station");
        assertThat(problem(driver.patch("/api/v1/stations/CP1", "{'name':'Mine'}"), 403)).isEqualTo("forbidden");
        assertThat(problem(driver.delete("/api/v1/stations/CP1"), 403)).isEqualTo("forbidden");
    }

    @Test
    void tellsWhatAStationWasNewestFirst() {
        json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        fact("status.changed", "10:00",
                "{\"status\":\"Available\",\"reportedStatus\":\"Available\",\"errorCode\":\"NoError\",\"info\":null}");
        fact("station.booted", "10:01", "{\"chargePointModel\":\"M\"}");
        fact("status.changed", "10:02",
                "{\"status\":\"Occupied\",\"reportedStatus\":\"Preparing\",\"errorCode\":\"NoError\",\"info\":\"plug\"}");

        JsonNode statuses = json(owner.get("/api/v1/stations/{id}/status-history", id), 200).get("items");
        assertThat(statuses).hasSize(2);
        assertThat(statuses.get(0).toString()).contains("\"at\":\"2026-05-01T10:02:00Z\"", "\"evse\":1", "\"status\":\"Occupied\"",
                "\"reportedStatus\":\"Preparing\"", "\"info\":\"plug\"");
        JsonNode events = json(owner.get("/api/v1/stations/{id}/events?limit=2", id), 200);
        assertThat(events.get("items").get(1).get("data").get("chargePointModel").asString()).isEqualTo("M");
        assertThat(json(owner.get("/api/v1/stations/{id}/events?limit=2&cursor={c}", id, events.get("next").asString()), 200).get("items"))
                .hasSize(1);
        assertThat(json(owner.get("/api/v1/stations/{id}/events?from=2026-05-01T10:01:00Z&to=2026-05-01T10:02:00Z", id), 200).get("items"))
                .hasSize(1);
    }

    private void fact(String type, String time, String data) {
        sql("INSERT INTO outbox (account_id, station_id, type, evse, connector, at, received_at, data) VALUES ('demo', '" + id + "', '"
                + type
                + "', 1, 1, '2026-05-01 " + time + "Z', '2026-05-01 " + time + "Z', '" + data + "')");
    }

    private void sql(String statement) { StepVerifier.create(database.client().sql(statement).then()).verifyComplete(); }
}
