package io.wattline.csms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wattline.csms.CsmsTest;
import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.CommandRequest.StartCharging;
import io.wattline.csms.command.CommandRequest.StopCharging;
import io.wattline.csms.command.CommandRequest.StopTransaction;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.ingest.EventPipeline;
import io.wattline.csms.ingest.Report;
import io.wattline.csms.ocpp.OcppActions;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.station.Stations;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand.ChangeAvailability;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.Reset;
import io.wattline.model.event.Booted;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

@CsmsTest
class CommandsTest {
    private static final AccountId ACCOUNT = new AccountId("commands");
    private static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Autowired
    private TaskRows tasks;
    @Autowired
    private CommandRows rows;
    @Autowired
    private CommandRights rights;
    @Autowired
    private Stations stations;
    @Autowired
    private OcppActions actions;
    @Autowired
    private EventPipeline pipeline;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private JsonMapper json;

    private final Clock clock = Clock.systemUTC();
    private StationId id;
    private ConnectorRef connector;
    private Caller owner;
    private ScriptedStation station;
    private Effects effects;
    private Commands commands;

    @BeforeEach
    void aConnectedStation() {
        id = new StationId("C-" + UUID.randomUUID());
        connector = new ConnectorRef(id, 1, 1);
        sql("INSERT INTO account (account_id, name) VALUES ('commands', 'Commands') ON CONFLICT DO NOTHING");
        sql("INSERT INTO station (account_id, station_id, name) VALUES ('commands', '" + id + "', 'C')");
        owner = user(Permission.values());
        station = new ScriptedStation(new StationPrincipal(ACCOUNT, id, OcppVersion.V1_6, "127.0.0.1"));
        platform(LONG);
        told(new StationConnected(id, TEN, OcppVersion.V1_6, "127.0.0.1"));
        told(new StatusChanged(connector, TEN, ConnectorStatus.AVAILABLE, "Available", "NoError", null));
    }

    /** A platform that waits that long for effects. */
    private void platform(Duration patience) {
        var settings = new CommandProperties(patience, patience, LONG, patience);
        var meters = new SimpleMeterRegistry();
        effects = new Effects(tasks, rows, new Reasons(rows, station), clock, meters);
        var delivery = new Delivery(station, tasks, effects, settings, json, clock, meters);
        commands = new Commands(stations, rights, rows, tasks, delivery, station, actions, clock);
    }

    @Test
    void aRemoteStartIsEffectiveWhenItsTransactionStarts() {
        CommandTask task = send(start("TAG1")).task();
        assertThat(task.stage()).isEqualTo(TaskStage.QUEUED);
        assertThat(station.lastAsked(RemoteStart.class).idToken()).isEqualTo(new IdToken("TAG1"));

        station.receives("RemoteStartTransaction", "{\"idTag\":\"TAG1\"}");
        awaitStage(task, TaskStage.SENT);
        station.answers("Accepted");
        assertThat(awaitStage(task, TaskStage.ANSWERED).isFinished()).isFalse();
        told(started("41", "OTHER", null));
        told(started("42", "tag1", null));

        CommandTask done = awaitStage(task, TaskStage.EFFECTIVE);
        assertThat(done.result()).isEqualTo("Accepted");
        assertThat(done.request()).isEqualTo("{\"idTag\":\"TAG1\"}");
        assertThat(done.response()).isEqualTo("{\"status\":\"Accepted\"}");
        assertThat(done.isFinished()).isTrue();
    }

