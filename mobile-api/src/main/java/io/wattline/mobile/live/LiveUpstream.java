package io.wattline.mobile.live;

import io.wattline.mobile.csms.CsmsLive;
import io.wattline.mobile.csms.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.node.ObjectNode;

/**
 * One user's subscription to csms, shared by his viewers. It survives restarts of csms: after a break it asks for what came since.
 * It ends, with all its viewers, when csms no longer accepts the user's newest token.
 */
final class LiveUpstream {
    private static final Logger log = LoggerFactory.getLogger(LiveUpstream.class);
    private static final int RING = 1024;
    private static final Duration SILENCE = Duration.ofSeconds(45); // three of csms' keep-alive comments
    private static final Retry AGAIN = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5))
            .transientErrors(true).filter(error -> !endsTheStream(error));

    private final CsmsLive csms;
    private final Clock clock;
    private final LiveLog seen = new LiveLog(RING);
    private final Set<LiveViewer> viewers = new LinkedHashSet<>();
    private Disposable connection = Disposables.disposed();
    private int generation;
    private Jwt token;
    private boolean ended;

    LiveUpstream(CsmsLive csms, Clock clock, Jwt token) {
        this.csms = csms;
        this.clock = clock;
        this.token = token;
    }

    /** Adds a viewer who has seen everything up to {@code since}, or nothing when null; drain it afterwards. */
    synchronized void join(LiveViewer viewer, @Nullable Long since, Jwt driver) {
        if (expiry(driver).isAfter(expiry(token))) token = driver;
        boolean first = viewers.isEmpty();
        viewers.add(viewer);
        if (first) reconnect(since);
        else if (since == null || seen.isAhead(since)) tellEverything(viewer);
        else
            tellMissed(viewer, since);
    }

    private void tellEverything(LiveViewer viewer) {
        List<LiveItem> snapshot = seen.snapshot();
        if (snapshot == null) reconnect(null);
        else
            viewer.offer(snapshot);
    }

    private void tellMissed(LiveViewer viewer, long since) {
        List<LiveItem> changes = seen.changesAfter(since);
        if (changes == null) reconnect(since);
        else
            viewer.catchUp(changes);
    }

    /** Removes a viewer; true when it was the last and the subscription is closed. */
    synchronized boolean leave(LiveViewer viewer) {
        viewers.remove(viewer);
        if (viewers.isEmpty()) connection.dispose();
        return viewers.isEmpty();
    }

    synchronized boolean isOver() { return ended; }

    synchronized int viewerCount() { return viewers.size(); }

    private void reconnect(@Nullable Long from) {
        connection.dispose();
        seen.restart(from);
        int current = ++generation;
        connection = Flux.defer(() -> open(current)).retryWhen(AGAIN).subscribeOn(Schedulers.parallel()).subscribe(_ -> {}, this::end);
    }

    private synchronized Flux<ServerSentEvent<ObjectNode>> open(int current) {
        Duration left = Duration.between(clock.instant(), expiry(token));
        if (!left.isPositive()) return Flux.error(Problem.signInAgain());
        return csms.live(token, seen.connect()).timeout(SILENCE).takeUntilOther(Mono.delay(left))
                .doOnNext(event -> accept(current, event)).concatWith(Mono.error(Problem::unavailable))
                .doOnError(error -> log.atDebug().addKeyValue("user", token.getSubject()).addKeyValue("reason", error.getMessage())
                        .log("live stream of csms broke"));
    }

    private void accept(int current, ServerSentEvent<ObjectNode> event) {
        List<LiveViewer> all = acceptForAll(current, event);
        all.forEach(LiveViewer::drain);
    }

    private synchronized List<LiveViewer> acceptForAll(int current, ServerSentEvent<ObjectNode> event) {
        if (current != generation) return List.of();
        ObjectNode data = event.data();
        if (data == null) {
            seen.settle();
            return List.of();
        }
        LiveItem item = LiveItem.of(data);
        seen.accept(item);
        viewers.forEach(viewer -> viewer.offer(List.of(item)));
        return List.copyOf(viewers);
    }

    /** Ends the stream of every viewer with that reason. */
    void end(Throwable why) {
        List<LiveViewer> all;
        synchronized (this) {
            ended = true;
            connection.dispose();
            all = List.copyOf(viewers);
        }
        all.forEach(viewer -> viewer.fail(why));
    }

    private static boolean endsTheStream(Throwable error) {
        return error instanceof Problem problem && (problem.status().isSameCodeAs(HttpStatus.UNAUTHORIZED)
                || problem.status().isSameCodeAs(HttpStatus.FORBIDDEN));
    }

    private static Instant expiry(Jwt token) {
        Instant at = token.getExpiresAt();
        return at == null ? Instant.EPOCH : at;
    }
}
