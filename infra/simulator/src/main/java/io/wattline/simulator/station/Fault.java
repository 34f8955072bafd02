package io.wattline.simulator.station;

import java.util.List;

/** Something that breaks, by its OCPP 1.6 error code. */
record Fault(String code, String info) {
    static final Fault NONE = new Fault("NoError", "");
    static final List<Fault> USUAL = List.of(new Fault("GroundFailure", "residual current detected"),
            new Fault("HighTemperature", "connector above 90 degrees"), new Fault("ConnectorLockFailure", "lock did not close"),
            new Fault("OverCurrentFailure", "breaker tripped"));
}
