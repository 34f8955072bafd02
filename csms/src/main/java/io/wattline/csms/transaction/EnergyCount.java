package io.wattline.csms.transaction;

import io.wattline.csms.transaction.EnergyReading.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What the energy readings of a transaction come to, Wh. It depends on the set of the readings alone: in their order they are added one
 * by one, and for one that comes late all are counted anew, so neither order nor repetition changes the sum.
 * <ul>
 * <li>The register counts; where it does not move, the sum of the intervals.
 * <li>A register that goes back starts anew: the energy is the sum of its rising parts.
 * <li>The first plausible reading is the baseline: a placeholder before a lifetime register is none.
 * <li>Energy that cannot be is held, not billed and not lost.
 * </ul>
 */
public record EnergyCount(@Nullable Instant since, @Nullable BigDecimal baselineWh, @Nullable Instant lastAt, @Nullable BigDecimal lastWh,
        BigDecimal registerWh, BigDecimal intervalWh, BigDecimal heldWh, Set<TransactionFlag> flags) {
    public static final EnergyCount NONE = new EnergyCount(null, null, null, null, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
            Set.of());
    static final Set<TransactionFlag> FLAGS = EnumSet.of(TransactionFlag.METER_RESET, TransactionFlag.BASELINE, TransactionFlag.SUSPECT);
    /** Rounded readings go back a little; the true one is the later. */
    private static final BigDecimal ROUNDING_WH = BigDecimal.valueOf(100);

    public EnergyCount { flags = Set.copyOf(flags); }

    static EnergyCount of(SortedSet<EnergyReading> readings, EnergyLimits limits) {
        EnergyReading end = readings.stream().filter(reading -> reading.kind() == Kind.END).findFirst().orElse(null);
        EnergyCount count = NONE;
        for (EnergyReading reading : readings) {
            boolean afterTheEnd = end != null && reading.kind() == Kind.DURING && reading.at().isAfter(end.at());
            if (!afterTheEnd) count = count.plus(reading, limits);
        }
        return count;
    }

    public BigDecimal energyWh() { return registerWh.signum() > 0 ? registerWh : intervalWh; }

    /** Whether readings that are counted already belong behind this one. */
    public boolean isLate(EnergyReading reading) {
        if (lastAt == null) return false;
        return switch (reading.kind()) {
            case BEGIN -> true;
            case DURING -> !reading.at().isAfter(lastAt);
            case END -> reading.at().isBefore(lastAt);
        };
    }

    /** Whether it is the latest one again. */
    public boolean repeats(EnergyReading reading) {
        return reading.at().equals(lastAt) && reading.intervalWh() == null && reading.registerWh() != null && lastWh != null
                && lastWh.compareTo(reading.registerWh()) == 0;
    }

    /** With a reading that is not late. */
    EnergyCount plus(EnergyReading reading, EnergyLimits limits) {
        EnergyCount count = since == null ? at(reading) : this;
        if (reading.intervalWh() != null) count = count.plusInterval(reading, reading.intervalWh(), limits);
        if (reading.registerWh() != null) count = count.plusRegister(reading, reading.registerWh(), limits);
        return count.until(reading.at());
    }

    private EnergyCount plusInterval(EnergyReading reading, BigDecimal wh, EnergyLimits limits) {
        boolean repeated = lastAt != null && !reading.at().isAfter(lastAt);
        if (repeated || wh.signum() <= 0) return this;
        BigDecimal total = intervalWh.add(wh);
        return limits.allow(total, elapsed(reading))
                ? new EnergyCount(since, baselineWh, lastAt, lastWh, registerWh, total, heldWh, flags)
                : new EnergyCount(since, baselineWh, lastAt, lastWh, registerWh, intervalWh, heldWh.add(wh), with(TransactionFlag.SUSPECT));
    }

    private EnergyCount plusRegister(EnergyReading reading, BigDecimal wh, EnergyLimits limits) {
        if (lastWh == null) return new EnergyCount(reading.at(), wh, lastAt, wh, registerWh, intervalWh, heldWh, flags);
        BigDecimal rise = wh.subtract(lastWh);
        if (rise.signum() < 0 && !isRounding(rise.negate(), wh))
            return new EnergyCount(since, baselineWh, lastAt, wh, registerWh, intervalWh, heldWh, with(TransactionFlag.METER_RESET));
        BigDecimal total = registerWh.add(rise).max(BigDecimal.ZERO);
        if (limits.allow(total, elapsed(reading))) return new EnergyCount(since, baselineWh, lastAt, wh, total, intervalWh, heldWh, flags);
        boolean onlyTheBaseline = registerWh.signum() == 0 && heldWh.signum() == 0 && !flags.contains(TransactionFlag.METER_RESET);
        return onlyTheBaseline && reading.kind() != Kind.END
                ? new EnergyCount(reading.at(), wh, lastAt, wh, registerWh, intervalWh, heldWh, with(TransactionFlag.BASELINE))
                : new EnergyCount(since, baselineWh, lastAt, wh, registerWh, intervalWh, heldWh.add(rise), with(TransactionFlag.SUSPECT));
    }

    private static boolean isRounding(BigDecimal fall, BigDecimal wh) {
        return fall.compareTo(ROUNDING_WH) <= 0 && wh.compareTo(fall.movePointRight(1)) >= 0;
    }

    private Duration elapsed(EnergyReading reading) { return since == null ? Duration.ZERO : Duration.between(since, reading.at()); }

    private EnergyCount at(EnergyReading first) {
        return new EnergyCount(first.at(), baselineWh, lastAt, lastWh, registerWh, intervalWh, heldWh, flags);
    }

    private EnergyCount until(Instant at) {
        return new EnergyCount(since, baselineWh, lastAt == null || at.isAfter(lastAt) ? at : lastAt, lastWh, registerWh, intervalWh,
                heldWh,
                flags);
    }

    private Set<TransactionFlag> with(TransactionFlag flag) {
        var more = EnumSet.of(flag);
        more.addAll(flags);
        return more;
    }
}
