package io.wattline.csms.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Stores what others gather, without ever slowing them: what comes first is stored at once, or after a moment together with what comes
 * meanwhile; what comes while that is stored and within the pause after it together. The program ends once everything that waited is stored.
 */
public abstract class BackgroundWriter implements SmartLifecycle {
    private final Duration moment;
    private final Duration pause;
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicReference<@Nullable Runnable> whenIdle = new AtomicReference<>();
    private volatile Sinks.Empty<Void> hurry = Sinks.empty();
    private volatile boolean stopping;
    private volatile boolean running;

    protected BackgroundWriter(Duration pause) { this(Duration.ZERO, pause); }

    /** {@code moment}: for how long to gather before storing; {@code pause}: for how long to do nothing afterwards. */
    protected BackgroundWriter(Duration moment, Duration pause) {
        this.moment = moment;
        this.pause = pause;
    }

    protected abstract boolean isEmpty();

    /** Stores what waits; never fails. */
    protected abstract Mono<Void> store();

    /** To be called after something was gathered; returns at once. */
    protected final void wake() {
        if (!isEmpty() && writing.compareAndSet(false, true)) write();
    }

    /** Ends the wait that is under way, if there is one. */
    protected final void hurry() { hurry.tryEmitEmpty(); }

    private void write() {
        Mono.defer(() -> await(moment)).then(Mono.defer(this::store)).then(Mono.defer(() -> await(pause))).repeat(() -> !isEmpty())
                .subscribeOn(Schedulers.parallel()).doFinally(_ -> rest()).subscribe();
    }

    private Mono<Void> await(Duration time) {
        Sinks.Empty<Void> cut = Sinks.empty();
        hurry = cut;
        return stopping || time.isZero() ? Mono.empty() : Mono.firstWithSignal(cut.asMono(), Mono.delay(time).then());
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
    public void start() {
        stopping = false;
        running = true;
    }

    @Override
    public void stop(Runnable stored) {
        running = false;
        stopping = true;
        whenIdle.set(stored);
        hurry();
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
