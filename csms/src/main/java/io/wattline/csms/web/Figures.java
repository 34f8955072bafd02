package io.wattline.csms.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Figures as REST shows them. */
public final class Figures {
    private Figures() {}

    /** W as kW, Wh as kWh: exact, without needless zeros. */
    public static @Nullable BigDecimal kilo(@Nullable BigDecimal value) {
        return value == null ? null : plain(value.movePointLeft(3));
    }

    /** Exact, without needless zeros. */
    public static BigDecimal plain(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain;
    }

    /** The price of an energy in Wh, in hundredths of the currency. */
    public static BigDecimal cost(BigDecimal energyWh, BigDecimal pricePerKwh) {
        return energyWh.movePointLeft(3).multiply(pricePerKwh).setScale(2, RoundingMode.HALF_UP);
    }
}
