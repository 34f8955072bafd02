package io.wattline.simulator.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One job for many stations, and what was counted of it. Either a known number of turns, or every station again and again until the end
 * ("as fast as it goes").
 */
final class Work {
    final Job job;
    final Tally tally;
    private final int units;
    private final boolean repeats;
    private final long endNanos;
    private final CountDownLatch open;

    private Work(Job job, Tally tally, int units, boolean repeats, long endNanos) {
        this.job = job;
        this.tally = tally;
        this.units = units;
        this.repeats = repeats;
        this.endNanos = endNanos;
        this.open = new CountDownLatch(units);
    }

    static Work turns(Job job, Tally tally, int turns) { return new Work(job, tally, turns, false, 0); }

    static Work untilTime(Job job, Tally tally, int stations, long endNanos) { return new Work(job, tally, stations, true, endNanos); }

    int units() { return units; }

    /** Whether the station that has done it shall do it again; if not, its part of the work is over. */
    boolean again() {
        tally.jobs.increment();
        if (repeats && System.nanoTime() < endNanos) return true;
        open.countDown();
        return false;
    }

    /** False when some were not done in time. */
    boolean await(long nanos) throws InterruptedException {
        return open.await(nanos, TimeUnit.NANOSECONDS);
    }
}
