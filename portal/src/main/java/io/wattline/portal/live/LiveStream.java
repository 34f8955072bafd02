package io.wattline.portal.live;

import io.wattline.portal.csms.CsmsProblem;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The stream that keeps an open page moving; when csms is lost it ends, and the browser comes back with the last sequence it saw. */
@Component
public class LiveStream {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** A figure is at most a second old, the reading itself included. */
    private static final Duration PAUSE = Duration.ofMillis(800);
    private static final ServerSentEvent<String> END = signal("end");

    private final Sinks.Empty<Void> closing = Sinks.empty();

    public Flux<ServerSentEvent<String>> of(Flux<Patch> patches) {
        var hello = ServerSentEvent.<String>builder().retry(RETRY).comment("live").build();
        var beats = Flux.interval(BEAT).onBackpressureDrop().map(_ -> ServerSentEvent.<String>builder().comment("still live").build());
        var events = patches.map(Patch::event).onErrorResume(LiveStream::failure).concatWithValues(END);
        return events.mergeWith(beats).takeUntil(END::equals).takeUntilOther(closing.asMono()).startWith(hello);
    }

    /** Open streams would hold up the end of the process; the browsers come back to another one. */
    @EventListener(ContextClosedEvent.class)
    void endAll() { closing.tryEmitEmpty(); }

    /** Reads again when something moved, at once after a quiet time and else after a pause, so that a busy account costs no more. */
    public static <T> Flux<T> paced(Flux<?> moves, Supplier<Mono<T>> read) {
        return moves.onBackpressureLatest().concatMap(_ -> read.get().concatWith(Mono.delay(PAUSE).then(Mono.empty())), 1);
    }

    private static Flux<ServerSentEvent<String>> failure(Throwable error) {
        if (error instanceof CsmsProblem.Unauthorized) return Flux.just(signal("reload"));
        if (error instanceof CsmsProblem problem && problem.status() < 500) return Flux.just(signal("stop"));
        log.atDebug().addKeyValue("reason", error.toString()).log("live stream lost");
        return Flux.empty();
    }

    private static ServerSentEvent<String> signal(String name) { return ServerSentEvent.<String>builder().event(name).data(name).build(); }
}
