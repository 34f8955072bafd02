package io.wattline.csms.ingest;

import io.wattline.csms.database.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * One commit at a time, shared by all who came while the previous one ran: an idle system commits at once, a busy one in large batches.
 * Two commits do not begin within the spacing: what each costs whoever comes, more share then.
 * A batch that fails is divided until the poisoned item fails alone; one that collided with another transaction is tried again soon,
 * and while the database is away the batch waits, and behind it the queue, until somebody's patience ends.
 */
final class GroupCommit<T> {
    private static final int MOST_COLLISIONS = 3;
    private static final Duration AFTER_A_COLLISION = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Function<List<T>, Mono<Void>> commit;
    private final Terms terms;
    private final Scheduler timer;
    private final LongSupplier nanos;
    private final ConcurrentLinkedQueue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean committing = new AtomicBoolean();
    private volatile long begun;

    /** {@code capacity}: how many may wait; {@code patience}: how long each waits for a database that is away. */
    record Terms(int largestBatch, int capacity, Duration spacing, Duration patience) {}

    /** {@code nanos}: a clock that never steps. */
    GroupCommit(Function<List<T>, Mono<Void>> commit, Terms terms, Scheduler timer, LongSupplier nanos) {
        this.commit = commit;
        this.terms = terms;
        this.timer = timer;
        this.nanos = nanos;
        this.begun = nanos.getAsLong() - terms.spacing().toNanos();
    }

    /** Completes when the item is committed; fails with what its own commit failed with, or {@link Overloaded} when too many wait. */
    Mono<Void> join(T item) {
        return Mono.create(sink -> {
            if (waiting.incrementAndGet() > terms.capacity()) {
                waiting.decrementAndGet();
                sink.error(new Overloaded(terms.capacity()));
                return;
            }
            queue.add(new Waiting<>(item, sink, nanos.getAsLong()));
            drain();
        });
    }

    int depth() { return waiting.get(); }

    private void drain() {
        if (queue.isEmpty() || !committing.compareAndSet(false, true)) return;
        long wait = begun + terms.spacing().toNanos() - nanos.getAsLong();
        if (wait <= 0) commitNext();
        else
            timer.schedule(this::commitNext, wait, TimeUnit.NANOSECONDS);
    }

    private void commitNext() {
        begun = nanos.getAsLong();
        List<Waiting<T>> batch = nextBatch();
        if (batch.isEmpty()) {
            release();
            return;
        }
        commitTogether(batch).doFinally(_ -> release()).subscribe();
    }

    private void release() {
        committing.set(false);
        drain();
    }

    private List<Waiting<T>> nextBatch() {
        var batch = new ArrayList<Waiting<T>>();
        while (batch.size() < terms.largestBatch()) {
            Waiting<T> next = queue.poll();
            if (next == null) break;
            batch.add(next);
        }
        waiting.addAndGet(-batch.size());
        return batch;
    }

    private Mono<Void> commitTogether(List<Waiting<T>> batch) { return attempt(batch, 1); }

    private Mono<Void> attempt(List<Waiting<T>> batch, int number) {
        return Mono.defer(() -> commit.apply(batch.stream().map(Waiting::item).toList())).materialize()
                .flatMap(outcome -> outcome.isOnError()
                        ? recover(batch, Objects.requireNonNull(outcome.getThrowable()), number)
                        : Mono.fromRunnable(() -> batch.forEach(each -> each.sink().success())));
    }

    private Mono<Void> recover(List<Waiting<T>> batch, Throwable failure, int attempts) {
        return switch (Fault.of(failure)) {
            case COLLISION -> attempts < MOST_COLLISIONS
                    ? Mono.delay(AFTER_A_COLLISION, timer).then(Mono.defer(() -> attempt(batch, attempts + 1)))
                    : commitApart(batch, failure);
            case AWAY -> commitLater(batch, failure);
            case REFUSED -> commitApart(batch, failure);
        };
    }

    /** Who has waited for too long is told; the others wait for the database together. */
    private Mono<Void> commitLater(List<Waiting<T>> batch, Throwable failure) {
        long now = nanos.getAsLong();
        var byPatience = batch.stream().collect(Collectors.partitioningBy(each -> now - each.since() < terms.patience().toNanos()));
        byPatience.get(false).forEach(each -> each.sink().error(failure));
        List<Waiting<T>> left = byPatience.get(true);
        return left.isEmpty() ? Mono.empty() : Mono.delay(PAUSE, timer).then(Mono.defer(() -> attempt(left, 1)));
    }

    /** Halves of it, and halves of these, so that the poisoned one is found with few commits. */
    private Mono<Void> commitApart(List<Waiting<T>> batch, Throwable failure) {
        if (batch.size() == 1) return tell(batch.getFirst(), failure);
        int half = batch.size() / 2;
        return commitTogether(batch.subList(0, half)).then(Mono.defer(() -> commitTogether(batch.subList(half, batch.size()))));
    }

    private static <T> Mono<Void> tell(Waiting<T> one, Throwable failure) { return Mono.fromRunnable(() -> one.sink().error(failure)); }

    /** {@code since}: when it came, in nanoseconds of a clock that never steps. */
    private record Waiting<T>(T item, MonoSink<Void> sink, long since) {}

    /** Too much waits for the database; nothing of the refused item is stored. */
    static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Overloaded(int capacity) { super("more than " + capacity + " reports wait for the database", null, false, false); }
    }
}
