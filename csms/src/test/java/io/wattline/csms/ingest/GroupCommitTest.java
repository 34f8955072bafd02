package io.wattline.csms.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class GroupCommitTest {
    private final List<List<String>> batches = new ArrayList<>();

    @Test
    void commitsAtOnceWhenIdle() {
        var commits = new GroupCommit<String>(batch -> Mono.fromRunnable(() -> batches.add(batch)), 10, 100, Duration.ZERO,
                Schedulers.immediate());

        StepVerifier.create(commits.join("a")).verifyComplete();

        assertThat(batches).containsExactly(List.of("a"));
    }

    @Test
    void gathersWhoComesWhileACommitRuns() {
        var first = Sinks.<Void>empty();
        var commits = new GroupCommit<String>(batch -> {
            batches.add(batch);
            return batches.size() == 1 ? first.asMono() : Mono.empty();
        }, 2, 100, Duration.ZERO, Schedulers.immediate());

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
        var commits = new GroupCommit<String>(batch -> {
            batches.add(batch);
            if (batches.size() == 1) return gate.asMono();
            return batch.contains("poison") ? Mono.error(new IllegalStateException("poison")) : Mono.empty();
        }, 10, 100, Duration.ZERO, Schedulers.immediate());

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
    void refusesMoreThanItCanHold() {
        var commits = new GroupCommit<String>(_ -> Mono.never(), 1, 2, Duration.ZERO, Schedulers.immediate());
        var running = commits.join("runs").toFuture();
        var waiting = List.of(commits.join("waits").toFuture(), commits.join("waits too").toFuture());

        StepVerifier.create(commits.join("one too many")).verifyError(GroupCommit.Overloaded.class);

        assertThat(running).isNotDone();
        assertThat(waiting).noneMatch(result -> result.isDone());
    }

    @Test
    void twoCommitsDoNotBeginWithinTheSpacing() {
        var time = VirtualTimeScheduler.create();
        var commits = new GroupCommit<String>(batch -> Mono.fromRunnable(() -> batches.add(batch)), 10, 100, Duration.ofMillis(5), time);

        var first = commits.join("a").toFuture();
        var later = List.of(commits.join("b").toFuture(), commits.join("c").toFuture());

        assertThat(first).isCompleted();
        assertThat(later).noneMatch(result -> result.isDone());
        time.advanceTimeBy(Duration.ofMillis(5));
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c"));
        assertThat(later).allMatch(result -> result.isDone());
    }
}
