package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void growsByPowerTimesElapsedTime() {
        var meter = new Meter(1_000, TEN);

        meter.flow(7_200);
        double energy = meter.advance(TEN.plusSeconds(5));
        meter.flow(3_600);
        meter.advance(TEN.plusSeconds(15));

        assertThat(energy).isEqualTo(10);
        assertThat(meter.register()).isEqualTo(1_020);
    }

    @Test
    void standsStillWithoutPowerAndNeverRunsBackwards() {
        var meter = new Meter(1_000, TEN);
        meter.advance(TEN.plusSeconds(3600));
        meter.flow(7_200);

        meter.advance(TEN);

        assertThat(meter.register()).isEqualTo(1_000);
    }
}
