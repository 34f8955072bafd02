package io.wattline.csms.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class GroupCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<List<String>> batches = new ArrayList<>();

    @Test
    void commitsAtOnceWhenIdle() {
        var commits = this.<String>commits(batch -> Mono.fromRunnable(() -> batches.add(batch)), 10, 100);

        StepVerifier.create(commits.join("a")).verifyComplete();

        assertThat(batches).containsExactly(List.of("a"));
    }

    @Test
    void gathersWhoComesWhileACommitRuns() {
        var first = Sinks.<Void>empty();
        var commits = this.<String>commits(batch -> {
            batches.add(batch);
            return batches.size() == 1 ? first.asMono() : Mono.empty();
        }, 2, 100);

        var results = List.of(commits.join("a").toFuture(), commits.join("b").toFuture(), commits.join("c").toFuture(),
                commits.join("d").toFuture());
        assertThat(results).noneMatch(result -> result.isDone());
        first.tryEmitEmpty();

        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c"), List.of("d"));
        assertThat(results).allMatch(result -> result.isDone());
    }

    @Test
    void aPoisonedItemFailsAlone() {
        var gate = Sinks.<Void>empty();
        var commits = this.<String>commits(batch -> {
            batches.add(batch);
            if (batches.size() == 1) return gate.asMono();
            return batch.contains("poison") ? Mono.error(new IllegalStateException("poison")) : Mono.empty();
        }, 10, 100);

        var opener = commits.join("first").toFuture();
        var good = commits.join("good").toFuture();
        var poison = commits.join("poison").toFuture();
        var alsoGood = commits.join("also good").toFuture();
        gate.tryEmitEmpty();

        assertThat(opener).isCompleted();
        assertThat(good).isCompleted();
        assertThat(alsoGood).isCompleted();
        assertThat(poison).isCompletedExceptionally();
        assertThat(batches).contains(List.of("good"), List.of("poison"), List.of("also good"));
    }

    @Test
    void findsAPoisonedItemWithFewCommits() {
        var gate = Sinks.<Void>empty();
        var commits = this.<Integer>commits(batch -> {
            batches.add(batch.stream().map(String::valueOf).toList());
            if (batches.size() == 1) return gate.asMono();
            return batch.contains(500) ? Mono.error(new IllegalStateException("poison")) : Mono.empty();
        }, 1_000, 10_000);

        commits.join(0).subscribe();
        var results = IntStream.rangeClosed(1, 1_000).mapToObj(item -> commits.join(item).toFuture()).toList();
        gate.tryEmitEmpty();

        assertThat(results).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(1);
        assertThat(results).allMatch(CompletableFuture::isDone);
        assertThat(batches).hasSizeLessThan(25);
    }

    @Test
    void triesAgainWhatCollidedAtMostThreeTimes() {
        var commits = this.<String>commits(batch -> {
            batches.add(batch);
            boolean luck = batch.contains("lucky") && batches.size() == 3;
            return luck ? Mono.empty() : Mono.error(new DatabaseSays("40P01"));
        }, 10, 100);

        var lucky = commits.join("lucky").toFuture();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(lucky).isCompleted();
        assertThat(batches).hasSize(3);
        batches.clear();
        var unlucky = commits.join("unlucky").toFuture();
        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(unlucky).isCompletedExceptionally();
        assertThat(batches).hasSize(3);
    }

    @Test
    void waitsForADatabaseThatIsAwayAndTellsWhoWaitedTooLong() {
        var back = new AtomicBoolean();
        var commits = this.<String>commits(batch -> {
            batches.add(batch);
            return back.get() ? Mono.empty() : Mono.error(new DatabaseSays("57P03"));
        }, 10, 100);

        var early = commits.join("early").toFuture();
        time.advanceTimeBy(PATIENCE.dividedBy(2));
        var late = commits.join("late").toFuture();
        assertThat(early).isNotDone();
        time.advanceTimeBy(PATIENCE.dividedBy(2).plusSeconds(1));
        assertThat(early).isCompletedExceptionally();
        assertThat(late).isNotDone();
        back.set(true);
        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(late).isCompleted();
    }

    @Test
    void refusesMoreThanItCanHold() {
        var commits = this.<String>commits(_ -> Mono.never(), 1, 2);
        var running = commits.join("runs").toFuture();
        var waiting = List.of(commits.join("waits").toFuture(), commits.join("waits too").toFuture());

        StepVerifier.create(commits.join("one too many")).verifyError(GroupCommit.Overloaded.class);

        assertThat(running).isNotDone();
        assertThat(waiting).noneMatch(result -> result.isDone());
    }

    @Test
    void twoCommitsDoNotBeginWithinTheSpacing() {
        var commits = new GroupCommit<String>(batch -> Mono.fromRunnable(() -> batches.add(batch)),
                new GroupCommit.Terms(10, 100, Duration.ofMillis(5), PATIENCE), time, this::nanos);

        var first = commits.join("a").toFuture();
        var later = List.of(commits.join("b").toFuture(), commits.join("c").toFuture());

        assertThat(first).isCompleted();
        assertThat(later).noneMatch(result -> result.isDone());
        time.advanceTimeBy(Duration.ofMillis(5));
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c"));
        assertThat(later).allMatch(result -> result.isDone());
    }

    private <T> GroupCommit<T> commits(Function<List<T>, Mono<Void>> commit, int largestBatch, int capacity) {
        return new GroupCommit<>(commit, new GroupCommit.Terms(largestBatch, capacity, Duration.ZERO, PATIENCE), time, this::nanos);
    }

    private long nanos() { return time.now(TimeUnit.NANOSECONDS); }

    private static final class DatabaseSays extends R2dbcTransientException {
        private static final long serialVersionUID = 1;

        DatabaseSays(String state) { super("state " + state, state); }
    }
}
