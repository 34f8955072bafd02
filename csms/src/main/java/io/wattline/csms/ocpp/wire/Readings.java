package io.wattline.csms.ocpp.wire;

import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measured values in the units Wattline keeps: W, Wh, A, V, % and °C.
 * An absent measurand is the imported energy register, an absent unit the measurand's own. Source: OCPP 1.6 §7.43, 2.x SampledValueType.
 */
public final class Readings {
    /** No meter shows more digits before or after the point. */
    private static final int MOST_DIGITS = 18;

    private static final Map<String, Measurand> STANDARD = standard();

    private Readings() {}

    /** The sample; null when the value is no number that a meter could show. */
    public static @Nullable Sample sample(@Nullable String measurand, BigDecimal value, @Nullable String unit, @Nullable String context,
            @Nullable String phase,
            @Nullable String location) {
        if (!isPlausible(value)) return null;
        Measurand standard = standardOf(measurand == null ? Measurand.ENERGY_IMPORT.name() : measurand);
        Reading reading = unit == null || unit.isBlank() ? new Reading(value, standard.unit()) : normalised(value, unit.strip());
        Measurand kept = standard.unit().equals(reading.unit) ? standard : new Measurand(standard.name(), reading.unit);
        return new Sample(kept, reading.value, context == null ? "Sample.Periodic" : context, phase,
                location == null ? "Outlet" : location);
    }

    /** The number a station wrote as text; null when it is none. */
    public static @Nullable BigDecimal number(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > 64) return null;
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private record Reading(BigDecimal value, String unit) {}

    /** An unknown unit is kept as it came. */
    private static Reading normalised(BigDecimal value, String unit) {
        return switch (unit) {
            case "Wh", "W", "A", "V", "varh", "var", "VA", "VAh", "Hz" -> new Reading(value, unit);
            case "kWh", "KWh", "kwh" -> thousandfold(value, "Wh");
            case "kW", "KW", "kw" -> thousandfold(value, "W");
            case "kvarh" -> thousandfold(value, "varh");
            case "kvar" -> thousandfold(value, "var");
            case "kVA" -> thousandfold(value, "VA");
            case "kVAh" -> thousandfold(value, "VAh");
            case "mA" -> new Reading(value.movePointLeft(3), "A");
            case "mV" -> new Reading(value.movePointLeft(3), "V");
            case "%", "Percent", "percent" -> new Reading(value, "%");
            case "°C", "C", "Celsius", "Celcius", "celsius" -> new Reading(value, "°C");
            case "K", "Kelvin" -> new Reading(value.subtract(new BigDecimal("273.15")), "°C");
            case "F", "Fahrenheit" -> new Reading(celsius(value), "°C");
            default -> new Reading(value, unit);
        };
    }

    private static Reading thousandfold(BigDecimal value, String unit) {
        return new Reading(value.multiply(BigDecimal.valueOf(1000)), unit);
    }

    private static BigDecimal celsius(BigDecimal fahrenheit) {
        return fahrenheit.subtract(BigDecimal.valueOf(32)).multiply(BigDecimal.valueOf(5)).divide(BigDecimal.valueOf(9),
                MathContext.DECIMAL32);
    }

    private static boolean isPlausible(BigDecimal value) {
        return value.scale() <= MOST_DIGITS && (long) value.precision() - value.scale() <= MOST_DIGITS;
    }

    private static Measurand standardOf(String name) {
        Measurand standard = STANDARD.get(name);
        return standard == null ? new Measurand(name, defaultUnit(name)) : standard;
    }

    private static String defaultUnit(String name) {
        if (name.startsWith("Energy.Reactive")) return "varh";
        if (name.startsWith("Energy.Apparent")) return "VAh";
        if (name.startsWith("Energy")) return "Wh";
        if (name.startsWith("Power.Reactive")) return "var";
        if (name.startsWith("Power.Apparent")) return "VA";
        if (name.equals("Power.Factor")) return "";
        if (name.startsWith("Power")) return "W";
        if (name.startsWith("Current")) return "A";
        if (name.startsWith("Voltage")) return "V";
        return switch (name) {
            case "SoC" -> "%";
            case "Temperature" -> "°C";
            case "Frequency" -> "Hz";
            case "RPM" -> "rpm";
            default -> "";
        };
    }

    /** Those that come with nearly every message, so that a sample costs no new object for its measurand. */
    private static Map<String, Measurand> standard() {
        var standard = new HashMap<String, Measurand>();
        Stream.of(Measurand.ENERGY_IMPORT, Measurand.POWER_IMPORT, Measurand.SOC, Measurand.CURRENT_IMPORT, Measurand.VOLTAGE,
                Measurand.TEMPERATURE).forEach(measurand -> standard.put(measurand.name(), measurand));
        Stream.of("Power.Offered", "Current.Offered", "Energy.Active.Import.Interval", "Frequency", "Power.Factor")
                .forEach(name -> standard.put(name, new Measurand(name, defaultUnit(name))));
        return Map.copyOf(standard);
    }
}
