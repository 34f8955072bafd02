package io.wattline.csms.frame;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Frames that wait to be stored: as many bytes as given and no more, the oldest give way. */
final class FrameQueue {
    private final long capacity;
    private final ArrayDeque<FrameRow> rows = new ArrayDeque<>();
    private long bytes;

    FrameQueue(long capacityBytes) { this.capacity = capacityBytes; }

    /** Those that were dropped to make room. */
    synchronized List<FrameRow> offer(FrameRow row) {
        rows.addLast(row);
        bytes += row.bytes();
        if (bytes <= capacity) return List.of();
        var dropped = new ArrayList<FrameRow>();
        while (bytes > capacity) dropped.add(poll());
        return dropped;
    }

    /** The oldest, at least one if there is one: as many as have so many bytes. */
    synchronized List<FrameRow> take(long mostBytes) {
        var taken = new ArrayList<FrameRow>();
        long left = mostBytes;
        while (!rows.isEmpty() && (taken.isEmpty() || rows.getFirst().bytes() <= left)) {
            FrameRow row = poll();
            left -= row.bytes();
            taken.add(row);
        }
        return taken;
    }

    synchronized boolean isEmpty() { return rows.isEmpty(); }

    synchronized long bytes() { return bytes; }

    synchronized int size() { return rows.size(); }

    private FrameRow poll() {
        FrameRow row = rows.removeFirst();
        bytes -= row.bytes();
        return row;
    }
}
