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
    /** No answer in time; a transaction message is repeated then and may still be acknowledged. */
    final LongAdder timeouts = new LongAdder();
    /** Not answered and never repeated. */
    final LongAdder failed = new LongAdder();
    final LongAdder closes = new LongAdder();
    private final Histogram latency = new ConcurrentHistogram(TimeUnit.HOURS.toMicros(1), 3);

    void acknowledged(long dueNanos) {
        acknowledged.increment();
        latency.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - dueNanos)));
    }

    double milliseconds(double percentile) { return latency.getValueAtPercentile(percentile) / 1000.0; }

    /** Messages that are still without an answer now. */
    long open() {
        return sent.sum() - acknowledged.sum() - refused.sum() - failed.sum();
    }

    boolean isClean() { return open() == 0 && refused.sum() == 0 && failed.sum() == 0 && notAccepted.sum() == 0; }
}
