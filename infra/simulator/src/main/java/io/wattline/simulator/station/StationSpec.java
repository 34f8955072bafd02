package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Json;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station as it left the factory, and what goes on around it.
 *
 * @param account the account segment of its address; absent: the address has none
 * @param user for HTTP Basic authentication; absent: the id
 * @param password absent: it connects without credentials
 * @param tags the RFID tags of the drivers that come here
 * @param visitors whether cars come and faults happen by themselves; without, nothing happens until someone asks for it
 */
public record StationSpec(String id, Version version, @Nullable String account, String vendor, String model, String firmware, String serial,
        @Nullable String user, @Nullable String password, List<String> tags, boolean visitors, List<EvseSpec> evses) {
    public StationSpec {
        tags = List.copyOf(tags);
        evses = List.copyOf(evses);
        if (tags.isEmpty() || evses.isEmpty()) throw new IllegalArgumentException("station " + id + " needs a tag and an EVSE");
        if (version == Version.V16 && evses.stream().anyMatch(evse -> evse.connectors().size() != 1))
            throw new IllegalArgumentException("station " + id + ": OCPP 1.6 knows no EVSE with several connectors");
    }

    String userName() { return user == null ? id : user; }

    /** The stations of a fleet definition, {@code {"stations":[…]}}. */
    public static List<StationSpec> read(InputStream json) {
        return Json.MAPPER.readValue(json, Definition.class).stations();
    }

    private record Definition(List<StationSpec> stations) {}

    /**
     * One place to charge.
     *
     * @param powerKw the most it gives
     * @param phases 1 or 3 for AC, 0 for DC
     * @param connectors the plug types, of which one is in use at a time
     * @param firstVisitSeconds when the first car comes after the start; absent: at random
     */
    public record EvseSpec(double powerKw, int phases, List<String> connectors, @Nullable Integer firstVisitSeconds) {
        public EvseSpec {
            connectors = List.copyOf(connectors);
            if (phases != 0 && phases != 1 && phases != 3) throw new IllegalArgumentException("phases are 0 (DC), 1 or 3, not " + phases);
        }

        double watts() { return powerKw * 1000; }

        boolean isDc() { return phases == 0; }
    }
}
