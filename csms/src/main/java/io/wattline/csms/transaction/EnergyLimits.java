package io.wattline.csms.transaction;

import java.math.BigDecimal;
import java.time.Duration;

/** How much energy is possible; {@code timesCount} is false when the station's clock is wrong, so that durations say nothing. */
public record EnergyLimits(BigDecimal maxPowerW, boolean timesCount) {
    /** 100 MWh: no car takes that, whatever the duration. */
    private static final BigDecimal MOST_WH = BigDecimal.valueOf(100_000_000);
    private static final BigDecimal TOLERANCE = new BigDecimal("1.1");
    /** Meters are read now and then, and stations cut seconds off. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    boolean allow(BigDecimal energyWh, Duration within) {
        if (energyWh.compareTo(MOST_WH) > 0) return false;
        if (!timesCount) return true;
        long millis = Math.max(0, within.toMillis()) + LEEWAY.toMillis();
        return energyWh.multiply(MILLIS_PER_HOUR).compareTo(maxPowerW.multiply(TOLERANCE).multiply(BigDecimal.valueOf(millis))) <= 0;
    }
}
