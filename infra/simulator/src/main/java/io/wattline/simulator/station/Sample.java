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
    /** Why it was taken. */
    public enum Context {
        BEGIN("Transaction.Begin"), PERIODIC("Sample.Periodic"), END("Transaction.End"), TRIGGER("Trigger");

        private final String word;

        Context(String word) { this.word = word; }

        public String word() { return word; }
    }
}
