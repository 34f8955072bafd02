package io.wattline.csms.reservation;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.Rest;
import io.wattline.csms.command.StationScene;
import io.wattline.csms.database.AllAccountsDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReservationsTest extends StationScene {
    private static final String RESERVATIONS = "/api/v1/reservations";

    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private ReservationFacts facts;

    private final String soon = Instant.now(Clock.systemUTC()).plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS).toString();

    ReservationsTest() { super("ocpp1.6"); }

    @BeforeEach
    void bootAndWait() {
        owner = owner.with("Prefer", "wait=15");
        station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
    }

    @Test
    void anAcceptedOneIsShownWithItsTaskAndTheStationGetsTheFrame() {
        station.answering("ReserveNow", ACCEPTED);

        JsonNode made = json(owner.post(RESERVATIONS, body("DEMO0001", ",'parentIdTag':'DEMO0001'")), 201);

        assertThat(station.nextCall()).endsWith("\"ReserveNow\",{\"connectorId\":1,\"expiryDate\":\"" + soon.replace("Z", ".000Z")
                + "\",\"idTag\":\"DEMO0001\",\"reservationId\":" + made.path("reservationId").asInt() + ",\"parentIdTag\":\"DEMO0001\"}]");
        assertThat(made.path("expiresAt").asString()).isEqualTo(soon);
        assertThat(made.path("evse").asInt()).isEqualTo(1);
        JsonNode task = json(owner.get("/api/v1/tasks/{id}", made.path("taskId").asString()), 200);
        assertThat(task.path("result").asString()).isEqualTo("Accepted");
        JsonNode listed = json(
                owner.get(RESERVATIONS + "?stationId={id}&reservationId={n}&status=accepted", id, made.path("reservationId").asInt()), 200);
        assertThat(listed.path("items")).hasSize(1);
        assertThat(listed.path("items").path(0)).isEqualTo(made);
        assertThat(events()).contains("reservation.changed");
    }

    @Test
    void whatTheStationDeclinesIsRejectedWithItsWord() {
        station.answering("ReserveNow", "{'status':'Occupied'}");

        JsonNode made = json(owner.post(RESERVATIONS, body("DEMO0001", "")), 201);

        assertThat(made.path("status").asString()).isEqualTo("rejected");
        assertThat(made.path("reason").asString()).isEqualTo("Occupied");
        assertThat(problem(owner.delete(RESERVATIONS + "/{id}", made.path("id").asString()), 409)).isEqualTo("conflict");
    }

    @Test
    void isPendingUntilTheStationAnswers() {
        JsonNode made = json(Rest.as(Rest.OWNER, port).post(RESERVATIONS, body("DEMO0001", "")), 201);

        assertThat(made.path("status").asString()).isEqualTo("pending");
        assertThat(made.path("taskId").asString()).hasSize(36);
    }

    @Test
    void theSameRequestAgainIsTheSameReservation() {
        station.answering("ReserveNow", ACCEPTED);
        Rest once = owner.with("Idempotency-Key", UUID.randomUUID().toString());

        JsonNode first = json(once.post(RESERVATIONS, body("DEMO0001", "")), 201);
        JsonNode second = json(once.post(RESERVATIONS, body("DEMO0001", "")), 201);

        assertThat(second).isEqualTo(first);
        assertThat(json(owner.get(RESERVATIONS + "?stationId={id}", id), 200).path("items")).hasSize(1);
    }

    @Test
    void anAbsentStationCannotKeepAPlace() {
        station.close();
        await().untilAsserted(() -> assertThat(json(owner.get(STATION, id), 200).path("online").asBoolean()).isFalse());

        assertThat(problem(owner.post(RESERVATIONS, body("DEMO0001", "")), 503)).isEqualTo("charger_offline");

        await().untilAsserted(() -> assertThat(only().path("status").asString()).isEqualTo("rejected"));
        assertThat(only().path("reason").asString()).isEqualTo("The station is not connected.");
    }

    @Test
    void cancellingAsksTheStation() {
        JsonNode made = reserved("DEMO0001", "");
        station.answering("CancelReservation", ACCEPTED);

        JsonNode task = json(owner.delete(RESERVATIONS + "/{id}", made.path("id").asString()), 200);

        assertThat(task.path("command").asString()).isEqualTo("cancel-reservation");
        station.nextCall();
        assertThat(station.nextCall()).endsWith("\"CancelReservation\",{\"reservationId\":" + made.path("reservationId").asInt() + "}]");
        assertThat(only().path("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void aRawReservationIsMirrored() {
        station.answering("ReserveNow", ACCEPTED).answering("CancelReservation", ACCEPTED);

        json(owner.post(STATION + "/ocpp/ReserveNow",
                "{'reservationId':77,'connectorId':0,'idTag':'DEMO0002','expiryDate':'" + soon + "'}", id), 200);

        JsonNode mirrored = only();
        assertThat(mirrored.path("reservationId").asInt()).isEqualTo(77);
        assertThat(mirrored.path("evse").asInt()).isZero();
        assertThat(mirrored.path("idTag").asString()).isEqualTo("DEMO0002");
        assertThat(mirrored.path("status").asString()).isEqualTo("accepted");
        json(owner.post(STATION + "/ocpp/CancelReservation", "{'reservationId':77}", id), 200);
        assertThat(only().path("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void aStartWithItsTagUsesIt() {
        reserved("DEMO0001", "");

        start(1, "DEMO0001");

        JsonNode used = only();
        assertThat(used.path("status").asString()).isEqualTo("used");
        JsonNode transactions = json(owner.get("/api/v1/transactions?stationId={id}", id), 200).path("items");
        assertThat(used.path("transactionId")).isEqualTo(transactions.path(0).path("id"));
        assertThat(events()).contains("reservation.changed");
    }

    @Test
    void aStartWithATagOfTheGroupUsesItAndOthersDoNot() {
        reserved("DEMO0001", ",'parentIdTag':'DEMO0001'");

        start(1, "DEMO-BLOCKED");
        assertThat(only().path("status").asString()).isEqualTo("accepted");
        start(2, "DEMO0002");
        assertThat(only().path("status").asString()).isEqualTo("accepted");
        start(1, "DEMO0002");

        assertThat(only().path("status").asString()).isEqualTo("used");
    }

    @Test
    void theStationKnowsBestWhichOneATransactionUses() {
        JsonNode made = reserved("DEMO0001", "");

        station.calls("StartTransaction", "{'connectorId':2,'idTag':'DEMO0002','meterStart':0,'timestamp':'2026-05-01T10:00:00Z',"
                + "'reservationId':" + made.path("reservationId").asInt() + "}");

        assertThat(only().path("status").asString()).isEqualTo("used");
    }

    @Test
    void expiresByTheClock() {
        reserved("DEMO0001", "");

        expireAt(Instant.parse(soon).minusSeconds(1));
        assertThat(only().path("status").asString()).isEqualTo("accepted");
        expireAt(Instant.parse(soon));

        assertThat(only().path("status").asString()).isEqualTo("expired");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(problem(owner.post(RESERVATIONS, body("DEMO0001", "").replace(soon, "2020-01-01T00:00:00Z")), 400))
                .isEqualTo("bad_request");
        assertThat(problem(owner.post(RESERVATIONS, "{'stationId':'" + id + "','expiresAt':'" + soon + "'}"), 400))
                .isEqualTo("bad_request");
        assertThat(problem(owner.post(RESERVATIONS, body("DEMO0001", "").replace(id, "NOBODY")), 404)).isEqualTo("unknown_station");
        assertThat(problem(owner.get(RESERVATIONS + "/{id}", "what"), 404)).isEqualTo("unknown_reservation");
        assertThat(problem(owner.delete(RESERVATIONS + "/{id}", UUID.randomUUID()), 404)).isEqualTo("unknown_reservation");
        JsonNode task = json(owner.post(RESERVATIONS, body("DEMO0001", ",'connectorType':'cCCS2'")), 201);
        assertThat(task.path("status").asString()).isEqualTo("rejected");
        assertThat(task.path("reason").asString()).contains("1.6");
    }

    @Test
    void aDriverReservesAtHisStationsWithHisTagsAndCancelsHisOwn() {
        Rest driver = Rest.as(Rest.DRIVER, port).with("Prefer", "wait=15");
        assertThat(problem(driver.post(RESERVATIONS, body("DEMO0001", "")), 404)).isEqualTo("unknown_station");
        sql("INSERT INTO station_access (account_id, station_id, user_id) SELECT 'demo', '" + id
                + "', user_id FROM app_user WHERE email = 'driver@demo.example'");
        JsonNode others = reserved("DEMO-BLOCKED", "");
        station.answering("CancelReservation", ACCEPTED);

        assertThat(problem(driver.post(RESERVATIONS, body("DEMO-BLOCKED", "")), 403)).isEqualTo("forbidden");
        assertThat(problem(driver.get(RESERVATIONS + "/{id}", others.path("id").asString()), 404)).isEqualTo("unknown_reservation");
        assertThat(problem(driver.delete(RESERVATIONS + "/{id}", others.path("id").asString()), 404)).isEqualTo("unknown_reservation");
        JsonNode made = json(driver.post(RESERVATIONS, body("DEMO0001", "")), 201);
        assertThat(made.path("status").asString()).isEqualTo("accepted");
        assertThat(json(driver.get(RESERVATIONS + "?stationId={id}", id), 200).path("items")).hasSize(1);
        json(driver.delete(RESERVATIONS + "/{id}", made.path("id").asString()), 200);
        assertThat(json(driver.get(RESERVATIONS + "/{id}", made.path("id").asString()), 200).path("status").asString())
                .isEqualTo("cancelled");
    }

    @Test
    void aTwoPointOhStationKeepsATypeOfConnectorAndTellsTheEnd() {
        modern();
        station.answering("ReserveNow", ACCEPTED);

        JsonNode made = json(
                owner.post(RESERVATIONS, "{'stationId':'" + id + "','idTag':'DEMO0001','parentIdTag':'DEMO0002','expiresAt':'" + soon
                        + "','connectorType':'cCCS2'}"),
                201);

        assertThat(station.nextCall()).endsWith("\"ReserveNow\",{\"id\":" + made.path("reservationId").asInt() + ",\"expiryDateTime\":\""
                + soon.replace("Z", ".000Z") + "\",\"idToken\":{\"idToken\":\"DEMO0001\",\"type\":\"Central\"},\"connectorType\":\"cCCS2\","
                + "\"groupIdToken\":{\"idToken\":\"DEMO0002\",\"type\":\"Central\"}}]");
        assertThat(made.path("status").asString()).isEqualTo("accepted");
        tells(made, "Removed");
        assertThat(only().path("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void aTwoPointOhStationKeepsAnEvse() {
        modern();
        JsonNode made = reserved("DEMO0001", "");

        assertThat(station.nextCall()).contains("\"evseId\":1}]");
        station.calls("TransactionEvent", "{'eventType':'Started','timestamp':'" + Instant.now(Clock.systemUTC())
                + "','triggerReason':'Authorized','seqNo':0,'evse':{'id':1,'connectorId':1},'transactionInfo':{'transactionId':'T-1'},"
                + "'idToken':{'idToken':'DEMO0001','type':'Central'}}");

        assertThat(json(owner.get(RESERVATIONS + "/{id}", made.path("id").asString()), 200).path("status").asString()).isEqualTo("used");
        tells(made, "Expired");
        assertThat(only().path("status").asString()).isEqualTo("used");
    }

    private void modern() {
        speaks("ocpp2.0.1").calls("BootNotification", "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
    }

    private void tells(JsonNode reservation, String status) {
        int number = reservation.path("reservationId").asInt();
        assertThat(station.calls("ReservationStatusUpdate", "{'reservationId':" + number + ",'reservationUpdateStatus':'" + status + "'}"))
                .isEmpty();
    }

    private JsonNode reserved(String tag, String more) {
        station.answering("ReserveNow", ACCEPTED);
        JsonNode made = json(owner.post(RESERVATIONS, body(tag, more)), 201);
        assertThat(made.path("status").asString()).isEqualTo("accepted");
        return made;
    }

    private String body(String tag, String more) {
        return "{'stationId':'" + id + "','evse':1,'idTag':'" + tag + "','expiresAt':'" + soon + "'" + more + "}";
    }

    private void start(int connector, String tag) {
        station.calls("StartTransaction", "{'connectorId':" + connector + ",'idTag':'" + tag + "','meterStart':0,'timestamp':'"
                + Instant.now(Clock.systemUTC()) + "'}");
    }

    private void expireAt(Instant now) {
        new ReservationExpiry(database, facts, Clock.fixed(now, ZoneOffset.UTC)).expireDue().toFuture().join();
    }

    private JsonNode only() {
        JsonNode items = json(owner.get(RESERVATIONS + "?stationId={id}", id), 200).path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    private String events() { return json(owner.get(STATION + "/events", id), 200).toString(); }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
