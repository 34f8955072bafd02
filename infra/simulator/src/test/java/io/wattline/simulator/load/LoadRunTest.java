package io.wattline.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.simulator.rpc.Frame;
import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.station.CentralSystem;
import io.wattline.simulator.station.ScriptedServer;
import io.wattline.simulator.station.Version;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class LoadRunTest {
    private static final int STATIONS = 20;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"V16", "V201"})
    void everyStationChargesAndTheLedgerHoldsWhatWasAcknowledged(Version version) throws Exception {
        var csms = new CentralSystem(version, () -> Instant.EPOCH);
        boolean clean = run(csms, version);

        String sampled = version == Version.V16 ? "MeterValues" : "TransactionEvent";
        int readings = csms.payloads(sampled).size();
        List<JsonNode> ledger = Files.readAllLines(folder.resolve("ledger")).stream().map(Json.MAPPER::readTree).toList();
        assertThat(clean).isTrue();
        assertThat(csms.violations).isEmpty();
        assertThat(csms.payloads("BootNotification")).hasSize(STATIONS);
        assertThat(ledger).hasSize(version == Version.V16 ? readings + 2 * STATIONS : readings);
        assertThat(ledger).filteredOn(line -> line.path("kind").asString().equals("sampled")).hasSize(STATIONS * 5);
        assertThat(ledger).filteredOn(line -> line.path("kind").asString().equals("ended")).hasSize(STATIONS)
                .allSatisfy(line -> assertThat(line.path("transaction").asString()).isNotEqualTo("0"));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("meter", "every message was acknowledged");
    }

    @Test
    void saysSoWhenAMessageWasRefused() throws Exception {
        var csms = new CentralSystem(Version.V16, () -> Instant.EPOCH);
        var count = new AtomicInteger();
        csms.when("MeterValues", call -> count.incrementAndGet() == 7
                ? new Frame.CallError(call.id(), "InternalError", "no")
                : new Frame.CallResult(call.id(), Json.object()));

        assertThat(run(csms, Version.V16)).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("NOT every message");
    }

    @Test
    void saysSoWhenAMessageWasNeverAnswered() throws Exception {
        var csms = new CentralSystem(Version.V16, () -> Instant.EPOCH);
        csms.when("StopTransaction",
                call -> call.payload().path("transactionId").asInt() == 3 ? null : new Frame.CallResult(call.id(), Json.object()));

        assertThat(run(csms, Version.V16)).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("never answered: 1");
    }

    @Test
    void readsTheCpuTimeOfAProcess() {
        assertThat(ProcessCpu.micros(Long.MAX_VALUE)).isZero();
        if (Files.exists(Path.of("/proc/self/stat"))) assertThat(ProcessCpu.ownMicros()).isPositive();
    }

    private boolean run(CentralSystem csms, Version version) throws Exception {
        try (var server = new ScriptedServer(csms)) {
            var plan = new LoadPlan(server.base(), STATIONS, List.of(version), Duration.ofMillis(200), Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    1000, Duration.ofSeconds(2), "TAG1", null, null, List.of(), folder.resolve("ledger"));
            return new LoadRun(plan, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
        }
    }
}
