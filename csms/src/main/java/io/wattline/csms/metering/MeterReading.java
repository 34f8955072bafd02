package io.wattline.csms.metering;

import io.wattline.csms.transaction.EnergyReading;
import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import io.wattline.model.charging.SignedReading;
import io.wattline.model.event.MeterSampled;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one moment that everybody asks for, and all others by name. Power, current and energy are totals: the value without a
 * phase, else the sum of L1 to L3 (current: the largest phase). Register readings of the outlet go before those of other places.
 * {@code energyWh} is the import register, else, of a station that has neither it nor intervals, the net one; {@code intervalWh} is there
 * when no import register is. {@code context} is null for a periodic sample.
 */
public record MeterReading(@Nullable BigDecimal powerW, @Nullable BigDecimal energyWh, @Nullable BigDecimal socPercent,
        @Nullable BigDecimal currentA,
        @Nullable BigDecimal voltageV, Map<String, BigDecimal> other, @Nullable BigDecimal intervalWh, @Nullable String context,
        List<SignedReading> signed) {
    private static final Measurand INTERVAL = new Measurand("Energy.Active.Import.Interval", "Wh");
    private static final Measurand NET = new Measurand("Energy.Active.Net", "Wh");
    private static final List<String> LINES = List.of("L1", "L2", "L3");
    private static final String PERIODIC = "Sample.Periodic";

    public static MeterReading of(MeterSampled sampled) {
        List<Sample> samples = sampled.samples();
        var other = new LinkedHashMap<String, BigDecimal>();
        for (Sample sample : samples) if (!isPlain(sample)) other.put(label(sample), sample.value());
        BigDecimal register = total(samples, Measurand.ENERGY_IMPORT);
        BigDecimal interval = register == null ? total(samples, INTERVAL) : null;
        return new MeterReading(total(samples, Measurand.POWER_IMPORT),
                register == null && interval == null ? total(samples, NET) : register,
                anyOf(samples, Measurand.SOC),
                largest(samples, Measurand.CURRENT_IMPORT), anyOf(samples, Measurand.VOLTAGE), other, interval, context(sampled),
                sampled.signed());
    }

    /** The register that a start or an end names. */
    public static MeterReading register(EnergyReading.Kind kind, BigDecimal registerWh) {
        return new MeterReading(null, registerWh, null, null, null, Map.of(), null, kind.ofMessage(), List.of());
    }

    /** What it says of energy; null when it says nothing. */
    public @Nullable EnergyReading energy(Instant at) {
        if (energyWh == null && intervalWh == null) return null;
        return new EnergyReading(EnergyReading.Kind.ofContext(context), at, energyWh, intervalWh);
    }

    /** Whether it is this register of a start or an end. */
    public boolean is(EnergyReading.Kind kind, BigDecimal registerWh) {
        return energyWh != null && energyWh.compareTo(registerWh) == 0 && EnergyReading.Kind.ofContext(context) == kind;
    }

    private static @Nullable String context(MeterSampled sampled) {
        String context = !sampled.samples().isEmpty()
                ? sampled.samples().getFirst().context()
                : sampled.signed().isEmpty() ? null : sampled.signed().getFirst().context();
        return PERIODIC.equals(context) ? null : context;
    }

    private static boolean isPlain(Sample sample) {
        return sample.phase() == null && (sample.location().equals("Outlet") || sample.measurand().equals(Measurand.SOC))
                && isColumn(sample.measurand());
    }

    private static boolean isColumn(Measurand measurand) {
        return measurand.equals(Measurand.POWER_IMPORT) || measurand.equals(Measurand.ENERGY_IMPORT) || measurand.equals(Measurand.SOC)
                || measurand.equals(Measurand.CURRENT_IMPORT) || measurand.equals(Measurand.VOLTAGE);
    }

    private static @Nullable BigDecimal total(List<Sample> samples, Measurand measurand) {
        BigDecimal plain = null;
        BigDecimal elsewhere = null;
        for (Sample sample : samples) {
            if (!sample.measurand().equals(measurand) || sample.phase() != null) continue;
            if (sample.location().equals("Outlet")) plain = sample.value();
            else
                elsewhere = sample.value();
        }
        if (plain != null) return plain;
        BigDecimal phases = sumOfLines(samples, measurand);
        return phases != null ? phases : elsewhere;
    }

    /** A line is told by itself or against neutral; both are the same line. */
    private static @Nullable BigDecimal sumOfLines(List<Sample> samples, Measurand measurand) {
        BigDecimal sum = null;
        for (String line : LINES) {
            BigDecimal value = ofPhase(samples, measurand, line);
            if (value == null) value = ofPhase(samples, measurand, line + "-N");
            if (value != null) sum = sum == null ? value : sum.add(value);
        }
        return sum;
    }

    private static @Nullable BigDecimal ofPhase(List<Sample> samples, Measurand measurand, String phase) {
        for (Sample sample : samples)
            if (sample.measurand().equals(measurand) && phase.equals(sample.phase()) && sample.location().equals("Outlet"))
                return sample.value();
        return null;
    }

    private static @Nullable BigDecimal largest(List<Sample> samples, Measurand measurand) {
        BigDecimal largest = null;
        for (Sample sample : samples) {
            if (!sample.measurand().equals(measurand) || "N".equals(sample.phase())) continue;
            if (sample.phase() == null) return sample.value();
            if (largest == null || sample.value().compareTo(largest) > 0) largest = sample.value();
        }
        return largest;
    }

    private static @Nullable BigDecimal anyOf(List<Sample> samples, Measurand measurand) {
        BigDecimal found = null;
        for (Sample sample : samples) {
            if (!sample.measurand().equals(measurand)) continue;
            if (sample.phase() == null) return sample.value();
            if (found == null) found = sample.value();
        }
        return found;
    }

    private static String label(Sample sample) {
        var label = new StringBuilder(sample.measurand().name());
        if (sample.phase() != null) label.append('.').append(sample.phase());
        if (!sample.location().equals("Outlet")) label.append('@').append(sample.location());
        return label.toString();
    }
}
