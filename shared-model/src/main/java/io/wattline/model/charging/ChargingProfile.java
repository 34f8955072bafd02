package io.wattline.model.charging;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much may be drawn and when. {@code id} is OCPP's number of it, unique at a station; a higher {@code stackLevel} of the same purpose
 * counts before a lower one. Source: OCPP 1.6 §7.8, 2.x ChargingProfileType.
 */
public record ChargingProfile(int id, int stackLevel, Purpose purpose, Kind kind, @Nullable Recurrency recurrency,
        @Nullable Instant validFrom, @Nullable Instant validTo, @Nullable TransactionRef transaction, List<Schedule> schedules) {
    public ChargingProfile {
        schedules = List.copyOf(schedules);
        if (schedules.isEmpty()) throw new IllegalArgumentException("a charging profile without a schedule");
    }

    public ChargingProfile with(List<Schedule> others) {
        return new ChargingProfile(id, stackLevel, purpose, kind, recurrency, validFrom, validTo, transaction, others);
    }

    public ChargingProfile with(Purpose other) {
        return new ChargingProfile(id, stackLevel, other, kind, recurrency, validFrom, validTo, transaction, schedules);
    }

    public ChargingProfile of(@Nullable TransactionRef owner) {
        return new ChargingProfile(id, stackLevel, purpose, kind, recurrency, validFrom, validTo, owner, schedules);
    }

    /** What it limits; {@code toString} is the word of OCPP 2.x. */
    public enum Purpose {
        STATION_MAX("ChargingStationMaxProfile"), EXTERNAL_CONSTRAINTS("ChargingStationExternalConstraints"), TX_DEFAULT(
                "TxDefaultProfile"), TX("TxProfile"), PRIORITY("PriorityCharging"), LOCAL_GENERATION("LocalGeneration");

        private static final String STATION_MAX_16 = "ChargePointMaxProfile";
        private final String word;

        Purpose(String word) { this.word = word; }

        @Override
        public String toString() { return word; }

        /** The word of OCPP 1.6, which calls a station a charge point and has three purposes only. */
        public @Nullable String word16() {
            return switch (this) {
                case STATION_MAX -> STATION_MAX_16;
                case TX_DEFAULT, TX -> word;
                case EXTERNAL_CONSTRAINTS, PRIORITY, LOCAL_GENERATION -> null;
            };
        }

        /** What limits the station much as this one does, when given for all of it; the same when nothing does. */
        public Purpose likeness() {
            return switch (this) {
                case STATION_MAX -> TX_DEFAULT;
                case TX_DEFAULT -> STATION_MAX;
                case EXTERNAL_CONSTRAINTS, TX, PRIORITY, LOCAL_GENERATION -> this;
            };
        }

        /** Of the word of any version; fails with {@link IllegalArgumentException} for another one. */
        public static Purpose ofWord(String word) {
            if (word.equals(STATION_MAX_16)) return STATION_MAX;
            return named(word, values());
        }
    }

    /** When its schedules begin: at their own start, at that time of every day or week, or with the transaction. */
    public enum Kind {
        ABSOLUTE, RECURRING, RELATIVE, DYNAMIC;

        @Override
        public String toString() { return capitalised(name()); }

        public static Kind ofWord(String word) { return named(word, values()); }
    }

    public enum Recurrency {
        DAILY, WEEKLY;

        @Override
        public String toString() { return capitalised(name()); }

        public static Recurrency ofWord(String word) { return named(word, values()); }
    }

    /** The unit of limits: A is per phase, W of all phases together. */
    public enum RateUnit {
        A, W
    }

    /** Without a duration its last period has no end; {@code minRate} is what the car needs at least, in {@code unit}. */
    public record Schedule(RateUnit unit, @Nullable Instant start, @Nullable Integer durationSeconds, @Nullable BigDecimal minRate,
            List<Period> periods) {
        public Schedule { periods = List.copyOf(periods); }
    }

    /** {@code startSeconds} from the schedule's start until the next period's; without {@code phases} a station takes 3. */
    public record Period(int startSeconds, BigDecimal limit, @Nullable Integer phases, @Nullable Integer phaseToUse) {}

    private static String capitalised(String name) { return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT); }

    private static <E extends Enum<E>> E named(String word, E[] values) {
        return Stream.of(values).filter(each -> each.toString().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("OCPP does not know " + word));
    }
}
