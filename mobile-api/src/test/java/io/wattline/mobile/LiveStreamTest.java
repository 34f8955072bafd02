package io.wattline.mobile;

import static io.wattline.mobile.MobileUnderTest.someDriver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rsocket.exceptions.ApplicationErrorException;
import io.wattline.mobile.MobileUnderTest.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

class LiveStreamTest {
    private static final Map<String, ?> EVERYTHING = Map.of();
    private static final Duration VALID = Duration.ofMinutes(15);

    private static MobileUnderTest mobile;
    private static ScriptedCsms csms;

    private final String driver = someDriver();
    private final String token = ScriptedCsms.token(driver, VALID);

    @BeforeAll
    static void start() {
        mobile = new MobileUnderTest();
        csms = mobile.csms;
    }

    @AfterAll
    static void stop() { mobile.close(); }

    @BeforeEach
    void twoConnectorsAreCharging() {
        csms.changes("CP1", 101, 7.4);
        csms.changes("CP2", 102, 11);
    }

    @AfterEach
    void reset() { mobile.reset(); }

    static Stream<Arguments> phones() {
        return Stream.of(Transport.values())
                .flatMap(transport -> Stream.of("application/json", "application/cbor").map(type -> Arguments.of(transport, type)));
    }

    @ParameterizedTest
    @MethodSource("phones")
    void tellsASnapshotAndThenChanges(Transport transport, String type) throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(transport, MimeType.valueOf(type), token), EVERYTHING);

        assertThat(viewer.nextInShort()).isEqualTo("snapshot 101 CP1 7.4");
        assertThat(viewer.nextInShort()).isEqualTo("snapshot 102 CP2 11.0");
        csms.changes("CP1", 103, 6.9);
        assertThat(viewer.next().toString()).isEqualTo(ScriptedCsms.json("{'kind':'change','sequence':103,'stationId':'CP1','evse':1,"
                + "'connector':1,'online':true,'status':'Occupied','reportedStatus':'Charging','powerKw':6.9,'energyKwh':1.5,"
                + "'socPercent':null,'charging':true,'transactionId':'t1','at':'2026-01-01T10:00:00Z'}"));
    }

    @Test
    void needsNoPayload() throws Exception {
        Viewer viewer = new Viewer(Long.MAX_VALUE);

        mobile.phone(token).route("connectors.live").retrieveFlux(tools.jackson.databind.JsonNode.class).subscribe(viewer);

        assertThat(viewer.nextInShort()).startsWith("snapshot 101");
    }

    @Test
    void tellsOfTheStationsAskedForAndNoOthers() throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(token), Map.of("stations", List.of("CP2")));
        assertThat(viewer.nextInShort()).isEqualTo("snapshot 102 CP2 11.0");

        csms.changes("CP1", 103, 1);
        csms.changes("CP2", 104, 2);

        assertThat(viewer.nextInShort()).isEqualTo("change 104 CP2 2.0");
    }

    @Test
    void tellsExactlyWhatWasMissedAfterACut() throws Exception {
        RSocketRequester phone = mobile.phone(token);
        Viewer.of(phone, EVERYTHING).sees(102);
        phone.dispose();
        await().until(() -> csms.openStreams() == 0);
        csms.changes("CP1", 103, 1);
        csms.changes("CP1", 104, 2);
        csms.changes("CP2", 105, 3);

        Viewer returned = Viewer.of(mobile.phone(token), Map.of("since", 102));

        assertThat(returned.nextInShort()).isEqualTo("change 103 CP1 1.0");
        assertThat(returned.nextInShort()).isEqualTo("change 104 CP1 2.0");
        assertThat(returned.nextInShort()).isEqualTo("change 105 CP2 3.0");
        csms.changes("CP2", 106, 4);
        assertThat(returned.nextInShort()).isEqualTo("change 106 CP2 4.0");
    }

    @Test
    void tellsWhatWasMissedFromItsOwnRingWhileAnotherPhoneOfTheDriverLooksOn() throws Exception {
        Viewer other = Viewer.of(mobile.phone(token), EVERYTHING);
        other.sees(102);
        csms.changes("CP1", 103, 1);
        csms.changes("CP1", 104, 2);
        other.sees(104);

        Viewer returned = Viewer.of(mobile.phone(token), Map.of("since", 102));

        assertThat(returned.nextInShort()).isEqualTo("change 103 CP1 1.0");
        assertThat(returned.nextInShort()).isEqualTo("change 104 CP1 2.0");
        assertThat(csms.liveRequests).hasSize(1);
    }

    @Test
    void asksCsmsWhenTheRingDoesNotReachBack() throws Exception {
        Viewer other = Viewer.of(mobile.phone(token), EVERYTHING);
        other.sees(102);

        Viewer returned = Viewer.of(mobile.phone(token), Map.of("since", 100));

        assertThat(returned.nextInShort()).isEqualTo("change 101 CP1 7.4");
        assertThat(returned.nextInShort()).isEqualTo("change 102 CP2 11.0");
        csms.changes("CP1", 103, 1);
        assertThat(other.nextInShort()).isEqualTo("change 103 CP1 1.0");
        assertThat(csms.liveRequests).hasSize(2).last().extracting(ScriptedCsms.Request::uri).isEqualTo("/api/v1/live?since=100");
    }

    @Test
    void tellsASnapshotToAPhoneThatWasAwayForTooLong() throws Exception {
        csms.oldestKept = 102;

        Viewer returned = Viewer.of(mobile.phone(token), Map.of("since", 5));

        assertThat(returned.nextInShort()).isEqualTo("snapshot 101 CP1 7.4");
        assertThat(returned.nextInShort()).isEqualTo("snapshot 102 CP2 11.0");
    }

    @Test
    void tellsASnapshotToASecondPhoneAlthoughTheFirstOnlyAskedForWhatItMissed() throws Exception {
        Viewer first = Viewer.of(mobile.phone(token), Map.of("since", 101));
        assertThat(first.nextInShort()).isEqualTo("change 102 CP2 11.0");

        Viewer second = Viewer.of(mobile.phone(token), EVERYTHING);

        assertThat(second.nextInShort()).isEqualTo("snapshot 101 CP1 7.4");
        assertThat(second.nextInShort()).isEqualTo("snapshot 102 CP2 11.0");
    }

    @Test
    void tellsWhereTheStreamStandsWhenThereIsNothingToSee() throws Exception {
        csms.reset();

        Viewer viewer = Viewer.of(mobile.phone(token), EVERYTHING);

        assertThat(viewer.next().toString()).isEqualTo("{\"kind\":\"snapshot\",\"sequence\":7}");
    }

    @Test
    void keepsOnlyTheLatestOfEachConnectorForASlowPhone() throws Exception {
        Viewer slow = Viewer.taking(2, mobile.phone(token), EVERYTHING);
        slow.sees(102);
        Viewer fast = Viewer.of(mobile.phone(token), EVERYTHING);
        for (long sequence = 103; sequence < 600; sequence++) csms.changes("CP1", sequence, 1);
        csms.changes("CP2", 600, 2);
        csms.changes("CP1", 601, 3);
        fast.sees(601);
        assertThat(slow.unread()).isEmpty();

        slow.request(1);
        assertThat(slow.nextInShort()).isEqualTo("change 600 CP2 2.0");
        slow.request(5);
        assertThat(slow.nextInShort()).isEqualTo("change 601 CP1 3.0");
        csms.changes("CP2", 602, 4);

        assertThat(slow.nextInShort()).isEqualTo("change 602 CP2 4.0");
    }

    @Test
    void survivesARestartOfCsms() throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(token), EVERYTHING);
        viewer.sees(102);
        csms.changes("CP1", 103, 1);
        viewer.sees(103);

        csms.stop();
        csms.changes("CP1", 104, 2);
        csms.start();

        assertThat(viewer.nextInShort()).isEqualTo("change 104 CP1 2.0");
        csms.changes("CP2", 105, 3);
        assertThat(viewer.nextInShort()).isEqualTo("change 105 CP2 3.0");
        assertThat(csms.liveRequests.getLast().uri()).isEqualTo("/api/v1/live?since=103");
    }

    @Test
    void tellsOnlyWhatDiffersWhenCsmsComesBackWithASnapshot() throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(token), EVERYTHING);
        viewer.sees(102);

        csms.dropStreams();
        csms.changes("CP2", 103, 5);

        assertThat(viewer.nextInShort()).isEqualTo("snapshot 103 CP2 5.0");
        assertThat(viewer.unread()).isEmpty();
    }

    @Test
    void asksForWhatCameSinceAWholeSnapshot() throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(token), EVERYTHING);
        viewer.sees(102);

        csms.keepAlive();
        csms.dropStreams();
        csms.changes("CP2", 103, 5);

        assertThat(viewer.nextInShort()).isEqualTo("change 103 CP2 5.0");
        assertThat(csms.liveRequests.getLast().uri()).isEqualTo("/api/v1/live?since=102");
    }

    @Test
    void sharesOneStreamOfCsmsAmongThePhonesOfADriverAndClosesItWithTheLast() throws Exception {
        RSocketRequester first = mobile.phone(token);
        RSocketRequester second = mobile.phone(Transport.TCP, MimeTypeUtils.APPLICATION_JSON, token);
        Viewer.of(first, EVERYTHING).sees(102);
        Viewer onSecond = Viewer.of(second, EVERYTHING);
        onSecond.sees(102);
        assertThat(csms.openStreams()).isEqualTo(1);

        first.dispose();
        csms.changes("CP1", 103, 1);
        onSecond.sees(103);
        assertThat(csms.openStreams()).isEqualTo(1);
        second.dispose();

        await().until(() -> csms.openStreams() == 0);
    }

    @Test
    void asksWithTheTokenOfTheDriverSoThatNobodySeesAnothersStations() throws Exception {
        String other = ScriptedCsms.token(someDriver(), VALID);

        Viewer.of(mobile.phone(token), EVERYTHING).sees(102);
        Viewer.of(mobile.phone(other), EVERYTHING).sees(102);

        assertThat(csms.liveRequests).extracting(ScriptedCsms.Request::authorization).containsExactly("Bearer " + token,
                "Bearer " + other);
    }

    @Test
    void endsWhenCsmsNoLongerAcceptsTheToken() throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(token), EVERYTHING);
        viewer.sees(102);

        csms.liveStatus = 401;
        csms.dropStreams();

        assertThat(viewer.ending()).isInstanceOf(ApplicationErrorException.class).hasMessageStartingWith("unauthorized: ")
                .hasMessageContaining("sign in again");
    }

    @Test
    void endsWhenTheTokenExpires() throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(ScriptedCsms.token(driver, Duration.ofSeconds(3))), EVERYTHING);
        viewer.sees(102);

        assertThat(viewer.ending()).hasMessageStartingWith("unauthorized: ");
        await().until(() -> csms.openStreams() == 0);
    }

    @Test
    void goesOnWithTheNewerTokenOfTheDriver() throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(ScriptedCsms.token(driver, Duration.ofSeconds(3))), EVERYTHING);
        viewer.sees(102);
        Viewer.of(mobile.phone(token), EVERYTHING).sees(102);
        csms.changes("CP1", 103, 1);

        await().until(() -> csms.liveRequests.size() == 2);
        csms.changes("CP1", 104, 2);

        viewer.sees(104);
        assertThat(csms.liveRequests.getLast().authorization()).isEqualTo("Bearer " + token);
    }
}
