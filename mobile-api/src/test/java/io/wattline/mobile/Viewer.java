package io.wattline.mobile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscription;
import org.springframework.messaging.rsocket.RSocketRequester;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;

/** A phone that looks at {@code connectors.live} and takes as many items as the test lets it. */
final class Viewer extends BaseSubscriber<JsonNode> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final long first;
    private final BlockingQueue<JsonNode> items = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();

    Viewer(long first) { this.first = first; }

    static Viewer of(RSocketRequester phone, Map<String, ?> watch) { return taking(Long.MAX_VALUE, phone, watch); }

    /** Takes so many items and then no more until asked to. */
    static Viewer taking(long first, RSocketRequester phone, Map<String, ?> watch) {
        Viewer viewer = new Viewer(first);
        phone.route("connectors.live").data(watch).retrieveFlux(JsonNode.class).subscribe(viewer);
        return viewer;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) { request(first); }

    @Override
    protected void hookOnNext(JsonNode item) { items.add(item); }

    @Override
    protected void hookOnError(Throwable why) { end.complete(why); }

    JsonNode next() throws InterruptedException {
        JsonNode item = items.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (item == null) throw new AssertionError("no item came; the stream " + (end.isDone() ? "ended: " + end.join() : "is open"));
        return item;
    }

    /** The next item in short, as "kind sequence station power". */
    String nextInShort() throws InterruptedException {
        JsonNode item = next();
        return "%s %d %s %s".formatted(item.get("kind").asString(), item.get("sequence").asLong(), item.get("stationId").asString(),
                item.get("powerKw").asString());
    }

    /** Waits for the item of that sequence, whatever comes before it. */
    void sees(long sequence) throws InterruptedException {
        long seen;
        do
            seen = next().get("sequence").asLong();
        while (seen != sequence);
    }

    Throwable ending() throws Exception { return end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS); }

    List<JsonNode> unread() { return List.copyOf(items); }
}
