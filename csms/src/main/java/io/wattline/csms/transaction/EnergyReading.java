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
        BEGIN("Transaction.Begin"), DURING(null), END("Transaction.End");

        private final @Nullable String context;

        Kind(@Nullable String context) { this.context = context; }

        /** The sampling context that means it; null for all others. */
        public @Nullable String context() { return context; }

        /** Source: OCPP 1.6 §7.33, 2.x ReadingContextEnumType. */
        public static Kind ofContext(@Nullable String context) {
            if (BEGIN.context().equals(context)) return BEGIN;
            return END.context().equals(context) ? END : DURING;
        }
    }

    private static final Comparator<EnergyReading> ORDER = Comparator.comparing(EnergyReading::kind).thenComparing(EnergyReading::at)
            .thenComparing(EnergyReading::registerWh, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(EnergyReading::intervalWh, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(EnergyReading other) { return ORDER.compare(this, other); }
}
