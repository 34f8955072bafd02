package io.wattline.simulator.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * One station's thread of time: what is run here runs in order and one at a time, and "now" is what the scheduler says.
 * After {@link #dispose()} nothing runs any more and requests are silently ignored.
 */
public final class Timeline implements Disposable {
    private static final Duration FINE = Duration.ofDays(1);

    private final Scheduler scheduler;
    private final Scheduler.Worker worker;

    public Timeline(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.worker = scheduler.createWorker();
    }

    public Instant now() { return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS)); }

    /** Runs the task after everything that has been asked for already. */
    public void run(Runnable task) {
        try {
            worker.schedule(task);
        } catch (RejectedExecutionException disposed) {
            // the station is gone; so is its work
        }
    }

    public Disposable after(Duration delay, Runnable task) {
        // nanoseconds, so that nothing runs before its time; a delay of centuries would not fit into them
        boolean fine = delay.compareTo(FINE) < 0;
        try {
            return fine
                    ? worker.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS)
                    : worker.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException disposed) {
            return Disposables.disposed();
        }
    }

    @Override
    public void dispose() { worker.dispose(); }

    @Override
    public boolean isDisposed() { return worker.isDisposed(); }
}
