package io.wattline.csms.command;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** After a restart: nobody will hear the answers that were awaited, and effects are awaited again. Nothing is sent a second time. */
@Component
class Recovery implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final String RESTARTED = "The platform restarted before the station answered.";

    private final TaskRows tasks;
    private final Effects effects;
    private final Clock clock;
    private final Instant startedAt;
    private volatile boolean running;

    Recovery(TaskRows tasks, Effects effects, Clock clock) {
        this.tasks = tasks;
        this.effects = effects;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public void start() {
        running = true;
        recover().subscribe(_ -> {}, failure -> LOG.atError().setCause(failure).log("tasks of the last run not taken up"));
    }

    Mono<Void> recover() {
        return tasks.abandon(startedAt, RESTARTED, clock.instant()).thenMany(tasks.waiting(startedAt)).doOnNext(waiting -> {
            effects.expect(waiting.account(), waiting.task(), waiting.effect());
            effects.agreed(waiting.account(), waiting.task());
        }).then();
    }

    @Override
    public void stop() { running = false; }

    @Override
    public boolean isRunning() { return running; }

    /** Before requests are served. */
    @Override
    public int getPhase() { return 0; }
}
