package io.wattline.csms.tag;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What stations of both families are told of tags: swiped at a reader, answered over the wire. */
@CsmsTest
class TagRulesTest {
    private final String mark = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    private final String here = "TR-" + mark + "-A";
    private final String there = "TR-" + mark + "-B";
    private final List<ConnectedStation> connected = new ArrayList<>();
    private final Instant now = Clock.systemUTC().instant();

    @LocalServerPort
    private int port;

    private Rest owner;
    private ConnectedStation old;
    private ConnectedStation modern;

    @BeforeEach
    void connect() {
        owner = Rest.as(Rest.OWNER, port);
        old = connects(here, "ocpp1.6");
        modern = connects(there, "ocpp2.0.1");
    }

    @AfterEach
    void disconnect() { connected.forEach(ConnectedStation::close); }

    @Test
    void aTagChargesOnlyAtItsStations() {
        String tag = tag("ONE", "'onlyAt':{'stationIds':['" + here + "']}");

        assertThat(authorize(tag)).isEqualTo("Accepted");
        assertThat(start(old, 1, tag)).isEqualTo("Accepted");
        assertThat(authorize2(tag, "ISO14443")).isEqualTo("NotAtThisLocation");
        assertThat(start2("x" + mark, tag)).isEqualTo("NotAtThisLocation");

        change(tag, "'onlyAt':{'stationIds':['" + there + "']}");

        assertThat(authorize(tag)).as("1.6 has no word for places").isEqualTo("Blocked");
        assertThat(start(old, 2, tag)).isEqualTo("Blocked");
        assertThat(authorize2(tag, "ISO14443")).isEqualTo("Accepted");

        change(tag, "'onlyAt':null");

        assertThat(authorize(tag)).isEqualTo("Accepted");
    }

    @Test
    void aTagOfASiteGoesWhereItsStationsAre() {
        String site = json(owner.post("/api/v1/sites", "{'name':'Site " + mark + "','stationIds':['" + there + "']}"), 201).get("id")
                .asString();
        String tag = tag("SITE", "'onlyAt':{'siteIds':['" + site + "']}");
        String child = tag("CHILD", "'parentIdTag':'" + tag + "'");

        assertThat(authorize(child)).as("not at its parent's site").isEqualTo("Blocked");
        assertThat(authorize2(child, "ISO14443")).isEqualTo("Accepted");

        json(owner.patch("/api/v1/stations/{id}", "{'siteId':'" + site + "'}", here), 200);
        assertThat(authorize(child)).isEqualTo("Accepted");

        owner.delete("/api/v1/sites/{id}", site).expectStatus().isNoContent();
        assertThat(authorize(tag)).as("nowhere, when its last place is gone").isEqualTo("Blocked");
        assertThat(json(owner.get("/api/v1/tags/{tag}", tag), 200).at("/onlyAt/siteIds")).isEmpty();
        assertThat(json(owner.get("/api/v1/stations/{id}", here), 200).get("siteId").isNull()).isTrue();
    }

    @Test
    void whoStartedMayStopWhereverItIs() {
        String tag = tag("STOP", "'onlyAt':{'stationIds':['" + here + "']}");
        String number = old.calls("StartTransaction", startOf(1, tag)).get("transactionId").asString();
        change(tag, "'onlyAt':{}");

        JsonNode stopped = old.calls("StopTransaction",
                "{'transactionId':" + number + ",'idTag':'" + tag + "','meterStop':1,'timestamp':'" + now + "'}");

        assertThat(stopped.at("/idTagInfo/status").asString()).isEqualTo("Accepted");
    }

