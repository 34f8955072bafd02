package io.wattline.csms.ocpp.rpc;

import io.wattline.model.station.VariableRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much a station takes in one message, by the variables in which it says so: what is stored of them, and what it told over this connection. */
public final class Limits {
    /** Of what a station does not have, or does not tell. */
    public static final int NONE = Integer.MAX_VALUE;

    private final Map<String, Integer> known = new ConcurrentHashMap<>(1);

    /** As the station wrote it; what is no number above zero limits nothing that could be kept. */
    public void learn(VariableRef limit, String told) {
        String number = told.strip();
        known.put(limit.key(), number.matches("[1-9]\\d{0,8}") ? Integer.parseInt(number) : NONE);
    }

    public boolean isKnown(VariableRef limit) { return known.containsKey(limit.key()); }

    public int of(VariableRef limit) { return known.getOrDefault(limit.key(), NONE); }
}
