package io.wattline.csms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wattline.csms.CsmsTest;
import io.wattline.csms.account.Accounts;
import io.wattline.csms.command.CommandRequest.StartCharging;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.ingest.EventPipeline;
import io.wattline.csms.ingest.Report;
import io.wattline.csms.ocpp.OcppActions;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.station.Stations;
import io.wattline.csms.tag.Tags;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
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
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** A connected station, the platform that asks it, and what both may need to be told. */
@CsmsTest
abstract class CommandScene {
    static final AccountId ACCOUNT = new AccountId("commands");
    static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");
    static final Duration LONG = Duration.ofMinutes(10);
    static final Duration SHORT = Duration.ofMillis(50);

    @Autowired
    TaskRows tasks;
    @Autowired
    CommandRows rows;
    @Autowired
    Tags tags;
    @Autowired
    Capabilities capabilities;
    @Autowired
    Stations stations;
    @Autowired
    Accounts accounts;
    @Autowired
    OcppActions actions;
    @Autowired
    EventPipeline pipeline;
    @Autowired
    AllAccountsDatabase database;
    @Autowired
    JsonMapper json;

    final Clock clock = Clock.systemUTC();
    StationId id;
    ConnectorRef connector;
    Caller owner;
    ScriptedStation station;
    Effects effects;
    Commands commands;

    @Autowired
    private ProfileSource profiles;

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
    void platform(Duration patience) {
        var settings = new CommandProperties(patience, patience, LONG, patience, patience);
        var meters = new SimpleMeterRegistry();
        effects = new Effects(tasks, rows, new Reasons(rows, station, tags), settings, clock, meters);
        var delivery = new Delivery(station, tasks, effects, capabilities, settings, json, clock, meters);
        commands = new Commands(stations, new CommandRights(rows, new Payloads(actions, station, rows), profiles, capabilities), tasks,
                delivery,
                List.of(), clock, accounts);
    }

    Dispatched send(CommandRequest request) { return send(owner, request, null); }

    Dispatched send(Caller caller, CommandRequest request, @Nullable String key) { return get(commands.send(caller, id, request, key)); }

    CommandTask accepted(Dispatched dispatched) {
        station.receives("Some", "{}").answers("Accepted");
        return get(dispatched.answered());
    }

    Problem problem(Caller caller, CommandRequest request) { return problem(caller, request, null); }

    Problem problem(Caller caller, CommandRequest request, @Nullable String key) {
        var problem = new AtomicReference<Problem>();
        StepVerifier.create(commands.send(caller, id, request, key)).verifyErrorSatisfies(failure -> problem.set((Problem) failure));
        return problem.get();
    }

    static StartCharging start(String tag) { return new StartCharging(new IdToken(tag), 1, 1); }

    TransactionStarted started(String ref, String tag, @Nullable Integer remoteStartId) {
        return new TransactionStarted(connector, TEN, new TransactionRef(ref), "1|" + ref, new IdToken(tag), BigDecimal.ZERO, remoteStartId,
                null);
    }

    TransactionEnded ended(String ref) {
        return new TransactionEnded(connector, TEN.plusSeconds(60), new TransactionRef(ref), null, null, StopReason.LOCAL);
    }

    void told(StationEvent fact) {
        var report = new Report(ACCOUNT, id, TEN, List.of(fact));
        StepVerifier.create(pipeline.record(report)).verifyComplete();
        effects.onCommit(List.of(new AccountEvent(ACCOUNT, fact, TEN)));
    }

    CommandTask awaitStage(CommandTask task, TaskStage stage) {
        await().untilAsserted(() -> assertThat(stored(task).stage()).isEqualTo(stage));
        return stored(task);
    }

    CommandTask stored(CommandTask task) { return get(tasks.find(ACCOUNT, task.id())); }

    Caller user(Permission... permissions) {
        var user = new UserId(UUID.randomUUID());
        sql("INSERT INTO app_user (account_id, user_id, email, name, password_hash) VALUES ('commands', '" + user + "', '" + user
                + "@example.org', 'U', '-')");
        return new Caller(user, ACCOUNT, Set.of(permissions), user + "@example.org", "U");
    }

    String tagOf(Caller user) {
        String tag = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        sql("INSERT INTO tag (account_id, tag_key, id_tag) VALUES ('commands', '" + tag + "', '" + tag + "')");
        sql("INSERT INTO tag_user VALUES ('commands', '" + tag + "', '" + user.user() + "')");
        return tag;
    }

    void sql(String statement) { StepVerifier.create(database.client().sql(statement).then()).verifyComplete(); }

    static <T> T get(Mono<T> mono) {
        var value = new AtomicReference<T>();
        StepVerifier.create(mono).consumeNextWith(value::set).verifyComplete();
        return value.get();
    }
}
