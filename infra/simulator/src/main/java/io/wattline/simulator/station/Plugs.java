package io.wattline.simulator.station;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** The connectors of one EVSE, counted from 1: which are in service, and what was told of each. */
final class Plugs {
    private final int count;
    private final Set<Integer> outOfService = new HashSet<>();
    private final Map<Integer, String> told = new HashMap<>();

    Plugs(int count) { this.count = count; }

    boolean has(int connector) { return connector >= 1 && connector <= count; }

    boolean isUsable(int connector) { return !outOfService.contains(connector); }

    /** The first that is in service, or the first. */
    int firstUsable() {
        for (int connector = 1; connector <= count; connector++) if (isUsable(connector)) return connector;
        return 1;
    }

    /** Connector 0 means all of them. */
    void operative(int connector, boolean yes) {
        for (int each = 1; each <= count; each++) {
            if (connector != 0 && connector != each) continue;
            if (yes) outOfService.remove(each);
            else
                outOfService.add(each);
        }
    }

    /** Tells every connector whose state, as a word of the wire, is not the one told last. */
    void report(IntFunction<String> wordOf, IntConsumer teller) {
        for (int connector = 1; connector <= count; connector++) {
            String word = wordOf.apply(connector);
            if (!word.equals(told.put(connector, word))) teller.accept(connector);
        }
    }

    void forgetWhatWasTold() { told.clear(); }
}
