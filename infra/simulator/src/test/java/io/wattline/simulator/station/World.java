package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.simulator.rpc.Dialer;
import io.wattline.simulator.rpc.Frame;
import io.wattline.simulator.station.StationSpec.EvseSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

/** One station and its central system in virtual time: nothing happens except in {@link #pass}. */
final class World {
    static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    final CentralSystem csms;
    final Station station;
    final FakeCourier courier = new FakeCourier();
    final List<String> journal = new ArrayList<>();
    private final Scheduler.Worker wire = time.createWorker();
    private boolean reachable = true;
    private Dialer.@Nullable Events line;

    World(StationSpec spec) { this(spec, 7); }

    World(StationSpec spec, long seed) {
        time.advanceTimeTo(START);
        csms = new CentralSystem(spec.version(), this::now);
        station = new Station(spec, Pace.DEMO, _ -> this::dial, courier, time, seed, (_, sentence) -> journal.add(now() + " " + sentence));
    }

    /** A station that waits for orders, with two EVSEs of 22 kW and 50 kW. */
    static World quiet(Version version) {
        return new World(spec(version, false));
    }

    static StationSpec spec(Version version, boolean visitors) {
        return new StationSpec("TEST1", version, null, "Maker", "Model", "1.0", "S-1", null, null, List.of("TAG1"), visitors,
                List.of(new EvseSpec(22, 3, List.of("Type2"), 1), new EvseSpec(50, 0, List.of("CCS2"), null)));
    }

    World booted() {
        station.start();
        pass(Duration.ofSeconds(1));
        return this;
    }

    Instant now() { return Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS)); }

    void pass(Duration duration) { time.advanceTimeBy(duration); }

    private Disposable dial(Dialer.Events events) {
        wire.schedule(() -> {
            if (!reachable) {
                events.closed("unreachable");
                return;
            }
            line = events;
            events.opened(new VirtualSocket(events));
        });
        return Disposables.disposed();
    }

    private final class VirtualSocket implements Dialer.Socket {
        private final Dialer.Events events;

        VirtualSocket(Dialer.Events events) { this.events = events; }

        @Override
        public void send(String text) {
            wire.schedule(() -> {
                if (line != events) return;
                String reply = csms.receive(text);
                if (reply != null) events.received(reply);
            });
        }

        @Override
        public void close() { if (line == events) line = null; }
    }

    /** The connection breaks and nobody answers until {@link #mend}. */
    void cut() {
        reachable = false;
        var broken = Objects.requireNonNull(line, "not connected");
        line = null;
        broken.closed("cut");
    }

    void mend() { reachable = true; }

    /** The station's answer to this order, given at once; effects may come later. */
    Frame order(String action, String json) {
        var question = csms.question(action, json);
        Objects.requireNonNull(line, "not connected").received(question.text());
        pass(Duration.ofMillis(10));
        return Objects.requireNonNull(csms.answerTo(question), "no answer to " + action);
    }

    String status(String action, String json) {
        return order(action, json) instanceof Frame.CallResult(_, JsonNode payload) ? payload.path("status").asString("") : "error";
    }

    void everythingSaidWasValid() { assertThat(csms.violations).isEmpty(); }
}
