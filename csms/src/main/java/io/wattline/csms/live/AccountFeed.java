package io.wattline.csms.live;

import io.wattline.csms.station.StationRows.ShownRow;
import io.wattline.model.live.ConnectorLive;
import io.wattline.model.station.ConnectorRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** Connectors as read from the database; what was published meanwhile is newer. Who comes with an older number gets a snapshot. */
    synchronized void know(List<ShownRow> connectors) {
        for (ShownRow shown : connectors) {
            ConnectorRef ref = shown.connector().ref();
            if (!board.containsKey(ref)) board.put(ref, shown.connector().live(shown.online(), shown.at(), nextSequence()));
        }
        oldestKnown = sequence;
    }

    synchronized void publish(ConnectorLive connector) {
        board.put(connector.ref(), connector);
        LiveItem change = item(false, connector);
        ring.addLast(change);
        if (ring.size() > REMEMBERED) oldestKnown = ring.removeFirst().sequence();
        viewers.forEach(viewer -> viewer.offer(change));
    }

    /** Hands the viewer what it missed since {@code since}, or a snapshot when that is not known any more, and then every change. */
    synchronized void join(Viewer viewer, @Nullable Long since) {
        boolean resumes = since != null && since >= oldestKnown && since <= sequence;
        if (resumes) ring.stream().filter(change -> change.sequence() > since).forEach(viewer::offer);
        else
            viewer.begin(snapshot());
        viewers.add(viewer);
    }

    void leave(Viewer viewer) { viewers.remove(viewer); }

    /** Nobody watches any more. */
    void end() { viewers.forEach(Viewer::end); }

    int watched() { return viewers.size(); }

    /** By number, so that who is cut off in its middle can return with the last one he got; at the end, for who sees none of it, its number alone. */
    private List<LiveItem> snapshot() {
        var items = new ArrayList<LiveItem>();
        board.values().stream().sorted(Comparator.comparingLong(ConnectorLive::sequence))
                .forEach(connector -> items.add(item(true, connector)));
        items.add(new LiveItem(true, sequence, null, "{\"kind\":\"snapshot\",\"sequence\":" + sequence + "}"));
        return items;
    }

    private LiveItem item(boolean snapshot, ConnectorLive connector) {
        return new LiveItem(snapshot, connector.sequence(), connector, json.writeValueAsString(LiveView.of(snapshot, connector)));
    }

    synchronized long sequence() { return sequence; }
}
