package io.wattline.csms.conformance;

import static io.wattline.csms.Rest.json;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.Rest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The operator of one station: what he asks for and what he sees of it, in REST. */
final class Operator {
    private static final Map<Integer, Rest> SIGNED_IN = new ConcurrentHashMap<>();
    private static final AtomicInteger TAGS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration OFTEN = Duration.ofMillis(20);

    final Rest rest;
    private final String station;

    Operator(int port, String station) {
        this.rest = SIGNED_IN.computeIfAbsent(port, each -> Rest.as(Rest.OWNER, each));
        this.station = station;
    }

    /** A new tag with these members besides its id, and its id. */
    String tag(String members) {
        String idTag = "TC%06d".formatted(TAGS.incrementAndGet());
        String others = members.substring(1, members.length() - 1);
        json(rest.post("/api/v1/tags", "{'idTag':'" + idTag + "'" + (others.isBlank() ? "" : "," + others) + "}"), 201);
        return idTag;
    }

    /** Nobody asks for its variables unless a scenario says so. */
    void leavesAloneAfterBoot() {
        json(rest.patch(path("/variables/policy"), "{'reportAfterBoot':'never'}"), 200);
    }

    void changesTag(String idTag, String members) { json(rest.patch("/api/v1/tags/" + idTag, members), 200); }

    /** Gives a named command. */
    Task commands(String name, String body) {
        return new Task(json(rest.post(path("/commands/" + name), body), 202));
    }

    /** Sends an OCPP payload as it is. */
    Task calls(String action, String payload) {
        return new Task(json(rest.post(path("/ocpp/" + action), payload), 202));
    }

    JsonNode changesStation(String members) { return json(rest.patch(path(""), members), 200); }

    void changesAccount(String members) { json(rest.patch("/api/v1/accounts/demo", members), 200); }

    void seesStation(String expected) { sees(() -> json(rest.get(path("")), 200), expected); }

    void seesConnector(int evse, String expected) {
        sees(() -> find(json(rest.get(path("")), 200).path("connectors"), "{'evse':" + evse + "}"), expected);
    }

    /** The station's newest transaction. */
    void seesTransaction(String expected) { sees(() -> transactions().path(0), expected); }

    /** One of the station's transactions. */
    void seesTransactionLike(String expected) {
        sees(() -> find(transactions(), expected), expected);
    }

    void seesTransactions(int count) { sees(() -> json(rest.get("/api/v1/transactions?stationId=" + station), 200), items(count)); }

    String transactionId() { return transactions().path(0).path("id").asString(); }

    /** One of the station's meter values. */
    void seesMeterValue(String expected) {
        sees(() -> find(items("/meter-values"), expected), expected);
    }

    /** One of the facts in the station's history. */
    void seesEvent(String expected) {
        sees(() -> find(items("/events?limit=200"), expected), expected);
    }

    /** One of the station's states in the history. */
    void seesStatus(String expected) {
        sees(() -> find(items("/status-history"), expected), expected);
    }

    /** One of the station's tolerated deviations. */
    void seesDeviation(String expected) {
        sees(() -> find(items("/deviations"), expected), expected);
    }

    /** One of the station's frames. */
    void seesFrameLike(String query, String expected) {
        sees(() -> find(items("/frames?" + query), expected), expected);
    }

    /** The station's newest work with a file. */
    void seesJob(String expected) { sees(() -> items("/jobs").path(0), expected); }

    /** The station's reservation with this number. */
    void seesReservation(int number, String expected) {
        sees(() -> json(rest.get("/api/v1/reservations?stationId=" + station + "&reservationId=" + number), 200).path("items").path(0),
                expected);
    }

    /** What the station holds of charging profiles, in the order of their places. */
    void seesProfiles(String... expected) {
        seesAt("/charging-profiles", "{'items':[" + String.join(",", expected) + "]}");
    }

    /** What the station makes of all its profiles in one place. */
    void seesComposite(int evse, String expected) {
        sees(() -> find(items("/composite-schedules"), "{'evse':" + evse + "}"), expected);
    }

    /** Something that is valid at the station. */
    void seesNotice(String kind, String expected) {
        seesAt("/notices?kind=" + kind, "{'items':[" + expected + "]}");
    }

    void seesNoNotice(String kind) { seesAt("/notices?kind=" + kind, "{'items':[]}"); }

    /** The station told of its security once, so and with this weight. */
    void seesSecurityEvent(String event, boolean critical) {
        seesEvent("{'type':'security.event','at':'2026-05-01T10:00:00Z','data':{'event':'" + event + "','critical':" + critical + "}}");
        seesNotice("security-event", "{'key':'" + event + "','data':{'critical':" + critical + "}}");
    }

    /** What is known of whether the station can do an action. */
    void seesAbility(String action, String expected) {
        sees(() -> find(items("/capabilities"), "{'action':'" + action + "'}"), expected);
    }

    /** A variable of the device model, or a configuration key of 1.6, has this value. */
    void seesVariable(String name, String value) {
        seesAt("/variables?variable=" + name, "{'items':[{'variable':'" + name + "','attributes':[{'value':'" + value + "'}]}]}");
    }

    /** A frame with this action went over the station's wire. */
    void seesFrame(String action) {
        sees(() -> items("/frames?limit=1&action=" + action), "['*']");
    }

    /** Anything of the station: a path below it. */
    void seesAt(String below, String expected) {
        sees(() -> json(rest.get(path(below)), 200), expected);
    }

    /** Waits until something contains what is expected. */
    static void sees(Supplier<JsonNode> something, String expected) {
        await().pollDelay(Duration.ZERO).pollInterval(OFTEN).atMost(PATIENCE).untilAsserted(() -> Expected.in(something.get(), expected));
    }

    private JsonNode transactions() { return json(rest.get("/api/v1/transactions?stationId=" + station), 200).path("items"); }

    private JsonNode items(String below) { return json(rest.get(path(below)), 200).path("items"); }

    private String path(String below) { return "/api/v1/stations/" + station + below; }

    private static String items(int count) { return "{'items':[" + "'*',".repeat(count).replaceAll(",$", "") + "]}"; }

    /** The element that contains this, or else all of them, for the message. */
    private static JsonNode find(JsonNode elements, String expected) {
        for (JsonNode element : elements) if (Expected.isIn(element, expected)) return element;
        return elements;
    }

    /** What came of something he asked for. */
    final class Task {
        private final String id;

        private Task(JsonNode task) { id = task.path("id").asString(); }

        /** Waits until the task has at least these members. */
        void becomes(String expected) { sees(this::now, expected); }

        /** Waits until the station has answered so. */
        void isAnswered(String result) {
            becomes("{'stage':'answered','result':'" + result + "'}");
        }

        /** Waits until the station has shown that it did what it agreed to. */
        void isEffective() {
            becomes("{'stage':'effective','result':'Accepted'}");
        }

        private JsonNode now() { return json(rest.get("/api/v1/tasks/" + id), 200); }
    }
}
