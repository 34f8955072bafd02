package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;

/**
 * A station agreed to report its variables. {@code kind}: {@code FullInventory}, {@code ConfigurationInventory}, {@code SummaryInventory},
 * {@code Selection} for what a request chose, {@code Configuration} for all keys of OCPP 1.x. A number that is used again begins anew.
 */
public record ReportRequested(StationId station, Instant at, int requestId, String kind) implements DeviceModelFact {
    /** Of a request for all variables: those it does not tell of exist no more. */
    public static final String FULL = "FullInventory";
    /** Of a request that chose components, variables or criteria. */
    public static final String SELECTION = "Selection";
    /** Of the keys of OCPP 1.x stations, which number no reports: theirs is 0. */
    public static final String CONFIGURATION = "Configuration";

    @Override
    public String type() { return "report.requested"; }
}
