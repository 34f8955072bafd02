package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.StationPrincipal;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Deals with what keeps its schema and still does not mean what it says: times of odd clocks, units that lie, clocks that read little. */
public interface Habits {
    /** Puts the payload of a station right, in place; whether anything was odd. */
    boolean smooth(StationPrincipal station, String action, ObjectNode payload, Instant received, Consumer<Deviation> deviations);

    /** Changes a payload of ours, in place, to what the station can read. {@code definition}: of its schema. */
    void suit(StationPrincipal station, String definition, JsonNode payload);
}
