package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.rpc.Frame.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Our CALLs to one station: one at a time, in order; each waits no longer than the limit for its turn, and then for its answer. */
final class CallQueue {
    private static final int MOST_WAITING = 16;

    private final Consumer<Call> wire;
    private final Duration limit;
    private final Clock clock;
    private final Queue<Pending> waiting = new ArrayDeque<>(1);
    private @Nullable Pending outstanding;
    private @Nullable String closed;

    CallQueue(Consumer<Call> wire, Duration limit, Clock clock) {
        this.wire = wire;
        this.limit = limit;
        this.clock = clock;
    }

    /** A CALL from its making to its answer. */
    static final class Pending {
        private final Call call;
        private final Runnable onSent;
        private final MonoSink<Reply> sink;
        private final Disposable.Swap timer = Disposables.swap();
        private long sentAt;

        private Pending(Call call, Runnable onSent, MonoSink<Reply> sink) {
            this.call = call;
            this.onSent = onSent;
            this.sink = sink;
        }

        String action() { return call.action(); }

        JsonNode payload() { return call.payload(); }

        /** Epoch milliseconds. */
        long sentAt() { return sentAt; }
    }

    /** Sends the CALL when its turn comes; {@code onSent} runs when it left. */
    Mono<Reply> call(String action, JsonNode payload, Runnable onSent) {
        return Mono.create(sink -> {
            var pending = new Pending(new Call(UUID.randomUUID().toString(), action, payload), onSent, sink);
            sink.onCancel(() -> withdraw(pending));
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

    /** Tells the outcome to who waits for it and sends the next CALL. */
    void finish(Pending pending, Reply reply) {
        pending.timer.dispose();
        pending.sink.success(reply);
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
        }
        abandoned.forEach(pending -> finish(pending, new Reply.None(why)));
    }

    private synchronized @Nullable String enqueue(Pending pending) {
        if (closed != null) return closed;
        if (waiting.size() >= MOST_WAITING) return "too many commands wait for this station already";
        waiting.add(pending);
        if (outstanding != null) startTimer(pending, () -> giveUpTurn(pending));
        return null;
    }

    private void advance() {
        Pending next;
        synchronized (this) {
            if (outstanding != null || waiting.isEmpty()) return;
            next = waiting.remove();
            outstanding = next;
        }
        next.sentAt = clock.millis();
        startTimer(next, () -> giveUp(next));
        wire.accept(next.call);
        next.onSent.run();
    }

    private void giveUp(Pending pending) {
        if (take(pending.call.id()) == pending)
            finish(pending, new Reply.None("the station did not answer within " + limit.toSeconds() + " s"));
    }

    private void giveUpTurn(Pending pending) {
        if (withdraw(pending)) finish(pending, new Reply.None("the station was busy with other commands for " + limit.toSeconds() + " s"));
    }

    private synchronized boolean withdraw(Pending pending) { return waiting.remove(pending); }

    private void startTimer(Pending pending, Runnable task) {
        pending.timer.update(Schedulers.parallel().schedule(task, limit.toMillis(), TimeUnit.MILLISECONDS));
    }
}