    @Test
    void blockAndExpiryComeFromAnyAncestor() {
        String root = tag("ROOT", "");
        String middle = tag("MID", "'parentIdTag':'" + root + "'");
        String leaf = tag("LEAF", "'parentIdTag':'" + middle + "','expiresAt':'2999-01-01T00:00:00Z'");

        change(root, "'expiresAt':'" + now.plus(Duration.ofDays(1)) + "'");
        JsonNode info = old.calls("Authorize", "{'idTag':'" + leaf + "'}").get("idTagInfo");
        assertThat(Instant.parse(info.get("expiryDate").asString())).isBefore(now.plus(Duration.ofDays(2)));
        assertThat(info.get("parentIdTag").asString()).isEqualTo(root);

        change(root, "'expiresAt':'2020-01-01T00:00:00Z'");
        assertThat(authorize(leaf)).isEqualTo("Expired");
        assertThat(start2("e" + mark, leaf)).isEqualTo("Expired");

        change(root, "'blocked':true");
        assertThat(start(old, 1, leaf)).isEqualTo("Blocked");
        assertThat(authorize2(leaf, "ISO14443")).isEqualTo("Blocked");
        JsonNode shown = json(owner.get("/api/v1/tags/{tag}", leaf), 200);
        assertThat(shown.get("status").asString()).isEqualTo("Blocked");
        assertThat(shown.get("blocked").asBoolean()).isFalse();
        assertThat(shown.get("validUntil").asString()).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void aTagChargesSoManyTimesAtOnceAndNoMore() {
        String tag = tag("MANY", "'maxTransactions':2");

        assertThat(start(old, 1, tag)).isEqualTo("Accepted");
        assertThat(start2("m" + mark, tag)).isEqualTo("Accepted");
        assertThat(start(old, 2, tag)).isEqualTo("ConcurrentTx");
        assertThat(start(old, 1, tag)).as("the first one told again").isEqualTo("Accepted");
        assertThat(authorize(tag)).as("which is about starts only").isEqualTo("Accepted");
    }

    @Test
    void aPoolIsCountedAsOne() {
        String pool = tag("POOL", "'maxPoolTransactions':2");
        String team = tag("TEAM", "'parentIdTag':'" + pool + "'");
        String first = tag("P1", "'parentIdTag':'" + team + "'");
        String second = tag("P2", "'parentIdTag':'" + pool + "'");
        String third = tag("P3", "'parentIdTag':'" + team + "'");

        assertThat(start(old, 1, first)).isEqualTo("Accepted");
        assertThat(start(old, 2, second)).isEqualTo("Accepted");
        assertThat(start2("p" + mark, third)).isEqualTo("ConcurrentTx");

        change(pool, "'maxPoolTransactions':4");
        assertThat(start2("q" + mark, third)).isEqualTo("Accepted");
    }

    @Test
    void aTagIsWhatItIsReadFrom() {
        String tag = tag("TYPE", "'type':'eMAID'");
        String any = tag("ANY", "");

        assertThat(authorize2(tag, "eMAID")).isEqualTo("Accepted");
        assertThat(authorize2(tag, "ISO14443")).isEqualTo("Invalid");
        assertThat(authorize2(any, "KeyCode")).isEqualTo("Accepted");
        assertThat(authorize(tag)).as("1.6 says no type").isEqualTo("Accepted");
        assertThat(problem(owner.post("/api/v1/tags", "{'idTag':'BAD','type':'Banana'}"), 400)).isEqualTo("bad_request");

        modern.answering("RequestStartTransaction", "{'status':'Accepted'}");
        json(owner.post("/api/v1/stations/{id}/commands/remote-start", "{'idTag':'" + tag + "','evse':1}", there), 202);
        assertThat(modern.nextCallOf("RequestStartTransaction")).contains("\"idToken\":{\"idToken\":\"" + tag + "\",\"type\":\"eMAID\"}");
    }

    @Test
    void aGroupIsNamedByItsRootWithTheTypeOfThat() {
        String root = tag("GR", "'type':'KeyCode'");
        String leaf = tag("GL", "'parentIdTag':'" + tag("GM", "'parentIdTag':'" + root + "'") + "'");

        JsonNode info = modern.calls("Authorize", "{" + token(leaf, "ISO14443") + "}").get("idTokenInfo");

        assertThat(info.at("/groupIdToken/idToken").asString()).isEqualTo(root);
        assertThat(info.at("/groupIdToken/type").asString()).isEqualTo("KeyCode");
    }

    private String tag(String name, String members) {
        String tag = name + mark;
        json(owner.post("/api/v1/tags", "{'idTag':'" + tag + "'" + (members.isEmpty() ? "" : "," + members) + "}"), 201);
        return tag;
    }

    private void change(String tag, String members) { json(owner.patch("/api/v1/tags/{tag}", "{" + members + "}", tag), 200); }

    private ConnectedStation connects(String id, String version) {
        var station = new ConnectedStation(port, id, version);
        connected.add(station);
        return station;
    }

    private String authorize(String tag) { return old.calls("Authorize", "{'idTag':'" + tag + "'}").at("/idTagInfo/status").asString(); }

    private String authorize2(String tag, String type) {
        return modern.calls("Authorize", "{" + token(tag, type) + "}").at("/idTokenInfo/status").asString();
    }

    private String start(ConnectedStation station, int connector, String tag) {
        return station.calls("StartTransaction", startOf(connector, tag)).at("/idTagInfo/status").asString();
    }

    private String startOf(int connector, String tag) {
        return "{'connectorId':" + connector + ",'idTag':'" + tag + "','meterStart':0,'timestamp':'" + now + "'}";
    }

    private String start2(String transaction, String tag) {
        return modern.calls("TransactionEvent", "{'eventType':'Started','timestamp':'" + now
                + "','triggerReason':'Authorized','seqNo':0,'transactionInfo':{'transactionId':'" + transaction
                + "'},'evse':{'id':1,'connectorId':1}," + token(tag, "ISO14443") + "}").at("/idTokenInfo/status").asString();
    }

    private static String token(String tag, String type) { return "'idToken':{'idToken':'" + tag + "','type':'" + type + "'}"; }
}
