package io.wattline.simulator.station;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The charging profiles of one station and the limit they set together: of each purpose the highest stack level that is valid now;
 * a TxProfile takes the place of the TxDefaultProfile; the station's own maximum holds on top. Source: OCPP 1.6 §3.13, 2.0.1 K01.
 */
final class Profiles {
    private static final double VOLTS = 230;

    private final List<Profile> profiles = new ArrayList<>();

    /** What a profile is for; the first word is OCPP 1.6, the second 2.x. */
    enum Purpose {
        STATION_MAX("ChargePointMaxProfile", "ChargingStationMaxProfile"), TX_DEFAULT("TxDefaultProfile",
                "TxDefaultProfile"), TX("TxProfile", "TxProfile");

        private final String word16;
        private final String word2;

        Purpose(String word16, String word2) {
            this.word16 = word16;
            this.word2 = word2;
        }

        static Optional<Purpose> of(String word) {
            return List.of(values()).stream().filter(purpose -> word.equals(purpose.word16) || word.equals(purpose.word2)).findFirst();
        }
    }

    /** From {@code startsAt} seconds after the schedule's start on; the limit in W or A per phase. */
    record Period(int startsAt, double limit) {}

    /**
     * One profile.
     *
     * @param evse 0 for the whole station
     * @param start absent: the schedule starts with the transaction
     * @param repeats a day or a week; absent: once
     */
    record Profile(int id, int evse, int stackLevel, Purpose purpose, boolean amps, List<Period> periods, @Nullable Instant start,
            @Nullable Duration duration, @Nullable Duration repeats, @Nullable Instant validFrom, @Nullable Instant validTo) {
        private boolean isValid(Instant now) {
            return (validFrom == null || !now.isBefore(validFrom)) && (validTo == null || now.isBefore(validTo));
        }

        private boolean sameSlot(Profile other) {
            return id == other.id || evse == other.evse && stackLevel == other.stackLevel && purpose == other.purpose;
        }

        /** The limit in watts at this moment, if the schedule says one. */
        private Optional<Double> watts(Instant now, Instant sessionStart, int phases) {
            Instant from = start == null ? sessionStart : start;
            long second = Duration.between(from, now).toSeconds();
            if (second < 0) return Optional.empty();
            if (repeats != null) second %= repeats.toSeconds();
            if (duration != null && second >= duration.toSeconds()) return Optional.empty();
            long at = second;
            return periods.stream().filter(period -> period.startsAt <= at).max(Comparator.comparingInt(Period::startsAt))
                    .map(period -> amps ? period.limit * VOLTS * Math.max(1, phases) : period.limit);
        }
    }

    void put(Profile profile) {
        profiles.removeIf(profile::sameSlot);
        profiles.add(profile);
    }

    /** Forgets the profiles that match; false when there was none. */
    boolean clear(Predicate<Profile> which) {
        return profiles.removeIf(which);
    }

    /** A TxProfile ends with its transaction. */
    void sessionEnded(int evse) {
        clear(profile -> profile.purpose == Purpose.TX && profile.evse == evse);
    }

    /** The most this session may draw now, in watts. */
    double limit(int evse, Instant sessionStart, int phases, Instant now) {
        Optional<Double> ofTransaction = strongest(Purpose.TX, evse, sessionStart, phases, now)
                .or(() -> strongest(Purpose.TX_DEFAULT, evse, sessionStart, phases, now));
        double ofStation = strongest(Purpose.STATION_MAX, 0, sessionStart, phases, now).orElse(Double.MAX_VALUE);
        return Math.min(ofStation, ofTransaction.orElse(Double.MAX_VALUE));
    }

    private Optional<Double> strongest(Purpose purpose, int evse, Instant sessionStart, int phases, Instant now) {
        return profiles.stream()
                .filter(profile -> profile.purpose == purpose && (profile.evse == evse || profile.evse == 0) && profile.isValid(now))
                .sorted(Comparator.comparingInt(Profile::stackLevel).thenComparingInt(Profile::evse).reversed())
                .flatMap(profile -> profile.watts(now, sessionStart, phases).stream()).findFirst();
    }

    /** A time of the wire; null when absent. */
    static @Nullable Instant time(String text) {
        return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    }
}
