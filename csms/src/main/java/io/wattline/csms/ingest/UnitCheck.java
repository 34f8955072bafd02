package io.wattline.csms.ingest;

import io.wattline.csms.metering.MeterReading;
import io.wattline.csms.station.ConnectorState;
import io.wattline.csms.transaction.EnergyCount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a meter counts in the units it names. Power and energy that differ by a thousand from one moment to the next cannot both be right,
 * and no connector gives ten times what it can. Which of the two is wrong only its make tells, so nothing is changed here.
 */
final class UnitCheck {
    private static final BigDecimal CHARGING_W = BigDecimal.valueOf(1_000);
    private static final BigDecimal LEAST = BigDecimal.valueOf(700);
    private static final BigDecimal MOST = BigDecimal.valueOf(1_500);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    /** Within that a car that draws the same at both ends hardly did otherwise in between. */
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    private final ConnectorState before;
    private final BigDecimal maxPowerW;

    /** {@code before}: what the connector measured last. */
    UnitCheck(ConnectorState before, BigDecimal maxPowerW) {
        this.before = before;
        this.maxPowerW = maxPowerW;
    }

    boolean isPossible(MeterReading now) { return now.powerW() == null || now.powerW().compareTo(maxPowerW.movePointRight(1)) <= 0; }

    /** {@code counted}: the energy of the transaction as it stood before. */
    boolean isContradicted(Instant at, MeterReading now, EnergyCount counted) {
        if (!isPossible(now)) return true;
        BigDecimal steady = steadyPower(now.powerW());
        if (steady == null || now.energyWh() == null || counted.lastWh() == null || counted.lastAt() == null) return false;
        Duration passed = Duration.between(counted.lastAt(), at);
        boolean comparable = counted.lastAt().equals(before.meterAt()) && passed.compareTo(SHORTEST) >= 0 && passed.compareTo(LONGEST) <= 0;
        if (!comparable) return false;
        BigDecimal implied = now.energyWh().subtract(counted.lastWh()).multiply(MILLIS_PER_HOUR)
                .divide(BigDecimal.valueOf(passed.toMillis()), MathContext.DECIMAL64);
        return isThousandth(implied, steady) || isThousandth(steady, implied);
    }

    /** Null when it was not about the same at both moments. */
    private @Nullable BigDecimal steadyPower(@Nullable BigDecimal now) {
        BigDecimal then = before.powerW();
        if (now == null || then == null || now.signum() <= 0 || then.signum() <= 0) return null;
        boolean steady = now.max(then).compareTo(now.min(then).multiply(BigDecimal.TWO)) <= 0;
        return steady ? now.add(then).divide(BigDecimal.TWO, MathContext.DECIMAL64) : null;
    }

    private static boolean isThousandth(BigDecimal small, BigDecimal large) {
        return large.compareTo(CHARGING_W) >= 0 && small.multiply(LEAST).compareTo(large) <= 0
                && small.multiply(MOST).compareTo(large) >= 0;
    }
}
