package io.wattline.csms.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.account.Accounts.BootTerms;
import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BootIntervalsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T10:00:00Z"), ZoneOffset.UTC);
    private static final BootTerms TERMS = terms(300, 60);

    @Test
    void aStationThatIsAcceptedGetsTheIntervalOfItsAccount() {
        assertThat(new BootIntervals(CLOCK, () -> 0).of(BootStatus.ACCEPTED, TERMS)).hasSeconds(300);
    }

    @Test
    void stationsThatHaveToTryAgainDoNotComeBackTogether() {
        assertThat(new BootIntervals(CLOCK, () -> 0).of(BootStatus.PENDING, TERMS)).hasSeconds(48);
        assertThat(new BootIntervals(CLOCK, () -> 1).of(BootStatus.REJECTED, TERMS)).hasSeconds(72);
    }

    @Test
    void stationsOfAStormAreSpread() {
        var intervals = new BootIntervals(CLOCK, () -> 1);
        for (int boots = 0; boots < 20; boots++) assertThat(intervals.of(BootStatus.ACCEPTED, TERMS)).hasSeconds(300);

        assertThat(intervals.of(BootStatus.ACCEPTED, TERMS)).hasSeconds(360);
    }

    @Test
    void noIntervalIsShorterThanTenSecondsOrLongerThanADay() {
        var intervals = new BootIntervals(CLOCK, () -> 0.5);

        assertThat(intervals.of(BootStatus.ACCEPTED, terms(0, 0))).hasSeconds(10);
        assertThat(intervals.of(BootStatus.REJECTED, terms(0, 0))).hasSeconds(10);
        assertThat(intervals.of(BootStatus.ACCEPTED, terms(1_000_000, 0))).hasSeconds(86_400);
    }

    private static BootTerms terms(int heartbeat, int retry) {
        return new BootTerms(Duration.ofSeconds(heartbeat), Duration.ofSeconds(retry));
    }
}
