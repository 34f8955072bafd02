package io.wattline.simulator.load;

import io.wattline.simulator.rpc.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one phase showed.
 *
 * @param stations that were connected at its end
 * @param jobs turns, connections or sessions that were done; messages are acknowledged CALLs
 * @param errors messages refused, not accepted, late or never answered
 * @param ownMicros CPU time of the load itself, as the others in microseconds over the whole phase
 * @param residentKb of the server; {@code liveHeapKb} is 0 where it was not measured
 */
public record Figures(String phase, int stations, double rate, double seconds, long messages, long jobs, long errors, long closes,
        double p50,
        double p95, double p99, double max, long ownMicros, long serverMicros, long databaseMicros, long residentKb, long liveHeapKb) {
    static Figures of(PhaseSpec phase, int stations, Tally tally, Usage before, Usage after, long residentKb, long liveHeapKb) {
        return new Figures(phase.label(), stations, phase.rate(), (after.nanos() - before.nanos()) / 1e9, tally.acknowledged.sum(),
                tally.jobs.sum(),
                tally.errors(), tally.closes.sum(), tally.milliseconds(50), tally.milliseconds(95), tally.milliseconds(99),
                tally.milliseconds(100), after.own() - before.own(), after.server().since(before.server()),
                after.database().since(before.database()), residentKb, liveHeapKb);
    }

    Figures asSeen(String label, Tally tally) {
        return new Figures(label, stations, rate, seconds, tally.jobs.sum(), 0, 0, 0, tally.milliseconds(50), tally.milliseconds(95),
                tally.milliseconds(99), tally.milliseconds(100), 0, 0, 0, residentKb, 0);
    }

    double perSecond() { return seconds == 0 ? 0 : messages / seconds; }

    double jobsPerSecond() { return seconds == 0 ? 0 : jobs / seconds; }

    boolean isOfSamePhase(Figures other) { return phase.equals(other.phase) && rate == other.rate && stations == other.stations; }

    /** Microseconds of the server per message, or 0. */
    double serverEach() { return each(serverMicros); }

    double databaseEach() { return each(databaseMicros); }

    double ownEach() { return each(ownMicros); }

    private double each(long micros) { return messages == 0 ? 0 : (double) micros / messages; }

    ObjectNode json() {
        ObjectNode node = Json.object("phase", phase, "stations", stations, "messages", messages, "jobs", jobs, "errors", errors, "closes",
                closes, "residentKb", residentKb, "liveHeapKb", liveHeapKb);
        node.put("rate", rate).put("seconds", seconds).put("messagesPerSecond", perSecond()).put("jobsPerSecond", jobsPerSecond());
        node.put("p50Ms", p50).put("p95Ms", p95).put("p99Ms", p99).put("maxMs", max);
        node.put("serverMicros", serverMicros).put("databaseMicros", databaseMicros).put("loadMicros", ownMicros);
        return node.put("serverMicrosPerMessage", serverEach()).put("databaseMicrosPerMessage", databaseEach())
                .put("loadMicrosPerMessage", ownEach());
    }
}
