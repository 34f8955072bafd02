package io.wattline.csms.frame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The newest frames that a query finds, gathered from rows that come ordered by their last ids, newest first. Rows of different stations
 * overlap in time, so the page is whole only once the next row cannot hold anything newer than what it has.
 */
final class FramePage {
    private final FrameQuery query;
    private final @Nullable Long before;
    private final int limit;
    private final PriorityQueue<FrameView> newest = new PriorityQueue<>(Comparator.comparingLong(FrameView::id));
    private @Nullable Kept last;

    /** What a row of the table holds; {@code id} is that of its last frame. */
    record Kept(long id, String station, List<FrameView> frames) {}

    FramePage(FrameQuery query, @Nullable Long before, int limit) {
        this.query = query;
        this.before = before;
        this.limit = limit;
    }

    void add(Kept row) {
        last = row;
        for (FrameView frame : row.frames()) {
            if ((before != null && frame.id() >= before) || !query.finds(frame)) continue;
            newest.add(frame);
            if (newest.size() > limit) newest.remove();
        }
    }

    boolean isWhole() { return last != null && newest.size() == limit && newest.element().id() >= last.id(); }

    /** For the rows that come after those that were added. */
    FrameSearch next() {
        return last == null ? new FrameSearch(query, before) : new FrameSearch(query, null).after(last.id(), last.station());
    }

    /** Newest first. */
    List<FrameView> frames() {
        var frames = new ArrayList<>(newest);
        frames.sort(Collections.reverseOrder(newest.comparator()));
        return frames;
    }
}
