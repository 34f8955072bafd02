package io.wattline.mobile;

import static io.wattline.mobile.MobileUnderTest.someDriver;
import static io.wattline.mobile.ScriptedCsms.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.RejectedSetupException;
import io.wattline.mobile.MobileUnderTest.Transport;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.MediaType;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.security.rsocket.metadata.BearerTokenMetadata;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class RSocketRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String STATIONS = "{'items':[{'id':'CP1','name':'Garage','connectors':[{'evse':1,'powerKw':7.4}]}],'next':null}";
    private static final String TASK = "{'id':'task-1','stationId':'CP1','command':'remote-start','stage':'answered','result':'Accepted'}";
    private static MobileUnderTest mobile;
    private static ScriptedCsms csms;

    private final String token = ScriptedCsms.token(someDriver(), Duration.ofMinutes(15));

    @BeforeAll
    static void start() {
        mobile = new MobileUnderTest();
        csms = mobile.csms;
    }

    @AfterAll
    static void stop() { mobile.close(); }

    @AfterEach
    void reset() { mobile.reset(); }

    private StepVerifier.FirstStep<String> asking(RSocketRequester phone, String route, Object payload) {
        return StepVerifier.create(phone.route(route).data(payload).retrieveMono(JsonNode.class).map(JsonNode::toString));
    }

    private StepVerifier.FirstStep<String> asking(String route, Object payload) { return asking(mobile.phone(token), route, payload); }

    @Test
    void listsTheStationsThatCsmsShowsTheDriver() {
        csms.answers("GET /api/v1/stations", 200, STATIONS);

        asking("stations.list", Map.of("limit", 5, "online", true)).expectNext(json(STATIONS)).expectComplete().verify(PATIENCE);

        assertThat(csms.requests).singleElement().satisfies(request -> {
            assertThat(request.authorization()).isEqualTo("Bearer " + token);
            assertThat(request.uri()).startsWith("/api/v1/stations?").contains("limit=5").contains("online=true");
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void speaksCbor(Transport transport) {
        csms.answers("GET /api/v1/stations", 200, STATIONS);

        asking(mobile.phone(transport, MediaType.APPLICATION_CBOR, token), "stations.list", Map.of()).expectNext(json(STATIONS))
                .expectComplete().verify(PATIENCE);
    }

    @Test
    void listsTransactionsAndTellsWhoTheDriverIsAndHowATaskStands() {
        csms.answers("GET /api/v1/transactions", 200, "{'items':[],'next':null}");
        csms.answers("GET /api/v1/me", 200, "{'userId':'u1'}");
        csms.answers("GET /api/v1/tasks/task-1", 200, TASK);

        asking("transactions.list", Map.of("active", true)).expectNext(json("{'items':[],'next':null}")).expectComplete().verify(PATIENCE);
        asking("me.get", Map.of()).expectNext(json("{'userId':'u1'}")).expectComplete().verify(PATIENCE);
        asking("tasks.get", Map.of("id", "task-1")).expectNext(json(TASK)).expectComplete().verify(PATIENCE);
        assertThat(csms.requests.getFirst().uri()).isEqualTo("/api/v1/transactions?active=true");
    }

    @Test
    void listsTheDriversTagsAndReportsOneLost() {
        csms.answers("GET /api/v1/tags", 200, "{'items':[{'idTag':'DEMO0001'}],'next':null}");
        csms.answers("POST /api/v1/tags/DEMO0001/lost", 200, "{'idTag':'DEMO0001','blocked':true}");

        asking("tags.list", Map.of()).expectNext(json("{'items':[{'idTag':'DEMO0001'}],'next':null}")).expectComplete().verify(PATIENCE);
        asking("tags.lost", Map.of("idTag", "DEMO0001")).expectNext(json("{'idTag':'DEMO0001','blocked':true}")).expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void startsChargingWithTheTagOfTheOrderAndAnswersTheTask() {
        csms.answers("POST /api/v1/stations/CP 1/commands/remote-start", 200, TASK);

        asking("charging.start", Map.of("stationId", "CP 1", "evse", 2, "connector", 1, "idTag", "DEMO0001")).expectNext(json(TASK))
                .expectComplete().verify(PATIENCE);

        assertThat(csms.requests).singleElement().satisfies(request -> {
            assertThat(request.body()).isEqualTo(json("{'idTag':'DEMO0001','evse':2,'connector':1}"));
            assertThat(request.prefer()).isEqualTo("wait=30");
        });
    }

    @Test
    void startsChargingWithTheFirstTagOfTheDriver() {
        csms.answers("GET /api/v1/me", 200, "{'idTags':['DEMO0002','DEMO0001']}");
        csms.answers("POST /api/v1/stations/CP1/commands/remote-start", 202, TASK);

        asking("charging.start", Map.of("stationId", "CP1")).expectNext(json(TASK)).expectComplete().verify(PATIENCE);

        assertThat(csms.requests.getLast().body()).isEqualTo(json("{'idTag':'DEMO0002'}"));
    }

    @Test
    void saysThatADriverWithoutATagCannotStart() {
        csms.answers("GET /api/v1/me", 200, "{'idTags':[]}");

        refuses("charging.start", Map.of("stationId", "CP1"), "no_tag: No tag is assigned to you: ask the owner of the stations for one.");
    }

    @Test
    void stopsChargingAtTheStationOfTheTransaction() {
        csms.answers("GET /api/v1/transactions/t1", 200, "{'id':'t1','stationId':'CP1'}");
        csms.answers("POST /api/v1/stations/CP1/commands/remote-stop", 200, TASK);

        asking("charging.stop", Map.of("transactionId", "t1")).expectNext(json(TASK)).expectComplete().verify(PATIENCE);

        assertThat(csms.requests.getLast().body()).isEqualTo(json("{'transactionId':'t1'}"));
    }

    @Test
    void passesOnWhyCsmsRefused() {
        csms.answers("POST /api/v1/stations/CP9/commands/remote-start", 404,
                "{'status':404,'code':'unknown_station','detail':'There is no station CP9.'}");

        refuses("charging.start", Map.of("stationId", "CP9", "idTag", "T"), "unknown_station: There is no station CP9.");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        refuses("charging.start", Map.of("idTag", "T"), "bad_request: The member stationId is missing.");
        refuses("charging.start", Map.of("stationId", "CP1", "evse", "first"), "bad_request: The payload is not what this route expects.");
        refuses("schedules.list", Map.of(), "unknown_route: There is no route \"schedules.list\" for this kind of request.");
    }

    @Test
    void saysWhatIsWrongWithAWatch() throws Exception {
        Viewer viewer = Viewer.of(mobile.phone(token), Map.of("since", "yesterday"));

        assertThat(viewer.ending()).hasMessage("bad_request: The payload is not what this route expects.");
    }

    @Test
    void saysThatThePlatformIsOutOfReach() {
        RSocketRequester phone = mobile.phone(token);
        asking(phone, "me.get", Map.of()).expectErrorMessage("not_found: Nothing there.").verify(PATIENCE);
        csms.stop();

        asking(phone, "me.get", Map.of()).expectErrorMessage("unavailable: The platform cannot be reached at the moment: try again.")
                .verify(PATIENCE);

        csms.start();
    }

    private void refuses(String route, Object payload, String sentence) {
        asking(route, payload).expectErrorSatisfies(
                error -> assertThat(error).isInstanceOf(ApplicationErrorException.class).hasMessage(sentence)).verify(PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void rejectsATokenThatIsNotValid(Transport transport) {
        rejects(mobile.phone(transport, MediaType.APPLICATION_JSON, ScriptedCsms.forgedToken("u")));
        rejects(mobile.phone(transport, MediaType.APPLICATION_JSON, ScriptedCsms.foreignToken("u")));
        rejects(mobile.phone(transport, MediaType.APPLICATION_JSON, ScriptedCsms.token("u", Duration.ofMinutes(-5))));
        rejects(mobile.phone(transport, MediaType.APPLICATION_JSON, "nonsense"));
        rejects(mobile.phoneWithoutToken(transport));
        assertThat(csms.requests).isEmpty();
    }

    private void rejects(RSocketRequester phone) {
        asking(phone, "me.get", Map.of()).expectError(RejectedSetupException.class).verify(PATIENCE);
    }

    @Test
    void takesANewerTokenWithARequest() {
        csms.answers("GET /api/v1/me", 200, "{'userId':'u1'}");
        String newer = ScriptedCsms.token(someDriver(), Duration.ofMinutes(15));

        StepVerifier.create(mobile.phone(token).route("me.get").metadata(new BearerTokenMetadata(newer), MobileUnderTest.TOKEN)
                .retrieveMono(JsonNode.class)).expectNextCount(1).expectComplete().verify(PATIENCE);

        assertThat(csms.requests.getFirst().authorization()).isEqualTo("Bearer " + newer);
    }
}
