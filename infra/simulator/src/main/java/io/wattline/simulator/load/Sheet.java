package io.wattline.simulator.load;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The tables a run prints. */
final class Sheet {
    private final PrintStream out;

    Sheet(PrintStream out) { this.out = out; }

    void begin(String who) {
        out.printf("%n%s%n%-10s %7s %8s %7s %9s %7s %6s %9s %8s %8s %8s %8s %9s | us a message %7s %7s %7s | %9s %9s%n", who, "phase",
                "rate",
                "stations", "seconds", "messages", "errors", "closes", "messg./s", "p50 ms", "p95 ms", "p99 ms", "max ms", "jobs/s",
                "server", "database",
                "load", "RSS MB", "heap MB");
    }

    void line(Figures figures) {
        out.printf(Locale.ROOT,
                "%-10s %7.0f %8d %7.1f %9d %7d %6d %9.0f %8.2f %8.2f %8.2f %8.2f %9.1f | %12s %7.1f %8.1f %7.1f | %9.1f %9.1f%n",
                figures.phase(),
                figures.rate(), figures.stations(), figures.seconds(), figures.messages(), figures.errors(), figures.closes(),
                figures.perSecond(),
                figures.p50(), figures.p95(), figures.p99(), figures.max(), figures.jobsPerSecond(), "", figures.serverEach(),
                figures.databaseEach(), figures.ownEach(), figures.residentKb() / 1024.0, figures.liveHeapKb() / 1024.0);
    }

    /** What a whole session costs. */
    void sessions(List<Figures> all) {
        all.stream().filter(figures -> figures.phase().equals("session") && figures.jobs() > 0).forEach(figures -> out.printf(Locale.ROOT,
                "sessions at rate %.0f: %.1f a second, each %.0f us of the server and %.0f us of its database%n", figures.rate(),
                figures.jobsPerSecond(), (double) figures.serverMicros() / figures.jobs(),
                (double) figures.databaseMicros() / figures.jobs()));
    }

    /** What the phases of the one cost, in terms of the other; phases without messages have no ratio. */
    void ratios(List<Figures> floor, List<Figures> server) {
        out.printf("%nratios to the floor%n%-10s %7s %14s %16s %12s%n", "phase", "rate", "server CPU", "with database", "floor us");
        for (Figures figures : server) {
            double base = floor.stream().filter(figures::isOfSamePhase).findFirst().map(Figures::serverEach).orElse(0.0);
            if (base == 0 || figures.messages() == 0) continue;
            out.printf(Locale.ROOT, "%-10s %7.0f %14.2f %16.2f %12.1f%n", figures.phase(), figures.rate(), figures.serverEach() / base,
                    (figures.serverEach() + figures.databaseEach()) / base, base);
        }
    }

    /** Memory per station, between one idle phase and the next with more stations. */
    void memory(List<Figures> all) {
        List<Figures> idle = all.stream().filter(figures -> figures.phase().equals("idle")).toList();
        for (int i = 1; i < idle.size(); i++) {
            int more = idle.get(i).stations() - idle.get(i - 1).stations();
            if (more <= 0) continue;
            out.printf(Locale.ROOT, "from %d to %d stations: %.1f KB resident and %.1f KB of live heap a station%n",
                    idle.get(i - 1).stations(),
                    idle.get(i).stations(), (double) (idle.get(i).residentKb() - idle.get(i - 1).residentKb()) / more,
                    (double) (idle.get(i).liveHeapKb() - idle.get(i - 1).liveHeapKb()) / more);
        }
    }

    void say(String sentence) { out.println(sentence); }
}
