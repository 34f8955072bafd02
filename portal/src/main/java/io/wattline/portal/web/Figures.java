package io.wattline.portal.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as the pages write them; what is not known is a dash. */
public final class Figures {
    public static final String UNKNOWN = "–";

    private Figures() {}

    public static String kW(@Nullable BigDecimal value) { return rounded(value, 1); }

    public static String kWh(@Nullable BigDecimal value) { return rounded(value, 2); }

    public static String percent(@Nullable BigDecimal value) { return rounded(value, 0); }

    public static String money(@Nullable BigDecimal value, @Nullable String currency) {
        if (value == null) return UNKNOWN;
        if (currency == null) return rounded(value, 2);
        var format = NumberFormat.getCurrencyInstance(Locale.US);
        try {
            format.setCurrency(Currency.getInstance(currency));
        } catch (IllegalArgumentException unknownToJava) {
            return currency + " " + rounded(value, 2);
        }
        return format.format(value);
    }

    /** "42 s", "7 min", "3 h 05 min", "2 d 4 h". */
    public static String duration(Duration duration) {
        if (duration.isNegative()) return "0 s";
        if (duration.toMinutes() == 0) return duration.toSeconds() + " s";
        if (duration.toHours() == 0) return duration.toMinutes() + " min";
        if (duration.toDays() == 0) return String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
        return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }

    /** The text for the time element, which the browser rewrites in the user's zone. */
    public static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static String rounded(@Nullable BigDecimal value, int digits) {
        if (value == null) return UNKNOWN;
        var format = NumberFormat.getNumberInstance(Locale.US);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }
}
