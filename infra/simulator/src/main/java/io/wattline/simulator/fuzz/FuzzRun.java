package io.wattline.simulator.fuzz;

import io.wattline.simulator.rpc.Network;
import io.wattline.simulator.station.Version;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** Sends wrong frames over many connections, and prints what became of them. */
public final class FuzzRun {
    private static final int THREADS = 2;
    private static final List<Version> VERSIONS = List.of(Version.values());
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final FuzzPlan plan;
    private final PrintStream out;
    private final Findings findings = new Findings();
    private final Map<Version, Specimens> specimens = new EnumMap<>(Version.class);
    private final long startedAt = System.nanoTime();

    public FuzzRun(FuzzPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
        for (Version version : VERSIONS) specimens.put(version, Specimens.of(version));
    }

    /** True when every frame got what it deserved. */
    public boolean run() {
        out.printf(Locale.ROOT, "%d frames over %d connections, seed %d%n", plan.frames(), plan.connections(), plan.seed());
        tellProgress();
        Disposable progress = Schedulers.parallel().schedulePeriodically(this::tellProgress, BETWEEN_LINES.toMillis(),
                BETWEEN_LINES.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        try (var network = new Network(THREADS)) {
            CompletableFuture.allOf(IntStream.range(0, plan.connections()).mapToObj(index -> station(network, index).run())
                    .toArray(CompletableFuture[]::new)).join();
        } finally {
            progress.dispose();
        }
        tellProgress();
        findings.print(out);
        return findings.isClean();
    }

    private FuzzStation station(Network network, int index) {
        Version version = VERSIONS.get(index % VERSIONS.size());
        var address = Network.address(plan.base(), plan.stationId(index), plan.account());
        var random = new SplittableRandom(plan.seed() + index);
        return new FuzzStation(specimens.get(version), new Mutator(specimens.get(version), random), plan.share(index),
                events -> network.dialRaw(address, version.subprotocol(), events), findings, plan.patience());
    }

    private void tellProgress() {
        var memory = new StringBuilder();
        plan.pids().forEach(
                pid -> memory.append(String.format(Locale.ROOT, ", process %d resident %d MB", pid, Memory.residentMegabytes(pid))));
        out.printf(Locale.ROOT, "%6.1f s: %d sent%s%n", (System.nanoTime() - startedAt) / 1e9, findings.sent.sum(), memory);
    }
}
