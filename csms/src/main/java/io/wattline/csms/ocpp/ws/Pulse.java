package io.wattline.csms.ocpp.ws;

import io.wattline.csms.ocpp.Uptime;
import io.wattline.csms.ocpp.rpc.OcppProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One timer for all connections: it looks at each once a second. At shutdown it ends them before the web server waits for them. */
@Component
class Pulse implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Links links;
    private final long tickMillis;
    private final Disposable.Swap timer = Disposables.swap();
    private volatile boolean running;

    Pulse(Links links, OcppProperties settings) {
        this.links = links;
        tickMillis = Math.max(1, Math.min(LONGEST_TICK.toMillis(), settings.pongTimeout().toMillis() / 2));
    }

    @Override
    public void start() {
        running = true;
        timer.update(Schedulers.single().schedulePeriodically(this::beat, tickMillis, tickMillis, TimeUnit.MILLISECONDS));
    }

    /** True once the node takes no more stations. */
    @Override
    public boolean isRunning() { return running; }

    @Override
    public void stop() { stop(() -> {}); }

    @Override
    public void stop(Runnable callback) {
        running = false;
        timer.update(Disposables.disposed());
        var leaving = List.copyOf(links.connections());
        var ended = leaving.stream().map(Connection::ended).toList();
        Waves.of(leaving).doOnNext(Pulse::sendAway).then(Mono.when(ended)).timeout(FAREWELL).onErrorComplete()
                .doFinally(_ -> callback.run()).subscribe();
    }

    private static void sendAway(List<Connection> wave) {
        wave.forEach(connection -> connection.close(CloseStatus.GOING_AWAY, "the server restarts"));
    }

    private void beat() {
        long now = Uptime.millis();
        for (Connection connection : links.connections()) {
            try {
                connection.pulse(now);
            } catch (RuntimeException e) { // one connection must not stop the pulse of all others
                LOG.atWarn().addKeyValue("station", connection.principal().station()).setCause(e).log("a connection could not be checked");
            }
        }
    }
}
