package io.wattline.simulator.station;

import java.time.Duration;
import java.time.Instant;

/** An energy meter: its register grows by power times elapsed time and by nothing else. */
final class Meter {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private double wattHours;
    private double watts;
    private Instant since;

    Meter(double wattHours, Instant since) {
        this.wattHours = wattHours;
        this.since = since;
    }

    /** Lets the present power flow until now; the energy in Wh that this was. */
    double advance(Instant now) {
        double energy = watts * Math.max(0, Duration.between(since, now).toMillis()) / MILLIS_PER_HOUR;
        wattHours += energy;
        since = now;
        return energy;
    }

    /** From the last {@link #advance} on this power flows. */
    void flow(double power) { watts = power; }

    double watts() { return watts; }

    /** What the display shows, in whole Wh. */
    long register() { return Math.round(wattHours); }
}
