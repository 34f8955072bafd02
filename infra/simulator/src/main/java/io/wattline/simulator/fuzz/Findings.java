package io.wattline.simulator.fuzz;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of the frames of a run, and a few examples of what should not have. */
final class Findings {
    private static final int MOST_EXAMPLES = 20;

    final LongAdder sent = new LongAdder();
    /** Every CALL whose id can be read must be answered; these were not. */
    final LongAdder unanswered = new LongAdder();
    /** CALLERRORs InternalError: the server failed where the frame was at fault. */
    final LongAdder internal = new LongAdder();
    final LongAdder closedAsAllowed = new LongAdder();
    final LongAdder closedAgainstTheSpecification = new LongAdder();
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();

    void count(Mutation mutation, String outcome) {
        outcomes.computeIfAbsent("%-16s %s".formatted(mutation, outcome), _ -> new LongAdder()).increment();
    }

    void example(String what) { if (examples.size() < MOST_EXAMPLES) examples.add(what); }

    boolean isClean() { return unanswered.sum() == 0 && internal.sum() == 0 && closedAgainstTheSpecification.sum() == 0; }

    void print(PrintStream out) {
        outcomes.forEach((what, count) -> out.printf(Locale.ROOT, "%-60s %10d%n", what, count.sum()));
        out.printf(Locale.ROOT, "sent %d, unanswered %d, internal errors %d, closed as allowed %d, closed against the specification %d%n",
                sent.sum(),
                unanswered.sum(), internal.sum(), closedAsAllowed.sum(), closedAgainstTheSpecification.sum());
        examples.forEach(example -> out.println("  " + example));
        out.println(isClean() ? "every frame got what it deserved" : "NOT every frame got what it deserved");
    }
}
