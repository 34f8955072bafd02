package io.wattline.simulator.station;

import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Real threads on which time runs faster by a factor, so that stations on real sockets need not be waited for. */
final class FastScheduler implements Scheduler {
    private final Scheduler real = Schedulers.newParallel("fast", 2, true);
    private final long factor;
    private final long start = real.now(TimeUnit.MILLISECONDS);

    FastScheduler(long factor) { this.factor = factor; }

    @Override
    public long now(TimeUnit unit) {
        long elapsed = real.now(TimeUnit.MILLISECONDS) - start;
        return unit.convert(start + elapsed * factor, TimeUnit.MILLISECONDS);
    }

    @Override
    public Disposable schedule(Runnable task) { return real.schedule(task); }

    @Override
    public Worker createWorker() {
        Worker worker = real.createWorker();
        return new Worker() {
            @Override
            public Disposable schedule(Runnable task) { return worker.schedule(task); }

            @Override
            public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
                return worker.schedule(task, unit.toMicros(delay) / factor, TimeUnit.MICROSECONDS);
            }

            @Override
            public void dispose() { worker.dispose(); }
        };
    }

    @Override
    public void dispose() { real.dispose(); }
}
