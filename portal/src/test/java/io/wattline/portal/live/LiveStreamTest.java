package io.wattline.portal.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.portal.csms.CsmsProblem;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LiveStreamTest {
    @Test
    void endsWhenTheProcessEnds() {
        var stream = new LiveStream();

        StepVerifier.create(stream.of(Flux.never())).expectNextCount(1).then(stream::endAll).verifyComplete();
    }

    @Test
    void beatsWhileNothingMoves() {
        StepVerifier.withVirtualTime(() -> new LiveStream().of(Flux.never()).skip(1)).thenAwait(Duration.ofSeconds(15))
                .assertNext(event -> assertThat(event.comment()).isNotEmpty()).thenCancel().verify();
    }

    @Test
    void endsSoThatTheBrowserComesBackWhenCsmsIsLost() {
        StepVerifier.create(events(Flux.error(CsmsProblem.unreachable()))).expectNext("end").verifyComplete();
        StepVerifier.create(events(Flux.error(new TimeoutException()))).expectNext("end").verifyComplete();
    }

    @Test
    void stopsForGoodWhereTheUserMayNotLook() {
        StepVerifier.create(events(Flux.error(CsmsProblem.forbidden()))).expectNext("stop", "end").verifyComplete();
    }

    @Test
    void readsAtOnceAndThenAtMostOnceInEightHundredMilliseconds() {
        var reads = new AtomicInteger();

        StepVerifier
                .withVirtualTime(
                        () -> LiveStream.paced(Flux.interval(Duration.ofMillis(10)), () -> Mono.fromSupplier(reads::incrementAndGet)))
                .expectSubscription().thenAwait(Duration.ofMillis(10)).expectNext(1).thenAwait(Duration.ofMillis(790)).expectNextCount(0)
                .thenAwait(Duration.ofMillis(30)).expectNext(2).thenCancel().verify();
    }

    private static Flux<String> events(Flux<Patch> patches) {
        return new LiveStream().of(patches).skip(1).mapNotNull(ServerSentEvent::event);
    }
}
