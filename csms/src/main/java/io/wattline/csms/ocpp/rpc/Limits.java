package io.wattline.csms.ocpp.rpc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much a station takes in one message, by the names of its own settings, as far as it said so over this connection. */
public final class Limits {
    /** What a station says that has no such setting. */
    public static final int NONE = Integer.MAX_VALUE;

    private final Map<String, Integer> known = new ConcurrentHashMap<>(1);

    /** A limit below one is none that could be kept. */
    public void learn(String name, int limit) {
        known.put(name, limit < 1 ? NONE : limit);
    }

    public boolean isKnown(String name) { return known.containsKey(name); }

    public int of(String name) { return known.getOrDefault(name, NONE); }
}
