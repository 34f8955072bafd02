package io.wattline.simulator.station;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The charging profiles of one station and the limit they set together: of each purpose the highest stack level that is valid now;
 * a TxProfile takes the place of the TxDefaultProfile; the station's own maximum holds on top. Source: OCPP 1.6 §3.13, 2.0.1 K01.
 */
final class Profiles {
    static final double VOLTS = 230;

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

        /** The seconds of the schedule at which another limit begins, and its end. */
        private IntStream edges() {
            return IntStream.concat(periods.stream().mapToInt(Period::startsAt),
                    duration == null ? IntStream.empty() : IntStream.of((int) duration.toSeconds()));
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
        Optional<Double> ofTransaction = evse == 0
                ? Optional.empty()
                : strongest(Purpose.TX, evse, sessionStart, phases, now)
                        .or(() -> strongest(Purpose.TX_DEFAULT, evse, sessionStart, phases, now));
        double ofStation = strongest(Purpose.STATION_MAX, 0, sessionStart, phases, now).orElse(Double.MAX_VALUE);
        return Math.min(ofStation, ofTransaction.orElse(Double.MAX_VALUE));
    }

    /** What they allow from now on, {@code most} watts at the utmost: a period wherever that changes. EVSE 0: the whole station. */
    List<Period> composite(int evse, Instant sessionStart, int phases, Instant now, int seconds, double most) {
        var composite = new ArrayList<Period>();
        for (int at : changes(sessionStart, now, seconds)) {
            double limit = Math.min(most, limit(evse, sessionStart, phases, now.plusSeconds(at)));
            if (composite.isEmpty() || composite.getLast().limit != limit) composite.add(new Period(at, limit));
        }
        return composite;
    }

    /** The seconds from now at which a limit may become another one. */
    private SortedSet<Integer> changes(Instant sessionStart, Instant now, int seconds) {
        var changes = new TreeSet<>(Set.of(0));
        for (Profile profile : profiles) {
            long begun = Duration.between(profile.start == null ? sessionStart : profile.start, now).toSeconds();
            long step = profile.repeats == null ? seconds + begun + 1 : profile.repeats.toSeconds();
            profile.edges().forEach(edge -> {
                long first = profile.repeats == null ? edge - begun : Math.floorMod(edge - begun, step);
                for (long at = first; at < seconds; at += Math.max(1, step)) if (at > 0) changes.add((int) at);
            });
            for (Instant bound : new Instant[]{profile.validFrom, profile.validTo}) {
                long at = bound == null ? 0 : Duration.between(now, bound).toSeconds() + 1;
                if (at > 0 && at < seconds) changes.add((int) at);
            }
        }
        return changes;
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
