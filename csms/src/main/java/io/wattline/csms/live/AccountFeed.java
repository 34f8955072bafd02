package io.wattline.csms.live;

import io.wattline.model.live.ConnectorLive;
import io.wattline.model.station.ConnectorRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The live state of one account: every connector's latest figures, the last changes for those who return, and who watches. */
final class AccountFeed {
    private static final int REMEMBERED = 4_096;

    private final JsonMapper json;
    private final Map<ConnectorRef, ConnectorLive> board = new LinkedHashMap<>();
    private final ArrayDeque<LiveItem> ring = new ArrayDeque<>();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private long sequence;
    private long oldestKnown;

    AccountFeed(JsonMapper json, long firstSequence) {
        this.json = json;
        this.sequence = firstSequence;
        this.oldestKnown = firstSequence;
    }

    synchronized long nextSequence() { return ++sequence; }

    /** A connector read from the database; what was published meanwhile is newer. */
    synchronized void know(ConnectorLive connector) {
        board.putIfAbsent(connector.ref(), connector);
    }

    synchronized void publish(ConnectorLive connector) {
        board.put(connector.ref(), connector);
        LiveItem change = item(false, connector);
        ring.addLast(change);
        if (ring.size() > REMEMBERED) oldestKnown = ring.removeFirst().connector().sequence();
        viewers.forEach(viewer -> viewer.offer(change));
    }

    /** Hands the viewer what it missed since {@code since}, or a snapshot when that is not known any more, and then every change. */
    synchronized void join(Viewer viewer, @Nullable Long since) {
        missed(since).forEach(viewer::offer);
        viewers.add(viewer);
    }

    void leave(Viewer viewer) { viewers.remove(viewer); }

    int watched() { return viewers.size(); }

    private List<LiveItem> missed(@Nullable Long since) {
        if (since != null && since >= oldestKnown && since <= sequence)
            return ring.stream().filter(change -> change.connector().sequence() > since).toList();
        var snapshot = new ArrayList<LiveItem>();
        board.values().forEach(connector -> snapshot.add(item(true, connector)));
        return snapshot;
    }

    private LiveItem item(boolean snapshot, ConnectorLive connector) {
        return new LiveItem(snapshot, connector, json.writeValueAsString(LiveView.of(snapshot, connector)));
    }

    synchronized long sequence() { return sequence; }
}
