package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.rpc.Frame.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Our CALLs to one station: one at a time, in order, as soon as the station may be asked; each waits no longer than the limit for its turn,
 * and then for its answer.
 */
final class CallQueue {
    private static final int MOST_WAITING = 16;
    private static final int MOST_LATE = 16;
    /** How long after its time an answer is still known. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Consumer<Call> wire;
    private final Duration limit;
    private final Supplier<Duration> spacing;
    private final Clock clock;
    private final BootGate boot;
    private final Queue<Pending> waiting = new ArrayDeque<>(1);
    private final Map<String, Pending> late = new LinkedHashMap<>(0);
    private @Nullable Pending outstanding;
    private @Nullable String closed;
    private volatile boolean resting;

    CallQueue(Consumer<Call> wire, Duration limit, Supplier<Duration> spacing, Clock clock, BootGate boot) {
        this.wire = wire;
        this.limit = limit;
        this.spacing = spacing;
        this.clock = clock;
        this.boot = boot;
    }

    /** A CALL from its making to its answer. */
    static final class Pending {
        private final Call call;
        private final Runnable onSent;
        private final FluxSink<Reply> sink;
        private final Disposable.Swap timer = Disposables.swap();
        private long sentAt;

        private Pending(Call call, Runnable onSent, FluxSink<Reply> sink) {
            this.call = call;
            this.onSent = onSent;
            this.sink = sink;
        }

        String action() { return call.action(); }

        JsonNode payload() { return call.payload(); }

        /** Epoch milliseconds. */
        long sentAt() { return sentAt; }
    }

    /**
     * Sends the CALL when its turn comes; {@code onSent} runs when it leaves. Emits what came of it, and then, if that was silence, the answer
     * that comes within five minutes after all.
     */
    Flux<Reply> call(String action, JsonNode payload, Runnable onSent) {
        return Flux.create(sink -> {
            var pending = new Pending(new Call(UUID.randomUUID().toString(), action, payload), onSent, sink);
            sink.onDispose(() -> withdraw(pending));
            String refusal = enqueue(pending);
            if (refusal == null) advance();
            else
                finish(pending, new Reply.None(refusal));
        });
    }

    /** The outstanding CALL of that id, which is answered now; the caller finishes it. Null: nobody waits for this answer. */
    synchronized @Nullable Pending take(String id) {
        var taken = outstanding;
        if (taken == null || !taken.call.id().equals(id)) return null;
        outstanding = null;
        return taken;
    }

    /** The CALL of that id whose answer comes too late; the caller finishes it. */
    synchronized @Nullable Pending takeLate(String id) {
        return late.remove(id);
    }

    /** Tells the outcome to who waits for it and sends the next CALL, to stations that need a rest not before they had it. */
    void finish(Pending pending, Reply reply) {
        pending.timer.dispose();
        pending.sink.next(reply);
        pending.sink.complete();
        goOn();
    }

    private void goOn() {
        long rest = spacing.get().toMillis();
        resting = rest > 0;
        if (resting) Schedulers.parallel().schedule(this::rested, rest, TimeUnit.MILLISECONDS);
        else
            advance();
    }

    private void rested() {
        resting = false;
        advance();
    }

    /** Ends all waiting; CALLs made later end at once. */
    void close(String why) {
        var abandoned = new ArrayDeque<Pending>();
        synchronized (this) {
            closed = why;
            if (outstanding != null) abandoned.add(outstanding);
            outstanding = null;
            abandoned.addAll(waiting);
            waiting.clear();
            late.values().forEach(each -> {
                each.timer.dispose();
                each.sink.complete();
            });
            late.clear();
        }
        abandoned.forEach(pending -> finish(pending, new Reply.None(why)));
    }

    private synchronized @Nullable String enqueue(Pending pending) {
        if (closed != null) return closed;
        if (waiting.size() >= MOST_WAITING) return "too many commands wait for this station already";
        waiting.add(pending);
        startTimer(pending, limit, () -> giveUpTurn(pending));
        long quiet = boot.quietMillis(clock.millis());
        if (quiet > 0) Schedulers.parallel().schedule(this::advance, quiet, TimeUnit.MILLISECONDS);
        return null;
    }

    /** Sends the first CALL that the station may be asked now, if none is outstanding. */
    void advance() {
        Pending next;
        synchronized (this) {
            next = outstanding == null ? takeNext() : null;
            if (next == null) return;
            outstanding = next;
        }
        next.sentAt = clock.millis();
        startTimer(next, limit, () -> giveUp(next));
        next.onSent.run(); // first, or a quick station's answer comes before the word that it was asked
        wire.accept(next.call);
    }

    private @Nullable Pending takeNext() {
        if (resting) return null;
        long now = clock.millis();
        for (Pending pending : waiting)
            if (boot.hindranceOf(pending.action(), now) == null) {
                waiting.remove(pending);
                return pending;
            }
        return null;
    }

    private void giveUp(Pending pending) {
        if (take(pending.call.id()) != pending) return;
        awaitLate(pending);
        pending.sink.next(new Reply.None("the station did not answer within " + limit.toSeconds() + " s"));
        goOn();
    }

    private synchronized void awaitLate(Pending pending) {
        if (closed != null) {
            pending.sink.complete();
            return;
        }
        late.put(pending.call.id(), pending);
        if (late.size() > MOST_LATE) giveUpLate(late.values().iterator().next());
        startTimer(pending, PATIENCE, () -> giveUpLate(pending));
    }

    private synchronized void giveUpLate(Pending pending) { if (late.remove(pending.call.id()) != null) pending.sink.complete(); }

    private void giveUpTurn(Pending pending) {
        if (!withdraw(pending)) return;
        String hindrance = boot.hindranceOf(pending.action(), clock.millis());
        String waited = " for " + limit.toSeconds() + " s";
        finish(pending, new Reply.None(hindrance == null
                ? "the station was busy with other commands" + waited
                : "the command waited" + waited + ": " + hindrance));
    }

    private synchronized boolean withdraw(Pending pending) {
        late.remove(pending.call.id());
        return waiting.remove(pending);
    }

    private static void startTimer(Pending pending, Duration after, Runnable task) {
        pending.timer.update(Schedulers.parallel().schedule(task, after.toMillis(), TimeUnit.MILLISECONDS));
    }
}
