package io.wattline.portal.csms;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One reading: power in kW, the register in kWh, the battery in percent. */
public record MeterValue(Instant at, @Nullable BigDecimal powerKw, @Nullable BigDecimal energyKwh, @Nullable BigDecimal socPercent) {}
