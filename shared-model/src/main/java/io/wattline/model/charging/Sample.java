package io.wattline.model.charging;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One measured value in its measurand's unit. Context, phase and location are the station's words; absent context means
 * {@code Sample.Periodic}, absent location {@code Outlet}, absent phase the total. Source: OCPP 1.6 §7.43, 2.x SampledValueType.
 */
public record Sample(Measurand measurand, BigDecimal value, String context, @Nullable String phase, String location) {
    public static Sample of(Measurand measurand, BigDecimal value) {
        return new Sample(measurand, value, "Sample.Periodic", null, "Outlet");
    }
}
