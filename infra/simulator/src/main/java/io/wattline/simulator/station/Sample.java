package io.wattline.simulator.station;

import java.time.Instant;

/**
 * One reading of an EVSE's meter and its car.
 *
 * @param registerWh the meter's register in Wh
 * @param soc state of charge in percent; NaN when no car is there
 * @param amps per phase, or of the DC cable
 */
public record Sample(Instant at, Context context, long registerWh, double watts, double volts, double amps, double soc) {
    private static final double AC_VOLTS = 230;

    /** Phases as in the EVSE's definition, 0 for DC: a DC cable carries the voltage of the battery, which grows as it fills. */
    static Sample of(Instant at, Context context, Meter meter, int phases, double soc) {
        double volts = phases > 0 ? AC_VOLTS : 340 + 0.8 * (Double.isNaN(soc) ? 0 : soc);
        return new Sample(at, context, meter.register(), meter.watts(), volts, meter.watts() / volts / Math.max(1, phases), soc);
    }

    /** Why it was taken. */
    public enum Context {
        BEGIN("Transaction.Begin"), PERIODIC("Sample.Periodic"), END("Transaction.End"), TRIGGER("Trigger");

        private final String word;

        Context(String word) { this.word = word; }

        public String word() { return word; }
    }
}
