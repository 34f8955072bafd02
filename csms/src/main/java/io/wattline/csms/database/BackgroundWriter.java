package io.wattline.csms.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Stores what others gather, without ever slowing them: what comes while nothing is written is stored at once, what comes within the
 * pause after it together. The program ends once everything that waited is stored.
 */
public abstract class BackgroundWriter implements SmartLifecycle {
    private final Duration pause;
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicReference<@Nullable Runnable> whenIdle = new AtomicReference<>();
    private volatile boolean running;

    protected BackgroundWriter(Duration pause) { this.pause = pause; }

    protected abstract boolean isEmpty();

    /** Stores what waits; never fails. */
    protected abstract Mono<Void> store();

    /** To be called after something was gathered; returns at once. */
    protected final void wake() {
        if (!isEmpty() && writing.compareAndSet(false, true)) write();
    }

    private void write() {
        Mono.defer(this::store).then(Mono.delay(pause)).repeat(() -> !isEmpty()).subscribeOn(Schedulers.parallel()).doFinally(_ -> rest())
                .subscribe();
    }

    private void rest() {
        writing.set(false);
        wake();
        if (!writing.get()) tellIdle();
    }

    private void tellIdle() {
        Runnable listener = whenIdle.getAndSet(null);
        if (listener != null) listener.run();
    }

    @Override
    public void start() { running = true; }

    @Override
    public void stop(Runnable stored) {
        running = false;
        whenIdle.set(stored);
        if (!writing.get()) tellIdle();
    }

    @Override
    public void stop() { stop(() -> {}); }

    @Override
    public boolean isRunning() { return running; }

    /** After the stations are gone. */
    @Override
    public int getPhase() { return 0; }
}
