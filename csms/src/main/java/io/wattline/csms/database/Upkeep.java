package io.wattline.csms.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Work that is done every now and then as long as the program runs. A round that fails is told in the log, and the next one comes all the same. */
public abstract class Upkeep implements SmartLifecycle {
    private final Duration first;
    private final Duration every;
    private @Nullable Disposable rounds;

    /** {@code first}: when the first round is, after the start. */
    protected Upkeep(Duration first, Duration every) {
        this.first = first;
        this.every = every;
    }

    protected abstract Mono<?> round();

    @Override
    public synchronized void start() {
        rounds = Flux.interval(first, every).onBackpressureDrop()
                .concatMap(_ -> Mono.defer(this::round).then().onErrorResume(this::report)).subscribe();
    }

    @Override
    public synchronized void stop() {
        if (rounds != null) rounds.dispose();
        rounds = null;
    }

    @Override
    public synchronized boolean isRunning() { return rounds != null; }

    /** Before requests are served. */
    @Override
    public int getPhase() { return 0; }

    private Mono<Void> report(Throwable failure) {
        Logger log = LoggerFactory.getLogger(getClass());
        log.atError().addKeyValue("nextTry", DurationFormatterUtils.print(every, DurationFormat.Style.COMPOSITE)).setCause(failure)
                .log("upkeep failed");
        return Mono.empty();
    }
}
