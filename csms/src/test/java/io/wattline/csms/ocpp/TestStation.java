package io.wattline.csms.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wattline.csms.ocpp.Admission.Admitted;
import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import io.wattline.csms.ocpp.rpc.FrameCodec;
import io.wattline.csms.ocpp.rpc.OcppProperties;
import io.wattline.csms.ocpp.rpc.OcppProperties.Attempts;
import io.wattline.csms.ocpp.rpc.OcppProperties.Messages;
import io.wattline.csms.ocpp.rpc.RpcMetrics;
import io.wattline.csms.ocpp.rpc.SchemaValidator;
import io.wattline.csms.ocpp.rpc.StationSession;
import io.wattline.csms.ocpp.rpc.StationSessions;
import io.wattline.csms.ocpp.rpc.Transport;
import io.wattline.csms.ocpp.rpc.WireFamily;
import io.wattline.csms.ocpp.wire.StationHabits;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.StationCommand;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/** A station that speaks raw frames, single quotes for double ones, to a session and an {@link InMemoryCentralSystem}. It is 2026-01-01T10:00:00Z. */
public final class TestStation {
    public static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    public static final StationId ID = new StationId("CP1");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final SchemaValidator SCHEMAS = new SchemaValidator();

    public final InMemoryCentralSystem central = new InMemoryCentralSystem();
    public final List<FrameSeen> seen = new CopyOnWriteArrayList<>();
    public final List<CommandProgress> progress = new CopyOnWriteArrayList<>();
    public final List<Deviation> deviations = new CopyOnWriteArrayList<>();
    private final StationObserver observer = new StationObserver() {
        @Override
        public void deviated(StationPrincipal station, Deviation deviation) { deviations.add(deviation); }

        @Override
        public void toldTime(StationPrincipal station, String action, Instant told, Instant received) {
            skews.add(Duration.between(received, told));
        }
    };
    /** How far ahead of ours its clock was, each time it told the time. */
    public final List<Duration> skews = new CopyOnWriteArrayList<>();
    private final StationSession session;
    private final Sinks.Many<String> texts = Sinks.many().unicast().onBackpressureBuffer();
    private final List<String> received = new ArrayList<>();
    private int read;

    /** Of which nothing is known: tolerated. */
    public TestStation(OcppVersion version, BiFunction<CentralSystem, Clock, WireFamily> family) {
        this(version, family, BootStatus.ACCEPTED);
    }

    /** One with these manners. */
    public TestStation(OcppVersion version, BiFunction<CentralSystem, Clock, WireFamily> family, Manners manners) {
        this(version, family, BootStatus.ACCEPTED);
        central.manners = manners;
    }

    /** A station whose boots are answered that way. */
    public TestStation(OcppVersion version, BiFunction<CentralSystem, Clock, WireFamily> family, BootStatus standing) {
        central.answerBoots(standing);
        var settings = new OcppProperties(Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(25), Duration.ofSeconds(5),
                Duration.ofMinutes(15), DataSize.ofMegabytes(1), 100, new Messages(0, 0, 1), new Attempts(0, 1));
        var sessions = new StationSessions(central, List.of(family.apply(central, CLOCK)), SCHEMAS,
                new StationHabits(SCHEMAS, List.of(observer)),
                List.of(observer), new RpcMetrics(new SimpleMeterRegistry()), List.of((_, frame) -> seen.add(frame)), CLOCK, settings,
                (_, _) -> 0);
        session = sessions.open(
                new Admitted(new StationPrincipal(new AccountId("demo"), ID, version, "127.0.0.1", () -> central.manners), standing),
                transport());
        session.serve(texts.asFlux()).subscribe();
    }

    private Transport transport() {
        return new Transport() {
            @Override
            public void send(String text) { received.add(text); }

            @Override
            public void giveUp(String why) { disconnects(); }
        };
    }

    public TestStation sends(String frame) {
        texts.tryEmitNext(frame.replace('\'', '"')).orThrow();
        return this;
    }

    /** The next frame it receives. */
    public TestStation answers(String frame) { return receives(frame); }

    public TestStation receives(String frame) {
        assertThat(tree(next())).isEqualTo(tree(frame.replace('\'', '"')));
        return this;
    }

    public TestStation receivesNothing() {
        assertThat(received.subList(read, received.size())).isEmpty();
        return this;
    }

    /** Nothing, or in OCPP 2.1 that its answer could not be read. */
    public TestStation receivesOnlyResultErrors(OcppVersion version) {
        while (version == OcppVersion.V2_1 && read < received.size()) assertThat(next()).startsWith("[5,");
        return receivesNothing();
    }

    /** The newest frame it received. */
    public String last() { return received.getLast(); }

    public String next() {
        assertThat(received).as("frames sent to the station").hasSizeGreaterThan(read);
        return received.get(read++);
    }

    /** Asks it; what becomes of that is in {@link #progress}. */
    public TestStation isAsked(StationCommand command) {
        session.send(command).subscribe(progress::add);
        return this;
    }

    /** The CALL it receives, whatever its id. */
    public TestStation isCalled(String action, String payload) {
        JsonNode call = tree(next());
        assertThat(call.path(0).intValue()).isEqualTo(2);
        assertThat(call.path(2).stringValue()).isEqualTo(action);
        assertThat(call.path(3).toString()).isEqualTo(payload.replace('\'', '"'));
        return this;
    }

    /** Answers the last CALL it received: {@code [3,$id,{…}]}. */
    public TestStation replies(String frame) {
        return sends(frame.replace("$id", "'" + tree(received.get(read - 1)).path(1).stringValue() + "'"));
    }

    /** The id of the last CALL it received. */
    public String lastCallId() { return tree(received.get(read - 1)).path(1).stringValue(); }

    public void disconnects() { session.close("the connection ended"); }

    public List<StationEvent> told() { return central.facts; }

    /** The one fact of this kind that it told. */
    public <F extends StationEvent> F only(Class<F> kind) {
        List<F> found = told().stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** What was tolerated of it, and where: {@code text-for-number /connectorId}. */
    public List<String> tolerated() {
        return deviations.stream().map(each -> each.kind() + " " + each.pointer()).toList();
    }

    public static JsonNode tree(String json) { return FrameCodec.mapper().readTree(json); }
}
