package io.wattline.csms.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * One commit at a time, shared by all who came while the previous one ran: an idle system commits at once, a busy one in large batches.
 * Two commits do not begin within the spacing: what each costs whoever comes, more share then.
 * A batch that fails is tried again one by one, so that a poisoned item fails alone.
 */
final class GroupCommit<T> {
    private final Function<List<T>, Mono<Void>> commit;
    private final int largestBatch;
    private final int capacity;
    private final long spacingNanos;
    private final Scheduler timer;
    private final ConcurrentLinkedQueue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean committing = new AtomicBoolean();
    private volatile long begun;

    GroupCommit(Function<List<T>, Mono<Void>> commit, int largestBatch, int capacity, Duration spacing, Scheduler timer) {
        this.commit = commit;
        this.largestBatch = largestBatch;
        this.capacity = capacity;
        this.spacingNanos = spacing.toNanos();
        this.timer = timer;
        this.begun = timer.now(TimeUnit.NANOSECONDS) - spacingNanos;
    }

    /** Completes when the item is committed; fails with what its own commit failed with, or {@link Overloaded} when too many wait. */
    Mono<Void> join(T item) {
        return Mono.create(sink -> {
            if (waiting.incrementAndGet() > capacity) {
                waiting.decrementAndGet();
                sink.error(new Overloaded(capacity));
                return;
            }
            queue.add(new Waiting<>(item, sink));
            drain();
        });
    }

    int depth() { return waiting.get(); }

    private void drain() {
        if (queue.isEmpty() || !committing.compareAndSet(false, true)) return;
        long wait = begun + spacingNanos - timer.now(TimeUnit.NANOSECONDS);
        if (wait <= 0) commitNext();
        else
            timer.schedule(this::commitNext, wait, TimeUnit.NANOSECONDS);
    }

    private void commitNext() {
        begun = timer.now(TimeUnit.NANOSECONDS);
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
        while (batch.size() < largestBatch) {
            Waiting<T> next = queue.poll();
            if (next == null) break;
            batch.add(next);
        }
        waiting.addAndGet(-batch.size());
        return batch;
    }

    private Mono<Void> commitTogether(List<Waiting<T>> batch) {
        return Mono.defer(() -> commit.apply(batch.stream().map(Waiting::item).toList()))
                .doOnSuccess(_ -> batch.forEach(each -> each.sink().success()))
                .onErrorResume(failure -> batch.size() == 1
                        ? tell(batch.getFirst(), failure)
                        : Flux.fromIterable(batch).concatMap(this::commitAlone).then());
    }

    private Mono<Void> commitAlone(Waiting<T> one) {
        return Mono.defer(() -> commit.apply(List.of(one.item()))).doOnSuccess(_ -> one.sink().success())
                .onErrorResume(failure -> tell(one, failure));
    }

    private static <T> Mono<Void> tell(Waiting<T> one, Throwable failure) { return Mono.fromRunnable(() -> one.sink().error(failure)); }

    private record Waiting<T>(T item, MonoSink<Void> sink) {}

    /** Too much waits for the database; nothing of the refused item is stored. */
    static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Overloaded(int capacity) { super("more than " + capacity + " reports wait for the database", null, false, false); }
    }
}
