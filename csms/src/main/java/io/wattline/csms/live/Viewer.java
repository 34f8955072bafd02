package io.wattline.csms.live;

import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.util.LinkedHashMap;
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

    synchronized void offer(LiveItem item) {
        ConnectorRef ref = item.connector().ref();
        if (!visible.test(ref.station())) return;
        waiting.remove(ref);
        waiting.put(ref, item);
        drain();
    }

    private synchronized void drain() {
        while (!waiting.isEmpty() && sink.requestedFromDownstream() > 0) sink.next(waiting.pollFirstEntry().getValue());
    }
}
