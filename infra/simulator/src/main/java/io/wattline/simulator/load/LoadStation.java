package io.wattline.simulator.load;

import io.wattline.simulator.load.Script.Line;
import io.wattline.simulator.rpc.CallRefused;
import io.wattline.simulator.rpc.Dialer;
import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.rpc.Link;
import io.wattline.simulator.rpc.LinkPace;
import io.wattline.simulator.rpc.Outcome;
import io.wattline.simulator.rpc.Outgoing.Kind;
import io.wattline.simulator.rpc.Timeline;
import io.wattline.simulator.station.Outbox;
import io.wattline.simulator.station.Sample;
import io.wattline.simulator.station.Sample.Context;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/** One station of a load run: one connector, one transaction, a reading at every interval whether or not the last one is answered. */
final class LoadStation implements Link.Owner {
    private static final double WATTS = 11_000;
    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final LinkPace PACE = new LinkPace(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(10),
            Duration.ofSeconds(5), 1);

    private final String id;
    private final LoadPlan plan;
    private final Function<Phase, Tally> tallies;
    private final Ledger ledger;
    private final Timeline time;
    private final Link link;
    private final Outbox outbox;
    private final Script script;
    private CompletableFuture<Void> finished = new CompletableFuture<>();
    private Phase phase = Phase.CONNECT;
    private long dueNanos;
    private long chargesSince;
    private double register;
    private int unfinished;
    private boolean leaving;

    LoadStation(int index, LoadPlan plan, Dialer dialer, Scheduler scheduler, Function<Phase, Tally> tallies, Ledger ledger) {
        this.id = plan.stationId(index);
        this.plan = plan;
        this.tallies = tallies;
        this.ledger = ledger;
        this.time = new Timeline(scheduler);
        this.link = new Link(dialer, time, new SplittableRandom(index), PACE, this);
        this.outbox = new Outbox(time.now());
        outbox.through(link);
        this.script = Script.of(plan.version(index), id, outbox.newId());
    }

    /** Does its part of the phase, beginning after this delay; the future ends with it, the phase before or not. */
    CompletableFuture<Void> perform(Phase next, Duration delay) {
        var done = new CompletableFuture<Void>();
        long due = System.nanoTime() + delay.toNanos();
        time.after(delay, () -> {
            phase = next;
            finished = done;
            dueNanos = due;
            switch (next) {
                case CONNECT -> connect();
                case BOOT -> boot();
                case START -> authorize();
                case METER -> meter();
                case STOP -> stop();
            }
        });
        return done;
    }

    /** Hangs up; the future ends with that. */
    CompletableFuture<Void> leave() {
        var gone = new CompletableFuture<Void>();
        time.run(() -> {
            leaving = true;
            link.close();
            gone.complete(null);
        });
        return gone;
    }

    private Tally tally() { return tallies.apply(phase); }

    private void connect() {
        tally().sent.increment();
        link.open();
    }

    @Override
    public void connected() {
        if (phase != Phase.CONNECT) return;
        tally().acknowledged(dueNanos);
        finished.complete(null);
    }

    @Override
    public void disconnected(String why, boolean wasOpen) { if (!leaving) tally().closes.increment(); }

    @Override
    public void unanswered(String action) { tally().timeouts.increment(); }

    @Override
    public JsonNode answer(String action, JsonNode payload) { throw CallRefused.notImplemented(action); }

    private void boot() {
        send(Kind.BOOT, script.boot(), dueNanos, answer -> {
            boolean accepted = answer.path("status").asString("").equals("Accepted");
            if (!accepted) tally().notAccepted.increment();
            link.accepted(accepted);
            send(Kind.ORDINARY, script.status(false, sample(Context.PERIODIC)), System.nanoTime(), _ -> finished.complete(null));
        });
    }

    private void authorize() {
        send(Kind.ORDINARY, script.authorize(plan.tag()), dueNanos, verdict -> {
            if (!script.accepts(verdict)) tally().notAccepted.increment();
            start();
        });
    }

    private void start() {
        chargesSince = System.nanoTime();
        Sample sample = sample(Context.BEGIN);
        send(Kind.TRANSACTION, script.start(plan.tag(), sample), chargesSince, answer -> {
            if (!script.accepts(answer)) tally().notAccepted.increment();
            script.started(answer);
            acknowledged("started", sample);
            send(Kind.ORDINARY, script.status(true, sample), System.nanoTime(), _ -> finished.complete(null));
        });
    }

    private void meter() {
        long end = dueNanos + plan.duration().toNanos();
        repeat(dueNanos, plan.interval(), end, this::reading);
        repeat(dueNanos + plan.heartbeat().toNanos(), plan.heartbeat(), end,
                due -> send(Kind.ORDINARY, new Line("Heartbeat", Json.object()), due, _ -> {}));
        time.after(plan.duration(), this::finishWhenAnswered);
    }

    private void finishWhenAnswered() {
        if (unfinished == 0) finished.complete(null);
        else
            time.after(Duration.ofMillis(100), this::finishWhenAnswered);
    }

    private void repeat(long due, Duration interval, long end, LongConsumer task) {
        if (due >= end) return;
        time.after(Duration.ofNanos(Math.max(0, due - System.nanoTime())), () -> {
            task.accept(due);
            repeat(due + interval.toNanos(), interval, end, task);
        });
    }

    private void reading(long due) {
        Sample sample = sample(Context.PERIODIC);
        send(Kind.TRANSACTION, script.sampled(sample), due, _ -> acknowledged("sampled", sample));
    }

    private void stop() {
        Sample sample = sample(Context.END);
        send(Kind.TRANSACTION, script.stop(plan.tag(), sample), dueNanos, _ -> {
            acknowledged("ended", sample);
            finished.complete(null);
        });
    }

    private void send(Kind kind, Line line, long due, Consumer<JsonNode> answered) {
        Tally tally = tally();
        tally.sent.increment();
        unfinished++;
        outbox.send(kind, line.action(), line.payload(), outcome -> {
            unfinished--;
            switch (outcome) {
                case Outcome.Answered(var payload) -> {
                    tally.acknowledged(due);
                    answered.accept(payload);
                }
                case Outcome.Refused _ -> tally.refused.increment();
                case Outcome.Unanswered _,Outcome.Withdrawn _ -> tally.failed.increment();
            }
        });
    }

    private void acknowledged(String kind, Sample sample) {
        ledger.acknowledged(id, script.transaction(), kind, sample.at(), sample.registerWh());
    }

    private Sample sample(Context context) {
        long now = System.nanoTime();
        if (chargesSince != 0) {
            register += WATTS * (now - chargesSince) / NANOS_PER_HOUR;
            chargesSince = now;
        }
        return new Sample(time.now(), context, Math.round(register), WATTS, 230, 15.9, 50);
    }
}
