package io.wattline.csms.tag;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Tokens as stations write them: padded, cut, in another case. */
@CsmsTest
class TokenQuirksTest {
    private final String mark = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    private final String id = "TQ-" + mark;
    private final List<ConnectedStation> connected = new ArrayList<>();

    @LocalServerPort
    private int port;

    private Rest owner;
    private ConnectedStation station;

    @BeforeEach
    void connect() {
        owner = Rest.as(Rest.OWNER, port);
        station = connects(id, "ocpp1.6");
    }

    @AfterEach
    void disconnect() { connected.forEach(ConnectedStation::close); }

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s  ", "%s\\u0000\\u0000\\u0000\\u0000",
            "%s\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000"})
    void paddingIsNoPartOfAToken(String padded) {
        tag("PAD" + mark);
        String written = padded.formatted("pad" + mark.toLowerCase(Locale.ROOT));

        assertThat(authorize(written)).isEqualTo("Accepted");
        assertThat(start(written)).isEqualTo("Accepted");

        assertThat(storedTag()).isEqualToIgnoringCase("PAD" + mark);
    }

    @Test
    void aTokenThatWasCutMeansTheOnlyTagThatBeginsSo() {
        String tag = "LONG" + mark + "0123456789ABCDEF";
        tag(tag);
        String cut = tag.substring(0, 20);

        assertThat(authorize(cut)).isEqualTo("Accepted");
        assertThat(start(cut)).isEqualTo("Accepted");

        assertThat(storedTag()).isEqualTo(tag);
        assertThat(stop(cut)).isEqualTo("Accepted");
        await().untilAsserted(() -> assertThat(deviation("token-cut").path("count").asInt()).isEqualTo(3));
        assertThat(deviation("token-cut").path("example").asString()).isEqualTo(cut);
    }

    @Test
    void aTokenThatCouldBeTwoTagsIsNeither() {
        tag("TWO" + mark + "0123456789A");
        tag("TWO" + mark + "0123456789B");
        String cut = "TWO" + mark + "012345678";
        assertThat(cut).hasSize(20);
        String whole = "TWO" + mark + "0123456789";

        assertThat(authorize(cut)).isEqualTo("Invalid");
        assertThat(authorize(whole.substring(0, 19))).as("no cut one").isEqualTo("Invalid");

        tag(cut);
        assertThat(authorize(cut)).as("a tag of its own").isEqualTo("Accepted");
        assertThat(deviation("token-cut").isMissingNode()).isTrue();
    }

    @Test
    void aStationThatKnowsWholeTokensCutsNone() {
        String tag = "NEW" + mark + "0123456789ABCDEF";
        tag(tag);
        ConnectedStation modern = connects(id + "-2", "ocpp2.0.1");

        assertThat(authorize2(modern, tag)).isEqualTo("Accepted");
        assertThat(authorize2(modern, tag.substring(0, 20))).isEqualTo("Invalid");
    }

    @Test
    void theNumberOfACarIsATokenOfItsOwn() {
        tag("VID:" + mark);
        tag("F" + mark);

        assertThat(authorize("vid:" + mark.toLowerCase(Locale.ROOT))).isEqualTo("Accepted");
        assertThat(authorize(mark)).isEqualTo("Invalid");
        assertThat(authorize("VID:F" + mark)).isEqualTo("Invalid");
        assertThat(start("VID:" + mark)).isEqualTo("Accepted");
        assertThat(storedTag()).isEqualTo("VID:" + mark);
    }

    @Test
    void anAccountMayTellTokensApartByTheirCase() {
        Rest nordic = Rest.as(Rest.NORDIC, port);
        String foreign = id + "-N";
        json(nordic.post("/api/v1/stations", "{'id':'" + foreign + "'}"), 201);
        ConnectedStation there = connects(foreign + "/nordic", "ocpp1.6");
        assertThat(authorize(there, "nordic01")).isEqualTo("Accepted");
        assertThat(json(nordic.patch("/api/v1/accounts/nordic", "{'exactTags':true}"), 200).path("exactTags").asBoolean()).isTrue();
        try {
            assertThat(authorize(there, "Nordic01")).isEqualTo("Invalid");
            assertThat(authorize(there, " NORDIC01 ")).isEqualTo("Accepted");
        } finally {
            json(nordic.patch("/api/v1/accounts/nordic", "{'exactTags':false}"), 200);
        }
    }

    private void tag(String tag) { json(owner.post("/api/v1/tags", "{'idTag':'" + tag + "'}"), 201); }

    private ConnectedStation connects(String path, String version) {
        var each = new ConnectedStation(port, path, version);
        connected.add(each);
        return each;
    }

    private String authorize(String token) { return authorize(station, token); }

    private static String authorize(ConnectedStation station, String token) {
        return status(station.calls("Authorize", "{'idTag':'" + token + "'}"));
    }

    private static String authorize2(ConnectedStation station, String token) {
        return station.calls("Authorize", "{'idToken':{'idToken':'" + token + "','type':'ISO14443'}}").path("idTokenInfo").path("status")
                .asString();
    }

    private String start(String token) {
        return status(station.calls("StartTransaction",
                "{'connectorId':1,'idTag':'" + token + "','meterStart':0,'timestamp':'" + Clock.systemUTC().instant() + "'}"));
    }

    private String stop(String token) {
        return status(
                station.calls("StopTransaction", "{'transactionId':" + transaction().path("ocppTransactionId").asString() + ",'idTag':'"
                        + token + "','meterStop':1,'timestamp':'" + Clock.systemUTC().instant() + "'}"));
    }

    private static String status(JsonNode answer) { return answer.path("idTagInfo").path("status").asString(); }

    private String storedTag() { return transaction().path("idTag").asString(); }

    private JsonNode transaction() {
        JsonNode items = json(owner.get("/api/v1/transactions?stationId={id}", id), 200).path("items");
        assertThat(items.size()).isEqualTo(1);
        return items.path(0);
    }

    private JsonNode deviation(String kind) {
        return json(owner.get("/api/v1/stations/{id}/deviations", id), 200).path("items").valueStream()
                .filter(each -> each.path("kind").asString().equals(kind)).findFirst().orElse(MissingNode.getInstance());
    }
}
