package io.wattline.mobile.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.mobile.csms.CsmsLive;
import io.wattline.mobile.csms.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import tools.jackson.databind.JsonNode;

/** The live streams of this node: one subscription to csms per user, however many phones he looks at. */
@Component
public class LiveUpstreams implements SmartLifecycle {
    private final CsmsLive csms;
    private final Clock clock;
    private final Map<String, LiveUpstream> byUser = new ConcurrentHashMap<>();
    private volatile boolean running;

    LiveUpstreams(CsmsLive csms, Clock clock, MeterRegistry meters) {
        this.csms = csms;
        this.clock = clock;
        meters.gauge("wattline.live.upstreams", byUser, Map::size);
        meters.gauge("wattline.live.viewers", byUser, users -> users.values().stream().mapToInt(LiveUpstream::viewerCount).sum());
    }

    /**
     * What the driver may see of these stations (none named: of all): a snapshot, or with {@code since} what came after that
     * sequence, then changes as they happen. Endless; fails with a {@link Problem} when the driver has to sign in again.
     */
    public Flux<JsonNode> watch(Jwt driver, @Nullable Long since, Set<String> stations) {
        // IGNORE: the viewer itself sends no more than was asked for, so that nothing queues behind it
        return Flux.<LiveItem>create(phone -> join(phone, driver, since, stations), OverflowStrategy.IGNORE).map(LiveItem::data);
    }

    private void join(FluxSink<LiveItem> phone, Jwt driver, @Nullable Long since, Set<String> stations) {
        LiveViewer viewer = new LiveViewer(phone, since, stations);
        phone.onRequest(_ -> viewer.drain());
        byUser.compute(driver.getSubject(), (_, known) -> {
            LiveUpstream upstream = known == null || known.isOver() ? new LiveUpstream(csms, clock, driver) : known;
            upstream.join(viewer, since, driver);
            return upstream;
        });
        phone.onDispose(() -> leave(driver.getSubject(), viewer)); // runs at once when the phone has gone meanwhile
        viewer.drain();
    }

    private void leave(String user, LiveViewer viewer) {
        byUser.computeIfPresent(user, (_, upstream) -> upstream.leave(viewer) ? null : upstream);
    }

    @Override
    public void start() { running = true; }

    /** Ends every stream first, so that a graceful stop of the server does not wait for streams that never end. */
    @Override
    public void stop() {
        running = false;
        byUser.values().forEach(upstream -> upstream.end(Problem.unavailable()));
    }

    @Override
    public boolean isRunning() { return running; }
}
