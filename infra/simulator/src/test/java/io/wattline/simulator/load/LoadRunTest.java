package io.wattline.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattline.simulator.rpc.Frame;
import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.station.CentralSystem;
import io.wattline.simulator.station.ScriptedServer;
import io.wattline.simulator.station.Version;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class LoadRunTest {
    private static final int STATIONS = 20;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private boolean clean;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Version.class)
    void everyStationChargesAndTheLedgerHoldsWhatWasAcknowledged(Version version) throws Exception {
        var csms = new CentralSystem(version, () -> Instant.EPOCH);
        try (var server = new ScriptedServer(csms)) {
            run(server.base(), version, "connect:rate=1000", "meter:rate=200,time=500ms", "end:rate=1000");
        }

        List<JsonNode> ledger = Files.readAllLines(folder.resolve("ledger")).stream().map(Json.MAPPER::readTree).toList();
        assertThat(csms.violations).isEmpty();
        assertThat(clean).isTrue();
        assertThat(csms.payloads("BootNotification")).hasSize(STATIONS);
        assertThat(ledger).filteredOn(line -> line.path("kind").asString().equals("started")).hasSize(STATIONS);
        assertThat(ledger).filteredOn(line -> line.path("kind").asString().equals("sampled")).hasSize(100);
        assertThat(ledger).filteredOn(line -> line.path("kind").asString().equals("ended")).hasSize(STATIONS)
                .allSatisfy(line -> assertThat(line.path("transaction").asString()).isNotEqualTo("0"));
    }

    @Test
    void everyPhaseHasFigures() throws Exception {
        List<Figures> figures;
        try (var floor = new Floor(0, Clock.systemUTC())) {
            figures = run(floor.stations(), Version.V16, "connect:rate=1000", "idle:time=10ms", "heartbeat:rate=500,time=200ms",
                    "meter:rate=500,time=200ms,warm=100ms", "session:time=200ms", "storm");
        }

        assertThat(clean).isTrue();
        assertThat(figures).extracting(Figures::phase).containsExactly("connect", "idle", "heartbeat", "meter", "session", "storm");
        assertThat(figures).extracting(Figures::stations).containsOnly(STATIONS);
        assertThat(figures).filteredOn(each -> !each.phase().equals("idle")).allSatisfy(each -> {
            assertThat(each.messages()).isPositive();
            assertThat(each.max()).isPositive().isGreaterThanOrEqualTo(each.p50());
        });
        assertThat(figures.get(2).messages()).isEqualTo(100);
        assertThat(figures.get(4).messages()).isEqualTo(8 * figures.get(4).jobs());
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("heartbeat").doesNotContain("NaN", "Infinity");
    }

    @Test
    void aStallCountsAgainstEveryMessageThatWasDueInIt() throws Exception {
        var csms = new CentralSystem(Version.V16, () -> Instant.EPOCH);
        var count = new AtomicInteger();
        var waiting = new CountDownLatch(1);
        csms.when("Heartbeat", call -> {
            if (count.incrementAndGet() == 10) await(waiting, Duration.ofMillis(600));
            return new Frame.CallResult(call.id(), Json.object());
        });
        List<Figures> figures;
        try (var server = new ScriptedServer(csms)) {
            figures = run(server.base(), Version.V16, "connect:rate=1000", "heartbeat:rate=100,time=1s");
        }

        assertThat(figures.getLast().messages()).isEqualTo(100);
        assertThat(figures.getLast().max()).isGreaterThan(500);
        assertThat(figures.getLast().p50()).as("half of the second's messages were due while nothing was answered").isGreaterThan(20);
    }

    @Test
    void repeatsWhatABrokenConnectionLeftOpen() throws Exception {
        var csms = new CentralSystem(Version.V16, () -> Instant.EPOCH);
        var count = new AtomicInteger();
        try (var server = new ScriptedServer(csms)) {
            csms.when("StopTransaction", call -> {
                if (count.incrementAndGet() > 1) return new Frame.CallResult(call.id(), Json.object());
                server.hangUp();
                return null;
            });
            run(server.base(), 1, Version.V16, "connect:rate=1000", "meter:rate=10,time=100ms", "end:rate=1000");
        }

        assertThat(clean).isTrue();
        List<JsonNode> stops = csms.payloads("StopTransaction");
        assertThat(stops).hasSize(2);
        assertThat(stops.getLast()).isEqualTo(stops.getFirst());
    }

    @Test
    void saysSoWhenAMessageWasRefused() throws Exception {
        var csms = new CentralSystem(Version.V16, () -> Instant.EPOCH);
        var count = new AtomicInteger();
        csms.when("MeterValues", call -> count.incrementAndGet() == 7
                ? new Frame.CallError(call.id(), "InternalError", "no")
                : new Frame.CallResult(call.id(), Json.object()));
        try (var server = new ScriptedServer(csms)) {
            run(server.base(), Version.V16, "connect:rate=1000", "meter:rate=200,time=100ms");
        }

        assertThat(clean).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("SAMPLE refused").contains("InternalError");
    }

    @Test
    void readsTheCpuTimeOfAProcess() {
        assertThat(ProcessCpu.micros(Long.MAX_VALUE)).isZero();
        if (Files.exists(Path.of("/proc/self/stat"))) assertThat(ProcessCpu.ownMicros()).isPositive();
    }

    @Test
    void refusesPhasesThatItDoesNotUnderstandInASentence() {
        assertThatThrownBy(() -> PhaseSpec.parse("sing")).hasMessageContaining("no phase is called sing");
        assertThatThrownBy(() -> PhaseSpec.parse("meter:speed=3")).hasMessageContaining("not speed=3");
    }

    private static void await(CountDownLatch never, Duration time) {
        try {
            never.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Figures> run(URI base, Version version, String... phases) throws Exception { return run(base, STATIONS, version, phases); }

    private List<Figures> run(URI base, int stations, Version version, String... phases) throws Exception {
        var plan = new LoadPlan(base, stations, List.of(version), List.of(), List.of("TAG1"), null, 1, Duration.ofSeconds(10),
                folder.resolve("ledger"));
        try (var run = new LoadRun(plan, new Server.Given(base, 0, 0), new PrintStream(printed, true, StandardCharsets.UTF_8),
                Clock.systemUTC())) {
            List<Figures> figures = run.perform(Stream.of(phases).map(PhaseSpec::parse).toList());
            clean = run.isClean();
            return figures;
        }
    }
}
