package io.wattline.simulator.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The table a load run prints: a line per phase, at its end what every process spent per answered message. */
final class Report {
    private final LoadPlan plan;
    private final PrintStream out;
    private long startedAt;
    private List<Long> cpuBefore = List.of();

    Report(LoadPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    void begin() {
        out.printf(Locale.ROOT, "%d stations, a reading every %d ms for %d s%n", plan.stations(), plan.interval().toMillis(),
                plan.duration().toSeconds());
        out.printf("%-8s %9s %9s %7s %7s %7s %6s %9s %9s %9s %9s %9s   %s%n", "phase", "sent", "answered", "refused", "timeout", "failed",
                "closes", "answ./s", "p50 ms", "p95 ms", "p99 ms",
                "max ms", "CPU us/message: self, then each pid");
    }

    void before() {
        startedAt = System.nanoTime();
        cpuBefore = cpu();
    }

    void after(Phase phase, Tally tally) {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        long answered = tally.acknowledged.sum();
        out.printf(Locale.ROOT, "%-8s %9d %9d %7d %7d %7d %6d %9.1f %9.2f %9.2f %9.2f %9.2f   %s%n", phase.name().toLowerCase(Locale.ROOT),
                tally.sent.sum(), answered, tally.refused.sum(),
                tally.timeouts.sum(), tally.failed.sum(), tally.closes.sum(), answered / seconds, tally.milliseconds(50),
                tally.milliseconds(95), tally.milliseconds(99), tally.milliseconds(100), cpuPerMessage(answered));
    }

    /** The last lines; true when every message was acknowledged. */
    boolean end(Collection<Tally> tallies) {
        boolean clean = tallies.stream().allMatch(Tally::isClean);
        out.printf(Locale.ROOT, "never answered: %d, tag or station not accepted: %d%n", tallies.stream().mapToLong(Tally::open).sum(),
                tallies.stream().mapToLong(tally -> tally.notAccepted.sum()).sum());
        out.println(clean ? "every message was acknowledged" : "NOT every message was acknowledged");
        return clean;
    }

    private List<Long> cpu() {
        var micros = new ArrayList<Long>();
        micros.add(ProcessCpu.ownMicros());
        plan.pids().forEach(pid -> micros.add(ProcessCpu.micros(pid)));
        return micros;
    }

    private String cpuPerMessage(long messages) {
        List<Long> now = cpu();
        var text = new StringBuilder();
        for (int i = 0; i < now.size(); i++) {
            double each = messages == 0 ? 0 : (now.get(i) - cpuBefore.get(i)) / (double) messages;
            text.append(String.format(Locale.ROOT, "%8.1f", each));
        }
        return text.toString();
    }
}
