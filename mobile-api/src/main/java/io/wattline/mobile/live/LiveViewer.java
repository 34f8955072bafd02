package io.wattline.mobile.live;

import io.wattline.mobile.live.LiveItem.Connector;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * One phone's view of the stream. While the phone does not ask for more, only the latest item of each connector waits for it,
 * so that a slow phone costs a bounded map. What it missed while it was away is told in full.
 */
final class LiveViewer {
    private static final Connector NOTHING_YET = new Connector("", 0, 0);

    private final FluxSink<LiveItem> phone;
    private final Set<String> stations;
    private final Deque<LiveItem> missed = new ArrayDeque<>();
    private final Map<Connector, LiveItem> waiting = new LinkedHashMap<>();
    private final Map<Connector, LiveItem> known = new HashMap<>();
    private final AtomicInteger draining = new AtomicInteger();
    private long seenUpTo;

    /** {@code since} null: has seen nothing yet; {@code stations} empty: all that the driver may see. */
    LiveViewer(FluxSink<LiveItem> phone, @Nullable Long since, Set<String> stations) {
        this.phone = phone;
        this.seenUpTo = since == null ? 0 : since;
        this.stations = Set.copyOf(stations);
    }

    synchronized void catchUp(List<LiveItem> changes) { for (LiveItem item : changes) if (isNews(item)) missed.add(item); }

    synchronized void offer(Collection<LiveItem> items) { for (LiveItem item : items) if (isNews(item)) putLast(item); }

    private boolean isNews(LiveItem item) {
        if (item.snapshot()) seenUpTo = 0; // a snapshot replaces whatever was seen, its numbers may be lower
        else if (item.sequence() <= seenUpTo) return false;
        Connector connector = item.connector();
        if (connector == null) return true;
        if (!stations.isEmpty() && !stations.contains(connector.station())) return false;
        LiveItem before = known.get(connector);
        if (before != null && item.tellsNothingBeyond(before)) return false;
        known.put(connector, item);
        return true;
    }

    private void putLast(LiveItem item) {
        Connector connector = item.connector() == null ? NOTHING_YET : item.connector();
        waiting.remove(connector);
        waiting.put(connector, item);
    }

    /** Sends what waits, as far as the phone asked for it; called without any lock held. */
    void drain() {
        if (draining.getAndIncrement() != 0) return;
        int rounds = 1;
        do {
            while (phone.requestedFromDownstream() > 0) {
                LiveItem next = poll();
                if (next == null) break;
                phone.next(next);
            }
            rounds = draining.addAndGet(-rounds);
        } while (rounds != 0);
    }

    private synchronized @Nullable LiveItem poll() {
        LiveItem next = missed.poll();
        if (next != null || waiting.isEmpty()) return next;
        Iterator<LiveItem> first = waiting.values().iterator();
        next = first.next();
        first.remove();
        return next;
    }

    void fail(Throwable why) { phone.error(why); }
}
