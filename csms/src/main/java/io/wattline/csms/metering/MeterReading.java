package io.wattline.csms.metering;

import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import io.wattline.model.event.MeterSampled;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one moment that everybody asks for, and all others by name. Power, current and energy are totals: the value without a
 * phase, else the sum of L1 to L3 (current: the largest phase). Register readings of the outlet go before those of other places.
 */
public record MeterReading(@Nullable BigDecimal powerW, @Nullable BigDecimal energyWh, @Nullable BigDecimal socPercent,
        @Nullable BigDecimal currentA,
        @Nullable BigDecimal voltageV, Map<String, BigDecimal> other) {

    public static MeterReading of(MeterSampled sampled) {
        List<Sample> samples = sampled.samples();
        var other = new LinkedHashMap<String, BigDecimal>();
        for (Sample sample : samples) if (!isPlain(sample)) other.put(label(sample), sample.value());
        return new MeterReading(total(samples, Measurand.POWER_IMPORT), total(samples, Measurand.ENERGY_IMPORT),
                anyOf(samples, Measurand.SOC),
                largest(samples, Measurand.CURRENT_IMPORT), anyOf(samples, Measurand.VOLTAGE), other);
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
        BigDecimal phases = null;
        for (Sample sample : samples) {
            if (!sample.measurand().equals(measurand)) continue;
            if (sample.phase() == null && sample.location().equals("Outlet")) plain = sample.value();
            else if (sample.phase() == null) elsewhere = sample.value();
            else if (isLine(sample.phase()) && sample.location().equals("Outlet"))
                phases = phases == null ? sample.value() : phases.add(sample.value());
        }
        return plain != null ? plain : phases != null ? phases : elsewhere;
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

    private static boolean isLine(String phase) {
        return switch (phase) {
            case "L1", "L2", "L3", "L1-N", "L2-N", "L3-N" -> true;
            default -> false;
        };
    }

    private static String label(Sample sample) {
        var label = new StringBuilder(sample.measurand().name());
        if (sample.phase() != null) label.append('.').append(sample.phase());
        if (!sample.location().equals("Outlet")) label.append('@').append(sample.location());
        return label.toString();
    }
}
