package io.wattline.mobile.live;

import io.wattline.mobile.live.LiveItem.Connector;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user's stream: the latest item of each connector and a ring of the changes before it.
 * Not safe for threads; its {@link LiveUpstream} guards it.
 */
final class LiveLog {
    private final int capacity;
    private final Map<Connector, LiveItem> latest = new HashMap<>();
    private final Deque<LiveItem> ring = new ArrayDeque<>();
    private boolean complete;
    private boolean inSnapshot;
    private long floor;
    private long head;
    private @Nullable Long resumeFrom;

    LiveLog(int capacity) { this.capacity = capacity; }

    /** Forgets the ring, because csms is asked anew: for what came after {@code from}, or with null for everything. */
    void restart(@Nullable Long from) {
        ring.clear();
        resumeFrom = from;
        floor = from == null ? head : from;
        head = Math.max(head, floor);
    }

    /** A connection to csms begins; answers what to ask it for. */
    @Nullable
    Long connect() {
        inSnapshot = false;
        return resumeFrom;
    }

    void accept(LiveItem item) {
        if (item.snapshot()) acceptSnapshot(item);
        else
            acceptChange(item);
    }

    /** Csms is idle, so the snapshot is whole and can be built upon after a break; half of one could not. */
    void settle() {
        if (inSnapshot) resumeFrom = head;
    }

    private void acceptSnapshot(LiveItem item) {
        if (!inSnapshot) { // also after a restart of csms: its numbers may have begun anew
            latest.clear();
            ring.clear();
            head = 0;
            resumeFrom = null;
            complete = true;
            inSnapshot = true;
        }
        if (item.connector() != null) latest.put(item.connector(), item);
        head = Math.max(head, item.sequence());
        floor = head;
    }

    private void acceptChange(LiveItem item) {
        if (item.connector() != null) latest.merge(item.connector(), item, (old, now) -> now.sequence() > old.sequence() ? now : old);
        ring.addLast(item);
        if (ring.size() > capacity) floor = ring.removeFirst().sequence();
        head = Math.max(head, item.sequence());
        resumeFrom = item.sequence();
    }

    /** The changes after {@code since}, null when the ring does not hold them all. */
    @Nullable
    List<LiveItem> changesAfter(long since) {
        if (since < floor || since > head) return null;
        return ring.stream().filter(item -> item.sequence() > since).toList();
    }

    /** Every connector as it is now, in the order of change; null when only csms knows. */
    @Nullable
    List<LiveItem> snapshot() {
        if (!complete) return null;
        if (latest.isEmpty()) return List.of(LiveItem.nothingAt(head));
        return latest.values().stream().sorted(Comparator.comparingLong(LiveItem::sequence)).map(LiveItem::asSnapshot).toList();
    }

    /** Whether a viewer who claims to have seen {@code since} speaks of changes that this stream has not reached. */
    boolean isAhead(long since) {
        return since > head;
    }
}
