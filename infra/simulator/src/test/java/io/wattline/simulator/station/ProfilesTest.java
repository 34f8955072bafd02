package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.simulator.station.Profiles.Period;
import io.wattline.simulator.station.Profiles.Profile;
import io.wattline.simulator.station.Profiles.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private final Profiles profiles = new Profiles();

    @Test
    void withoutAProfileThereIsNoLimit() { assertThat(limitAt(0)).isEqualTo(Double.MAX_VALUE); }

    @Test
    void theHighestStackLevelOfAPurposeWinsAndTheStationsMaximumHoldsOnTop() {
        profiles.put(profile(1, 0, Purpose.TX_DEFAULT, List.of(new Period(0, 11_000)), null));
        profiles.put(profile(2, 5, Purpose.TX_DEFAULT, List.of(new Period(0, 7_000)), null));
        assertThat(limitAt(0)).isEqualTo(7_000);

        profiles.put(profile(3, 0, Purpose.STATION_MAX, List.of(new Period(0, 5_000)), null));
        assertThat(limitAt(0)).isEqualTo(5_000);
    }

    @Test
    void aTransactionsOwnProfileReplacesTheDefaultAndEndsWithIt() {
        profiles.put(profile(1, 0, Purpose.TX_DEFAULT, List.of(new Period(0, 7_000)), null));
        profiles.put(profile(2, 0, Purpose.TX, List.of(new Period(0, 16_000)), null));
        assertThat(limitAt(0)).isEqualTo(16_000);

        profiles.sessionEnded(1);
        assertThat(limitAt(0)).isEqualTo(7_000);
    }

    @Test
    void periodsFollowEachOtherAndTheDurationEndsThem() {
        profiles.put(profile(1, 0, Purpose.TX, List.of(new Period(0, 4_000), new Period(60, 8_000)), Duration.ofMinutes(2)));

        assertThat(limitAt(59)).isEqualTo(4_000);
        assertThat(limitAt(60)).isEqualTo(8_000);
        assertThat(limitAt(120)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void amperesCountPerPhase() {
        profiles.put(new Profile(1, 1, 0, Purpose.TX, true, List.of(new Period(0, 16)), null, null, null, null, null));

        assertThat(profiles.limit(1, TEN, 3, TEN)).isEqualTo(16 * 230 * 3);
    }

    @Test
    void aDailyScheduleComesBackEveryDay() {
        profiles.put(new Profile(1, 0, 0, Purpose.TX_DEFAULT, false, List.of(new Period(0, 3_000)), TEN.minus(Duration.ofDays(3)),
                Duration.ofHours(1), Duration.ofDays(1), null, null));

        assertThat(limitAt(1_800)).isEqualTo(3_000);
        assertThat(limitAt(3_600)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void theCompositeTellsWhereverTheLimitChanges() {
        profiles.put(profile(1, 0, Purpose.TX_DEFAULT, List.of(new Period(0, 4_000), new Period(60, 8_000)), Duration.ofMinutes(2)));
        profiles.put(profile(2, 0, Purpose.STATION_MAX, List.of(new Period(0, 7_000)), null));

        assertThat(profiles.composite(1, TEN, 3, TEN.plusSeconds(10), 600, 11_000)).containsExactly(new Period(0, 4_000),
                new Period(50, 7_000));
        assertThat(profiles.composite(0, TEN, 3, TEN, 600, 22_000)).containsExactly(new Period(0, 7_000));
        profiles.clear(profile -> profile.purpose() == Purpose.STATION_MAX);
        assertThat(profiles.composite(1, TEN, 3, TEN, 600, 11_000)).containsExactly(new Period(0, 4_000), new Period(60, 8_000),
                new Period(120, 11_000));
    }

    @Test
    void theCompositeOfADailyScheduleReachesIntoTheNextDay() {
        profiles.put(new Profile(1, 0, 0, Purpose.TX_DEFAULT, false, List.of(new Period(0, 3_000)), TEN.minus(Duration.ofDays(3)),
                Duration.ofHours(1), Duration.ofDays(1), null, null));

        assertThat(profiles.composite(1, TEN, 3, TEN, 90_000, 11_000)).containsExactly(new Period(0, 3_000), new Period(3_600, 11_000),
                new Period(86_400, 3_000));
    }

    private double limitAt(int seconds) { return profiles.limit(1, TEN, 3, TEN.plusSeconds(seconds)); }

    private static Profile profile(int id, int stack, Purpose purpose, List<Period> periods, @Nullable Duration duration) {
        return new Profile(id, purpose == Purpose.STATION_MAX ? 0 : 1, stack, purpose, false, periods, null, duration, null, null, null);
    }
}
