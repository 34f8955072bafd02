package io.wattline.csms.transaction;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What a meter said of energy at one moment: its register, or, where it has none, the energy since the last moment; Wh. */
public record EnergyReading(Kind kind, Instant at, @Nullable BigDecimal registerWh, @Nullable BigDecimal intervalWh)
        implements
            Comparable<EnergyReading> {
    /** The begin comes first and the end last, whatever time a station gives them. */
    public enum Kind {
        BEGIN, DURING, END;

        /** What a reading is marked with that is the register of a start ({@link #BEGIN}) or a stop message and no sample. */
        public String ofMessage() {
            return this == BEGIN ? START_MESSAGE : STOP_MESSAGE;
        }

        /** Of a sampling context, or of what a message's own register is marked with. Source: OCPP 1.6 §7.33, 2.x ReadingContextEnumType. */
        public static Kind ofContext(@Nullable String context) {
            return switch (context) {
                case "Transaction.Begin", START_MESSAGE -> BEGIN;
                case "Transaction.End", STOP_MESSAGE -> END;
                case null, default -> DURING;
            };
        }
    }

    public static final String START_MESSAGE = "Start";
    public static final String STOP_MESSAGE = "Stop";

    private static final Comparator<EnergyReading> ORDER = Comparator.comparing(EnergyReading::kind).thenComparing(EnergyReading::at)
            .thenComparing(EnergyReading::registerWh, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(EnergyReading::intervalWh, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(EnergyReading other) { return ORDER.compare(this, other); }
}
