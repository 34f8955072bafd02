package io.wattline.simulator.load;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Lets a viewer's event be traced to the station's frame: while somebody watches, every reading of a station shows another power, and
 * here stands when it was sent.
 */
final class Marks {
    private static final int STATIONS = 1 << 17;
    private static final int KEPT = 64;
    private static final int LEAST_WATTS = 10_000;

    private volatile AtomicLongArray sentAt = new AtomicLongArray(0);
    private volatile AtomicIntegerArray count = new AtomicIntegerArray(0);

    /** From now on. */
    void keep(int stations) {
        if (stations > STATIONS) throw new IllegalArgumentException("at most " + STATIONS + " stations can be watched");
        count = new AtomicIntegerArray(stations);
        sentAt = new AtomicLongArray(stations * KEPT);
    }

    void keepNoMore() {
        count = new AtomicIntegerArray(0);
        sentAt = new AtomicLongArray(0);
    }

    /** The power in W that this station shall report now; 11 kW when nobody watches. */
    int sent(int station) {
        AtomicIntegerArray counts = count;
        if (station >= counts.length()) return 11_000;
        int slot = counts.getAndIncrement(station) % KEPT;
        sentAt.set(station * KEPT + slot, System.nanoTime());
        return LEAST_WATTS + slot;
    }

    /** When the frame with this power was sent; 0 if that is not known. */
    long sentAt(int station, int watts) {
        AtomicLongArray times = sentAt;
        int at = station * KEPT + watts - LEAST_WATTS;
        boolean known = watts >= LEAST_WATTS && watts < LEAST_WATTS + KEPT && at < times.length();
        return known ? times.get(at) : 0;
    }
}