    @Test
    void anEffectToldBeforeTheAnswerIsNotLost() {
        CommandTask task = send(start("TAG2")).task();
        station.receives("RemoteStartTransaction", "{}");
        told(started("43", "TAG2", null));
        awaitStage(task, TaskStage.EFFECTIVE);

        station.answers("Accepted");

        await().untilAsserted(() -> assertThat(stored(task).result()).isEqualTo("Accepted"));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.EFFECTIVE);
        assertThat(stored(task).isFinished()).isTrue();
    }

    @Test
    void aTransactionThatNamesItsRemoteStartIsMatchedByThatNumber() {
        CommandTask task = accepted(send(start("TAG3")));
        int number = station.lastAsked(RemoteStart.class).remoteStartId();

        told(started("tx-1", "TAG3", number == 1 ? 2 : 1));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.ANSWERED);
        told(new TransactionUpdated(connector, TEN, new TransactionRef("tx-1"), null, "Charging", number));

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void oneTransactionIsTheEffectOfOneRemoteStart() {
        CommandTask first = accepted(send(start("TAG4")));
        CommandTask second = accepted(send(start("TAG4")));

        told(started("44", "TAG4", null));

        awaitStage(first, TaskStage.EFFECTIVE);
        assertThat(stored(second).stage()).isEqualTo(TaskStage.ANSWERED);
    }

    @Test
    void saysWhyNothingStarted() {
        platform(SHORT);

        CommandTask task = accepted(send(start("TAG5")));

        assertThat(awaitStage(task, TaskStage.FAILED).error()).isEqualTo(
                "Accepted, but no transaction started within 0 s: the connector is Available, so probably no car was plugged in.");
        told(started("45", "TAG5", null));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.FAILED);
    }

    @Test
    void aRejectedCommandEndsWithItsAnswer() {
        CommandTask task = send(start("TAG6")).task();
        station.receives("RemoteStartTransaction", "{}").answers("Rejected");

        CommandTask done = awaitStage(task, TaskStage.ANSWERED);
        assertThat(done.result()).isEqualTo("Rejected");
        assertThat(done.error()).isEqualTo("The station declined: Rejected.");
        assertThat(done.isFinished()).isTrue();
        told(started("46", "TAG6", null));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.ANSWERED);
    }

    @Test
    void whatTheVersionDoesNotKnowIsUnsupportedAndNeverSent() {
        CommandTask task = send(new Ask(new ClearCache())).task();
        station.answers(new CommandResult.Unsupported("OCPP 1.6 has no such question."), null);

        CommandTask done = awaitStage(task, TaskStage.ANSWERED);
        assertThat(done.result()).isEqualTo("Unsupported");
        assertThat(done.request()).isNull();
        assertThat(done.error()).isEqualTo("OCPP 1.6 has no such question.");
    }

    @Test
    void aSilentStationFailsTheTask() {
        Dispatched dispatched = send(new Ask(new ClearCache()));
        station.receives("ClearCache", "{}");
        station.answers(new CommandResult.Unreachable("No answer within 30 s."), null);

        StepVerifier.create(dispatched.answered()).assertNext(task -> {
            assertThat(task.stage()).isEqualTo(TaskStage.FAILED);
            assertThat(task.result()).isEqualTo("Unreachable");
        }).verifyComplete();
        StepVerifier.create(new TaskAnswer(tasks).to(owner, dispatched, "wait=1")).verifyErrorSatisfies(
                failure -> assertThat(failure).isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
                    assertThat(problem.code()).isEqualTo("charger_timeout");
                    assertThat(problem.members()).containsEntry("taskId", dispatched.task().id());
                }));
    }

    @Test
    void theTaskOfAStationThatIsNotThereFailsAtOnce() {
        station.disconnects();

        CommandTask task = send(start("TAG7")).task();

        assertThat(task.stage()).isEqualTo(TaskStage.FAILED);
        assertThat(task.result()).isEqualTo("Unreachable");
        assertThat(stored(task)).isEqualTo(task);
    }

    @Test
    void aRemoteStopIsEffectiveWhenItsTransactionEnds() {
        told(started("50", "TAG8", null));
        UUID transaction = ChargingTransaction.idOf(ACCOUNT, id, new TransactionRef("50"));

        CommandTask task = accepted(send(new StopCharging(transaction)));
        assertThat(station.lastAsked(RemoteStop.class).transaction()).isEqualTo(new TransactionRef("50"));
        told(ended("49"));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.ANSWERED);
        told(ended("50"));

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void aResetIsEffectiveWhenTheStationBoots() {
        CommandTask task = accepted(send(new Ask(new Reset(false, null))));

        told(new Booted(id, TEN, "V", "M", null, null, null, "{}"));

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void unavailableMeansEveryConnectorAndScheduledMayTakeLong() {
        platform(SHORT);
        told(new StatusChanged(new ConnectorRef(id, 2, 1), TEN, ConnectorStatus.OCCUPIED, "Charging", null, null));
        CommandTask task = send(new Ask(new ChangeAvailability(false, 0, null))).task();
        station.receives("ChangeAvailability", "{}").answers("Scheduled");

        assertThat(awaitStage(task, TaskStage.ANSWERED).deadline()).isAfter(clock.instant().plusSeconds(60));
        told(new StatusChanged(connector, TEN, ConnectorStatus.UNAVAILABLE, "Unavailable", null, null));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.ANSWERED);
        told(new StatusChanged(new ConnectorRef(id, 2, 1), TEN, ConnectorStatus.UNAVAILABLE, "Unavailable", null, null));

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void whatIsAvailableAlreadyIsEffectiveAtOnce() {
        CommandTask task = send(new Ask(new ChangeAvailability(true, 1, null))).task();
        station.receives("ChangeAvailability", "{}").answers("Accepted");

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void afterARestartNobodyAnswersButEffectsAreStillAwaited() {
        CommandTask unanswered = send(new Ask(new ClearCache())).task();
        station.receives("ClearCache", "{}");
        awaitStage(unanswered, TaskStage.SENT);
        CommandTask agreed = accepted(send(start("TAG9")));

        platform(LONG);
        StepVerifier.create(new Recovery(tasks, effects, clock).recover()).verifyComplete();
        told(started("60", "TAG9", null));

        assertThat(stored(unanswered).stage()).isEqualTo(TaskStage.FAILED);
        assertThat(stored(unanswered).error()).isEqualTo("The platform restarted before the station answered.");
        awaitStage(agreed, TaskStage.EFFECTIVE);
        assertThat(station.asked).as("nothing is sent again").hasSize(2);
    }

    @Test
    void aDriverStartsWithHisOwnTagsOnHisOwnStations() {
        Caller driver = user();
        assertThat(problem(driver, start("DRIVER"))).extracting(Problem::code).isEqualTo("unknown_station");

        sql("INSERT INTO station_access VALUES ('commands', '" + id + "', '" + driver.user() + "')");
        String tag = tagOf(driver);
        assertThat(problem(driver, start("NOT-HIS"))).extracting(Problem::code).isEqualTo("forbidden");
        assertThat(problem(driver, new Ask(new ClearCache()))).extracting(Problem::code).isEqualTo("forbidden");
        assertThat(station.asked).isEmpty();

        send(driver, new StartCharging(null, 1, 1), null);
        assertThat(station.lastAsked(RemoteStart.class).idToken()).isEqualTo(new IdToken(tag));
    }

    @Test
    void aDriverStopsWhatHisTagsStartedAndNothingElse() {
        Caller driver = user();
        sql("INSERT INTO station_access VALUES ('commands', '" + id + "', '" + driver.user() + "')");
        String tag = tagOf(driver);
        told(started("70", "SOMEBODY", null));
        told(ended("70"));
        told(started("71", tag, null));

        assertThat(problem(driver, new StopTransaction(new TransactionRef("70")))).extracting(Problem::code).isEqualTo("forbidden");
        assertThat(problem(driver, new StopTransaction(new TransactionRef("72")))).extracting(Problem::code)
                .isEqualTo("unknown_transaction");
        assertThat(problem(driver, new StopCharging(UUID.randomUUID()))).extracting(Problem::code).isEqualTo("unknown_transaction");

        send(driver, new StopTransaction(new TransactionRef("71")), null);
        assertThat(station.lastAsked(RemoteStop.class).transaction()).isEqualTo(new TransactionRef("71"));
    }

    @Test
    void anOwnerWithoutTagsIsAskedForOne() {
        assertThat(problem(owner, new StartCharging(null, null, null)).members()).containsKey("fields");
    }

    @Test
    void theSameKeyIsTheSameTask() {
        Dispatched first = send(owner, new Ask(new ClearCache()), "once");
        Dispatched second = send(owner, new Ask(new ClearCache()), "once");
        send(user(Permission.values()), new Ask(new ClearCache()), "once");
        station.answers("Accepted");

        assertThat(second.task().id()).isEqualTo(first.task().id());
        assertThat(station.asked).as("another user's key is another key").hasSize(2);
        assertThat(problem(owner, new Ask(new Reset(true, null)), "once").code()).isEqualTo("conflict");
    }

    @Test
    void aRawPayloadIsCheckedAndKeptAsItIs() {
        assertThat(problem(owner, new Ask(new RawCall("Fly", "{}"))).code()).isEqualTo("unknown_action");
        assertThat(problem(owner, new Ask(new RawCall("Reset", "{\"type\":\"Sideways\"}"))).code()).isEqualTo("bad_request");
        assertThat(problem(owner, new Ask(new RawCall("Heartbeat", "{}"))).code()).isEqualTo("bad_request");

        send(new Ask(new RawCall("ChangeConfiguration", "{\"value\":\"1\",  \"key\":\"K\"}")));

        assertThat(station.lastAsked(RawCall.class).payload()).isEqualTo("{\"value\":\"1\",  \"key\":\"K\"}");
    }

    private Dispatched send(CommandRequest request) { return send(owner, request, null); }

    private Dispatched send(Caller caller, CommandRequest request, @Nullable String key) {
        return get(commands.send(caller, id, request, key));
    }

    private CommandTask accepted(Dispatched dispatched) {
        station.receives("Some", "{}").answers("Accepted");
        return get(dispatched.answered());
    }

    private Problem problem(Caller caller, CommandRequest request) { return problem(caller, request, null); }

    private Problem problem(Caller caller, CommandRequest request, @Nullable String key) {
        var problem = new AtomicReference<Problem>();
        StepVerifier.create(commands.send(caller, id, request, key)).verifyErrorSatisfies(failure -> problem.set((Problem) failure));
        return problem.get();
    }

    private static StartCharging start(String tag) { return new StartCharging(new IdToken(tag), 1, 1); }

    private TransactionStarted started(String ref, String tag, @Nullable Integer remoteStartId) {
        return new TransactionStarted(connector, TEN, new TransactionRef(ref), "1|" + ref, new IdToken(tag), BigDecimal.ZERO, remoteStartId,
                null);
    }

    private TransactionEnded ended(String ref) {
        return new TransactionEnded(connector, TEN.plusSeconds(60), new TransactionRef(ref), null, null, StopReason.LOCAL);
    }

    private void told(StationEvent fact) {
        var report = new Report(ACCOUNT, id, TEN, List.of(fact));
        StepVerifier.create(pipeline.record(report)).verifyComplete();
        effects.onCommit(List.of(new AccountEvent(ACCOUNT, fact, TEN)));
    }

    private CommandTask awaitStage(CommandTask task, TaskStage stage) {
        await().untilAsserted(() -> assertThat(stored(task).stage()).isEqualTo(stage));
        return stored(task);
    }

    private CommandTask stored(CommandTask task) { return get(tasks.find(ACCOUNT, task.id())); }

    private Caller user(Permission... permissions) {
        var user = new UserId(UUID.randomUUID());
        sql("INSERT INTO app_user (account_id, user_id, email, name, password_hash) VALUES ('commands', '" + user + "', '" + user
                + "@example.org', 'U', '-')");
        return new Caller(user, ACCOUNT, Set.of(permissions), user + "@example.org", "U");
    }

    private String tagOf(Caller user) {
        String tag = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        sql("INSERT INTO tag (account_id, tag_key, id_tag) VALUES ('commands', '" + tag + "', '" + tag + "')");
        sql("INSERT INTO tag_user VALUES ('commands', '" + tag + "', '" + user.user() + "')");
        return tag;
    }

    private void sql(String statement) { StepVerifier.create(database.client().sql(statement).then()).verifyComplete(); }

    private static <T> T get(Mono<T> mono) {
        var value = new AtomicReference<T>();
        StepVerifier.create(mono).consumeNextWith(value::set).verifyComplete();
        return value.get();
    }
}
