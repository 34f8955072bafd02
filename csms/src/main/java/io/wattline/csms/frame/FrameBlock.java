package io.wattline.csms.frame;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Frames of a station that are kept in one row, in the order of their ids: a row costs much, a frame more in it next to nothing. */
final class FrameBlock {
    /** Between the first id and the last at most, and between the earliest time and the latest: so a search knows which rows to look at. */
    static final Duration SPAN = Duration.ofSeconds(5);
    static final long SPAN_MICROS = SPAN.toNanos() / 1_000;
    private static final int MOST_BYTES = 64_000;

    private final Place place;
    private final List<FrameRow> frames = new ArrayList<>();
    private Instant earliest;
    private Instant latest;
    private int bytes;

    private FrameBlock(Place place, FrameRow first) {
        this.place = place;
        earliest = first.frame().at();
        latest = earliest;
    }

    /** In the order in which they are full. */
    static List<FrameBlock> of(List<FrameRow> frames) {
        var blocks = new ArrayList<FrameBlock>();
        var open = new LinkedHashMap<Place, FrameBlock>();
        frames.stream().sorted(Comparator.comparingLong(FrameRow::id)).forEach(row -> {
            FrameBlock block = open.get(row.place());
            if (block != null && !block.hasRoomFor(row)) blocks.add(open.remove(row.place()));
            open.computeIfAbsent(row.place(), place -> new FrameBlock(place, row)).add(row);
        });
        blocks.addAll(open.values());
        return blocks;
    }

    private boolean hasRoomFor(FrameRow row) {
        Instant at = row.frame().at();
        return bytes + row.bytes() <= MOST_BYTES && row.id() - frames.getFirst().id() <= SPAN_MICROS && !at.isAfter(earliest.plus(SPAN))
                && !at.isBefore(latest.minus(SPAN));
    }

    private void add(FrameRow row) {
        Instant at = row.frame().at();
        if (at.isBefore(earliest)) earliest = at;
        if (at.isAfter(latest)) latest = at;
        bytes += row.bytes();
        frames.add(row);
    }

    Place place() { return place; }

    List<FrameRow> frames() { return frames; }

    long lastId() { return frames.getLast().id(); }

    Instant latest() { return latest; }

    /** A little more than its text has. */
    int bytes() { return bytes; }
}
