package io.wattline.csms.live;

import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import reactor.core.publisher.FluxSink;

/**
 * One who watches. What he has not asked for yet waits, the latest value a connector, so that a slow one costs a bounded map
 * and slows nobody.
 */
final class Viewer {
    private final FluxSink<LiveItem> sink;
    private final Predicate<StationId> visible;
    private final LinkedHashMap<ConnectorRef, LiveItem> waiting = new LinkedHashMap<>();

    Viewer(FluxSink<LiveItem> sink, Predicate<StationId> visible) {
        this.sink = sink;
        this.visible = visible;
        sink.onRequest(_ -> drain());
    }

    /** Offers a snapshot; its last item says that it is empty and is for him who sees nothing else of it. */
    synchronized void begin(List<LiveItem> snapshot) {
        for (LiveItem item : snapshot)
            if (item.connector() != null && visible.test(item.connector().ref().station())) waiting.put(item.connector().ref(), item);
        if (waiting.isEmpty()) sink.next(snapshot.getLast());
        drain();
    }

    synchronized void offer(LiveItem change) {
        ConnectorRef ref = Objects.requireNonNull(change.connector()).ref();
        if (!visible.test(ref.station())) return;
        waiting.remove(ref);
        waiting.put(ref, change);
        drain();
    }

    void end() { sink.complete(); }

    private synchronized void drain() {
        while (!waiting.isEmpty() && sink.requestedFromDownstream() > 0) sink.next(waiting.pollFirstEntry().getValue());
    }
}
