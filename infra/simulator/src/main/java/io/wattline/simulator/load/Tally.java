package io.wattline.simulator.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What was counted in one phase; latencies in microseconds, from the moment a message was due. */
final class Tally {
    final LongAdder sent = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    /** Answered with a CALLERROR. */
    final LongAdder refused = new LongAdder();
    /** Answered, but the tag or the station was not accepted. */
    final LongAdder notAccepted = new LongAdder();
    /** No answer in time; the message is repeated then and may still be acknowledged. */
    final LongAdder timeouts = new LongAdder();
    /** Connections that could not be made or were lost; they are made anew. */
    final LongAdder closes = new LongAdder();
    /** Whole jobs: turns, connections, sessions. */
    final LongAdder jobs = new LongAdder();
    private final Histogram latency = new ConcurrentHistogram(TimeUnit.HOURS.toMicros(1), 3);

    void acknowledged(long dueNanos) {
        acknowledged.increment();
        took(dueNanos);
    }

    /** Something that is no message had this moment to be over. */
    void took(long dueNanos) {
        latency.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - dueNanos)));
    }

    double milliseconds(double percentile) { return latency.getTotalCount() == 0 ? 0 : latency.getValueAtPercentile(percentile) / 1000.0; }

    /** Messages that are still without an answer now. */
    long open() { return sent.sum() - acknowledged.sum() - refused.sum(); }

    long errors() { return open() + refused.sum() + notAccepted.sum() + timeouts.sum(); }

    boolean isClean() { return open() == 0 && refused.sum() == 0 && notAccepted.sum() == 0; }
}
