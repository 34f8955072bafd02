package io.wattline.portal.csms;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The account at a glance: power in kW, energy in kWh since midnight, cost in {@code currency}. */
public record Overview(int stations, int online, int charging, int faulted, @Nullable BigDecimal powerKw,
        @Nullable BigDecimal energyTodayKwh,
        @Nullable BigDecimal costToday, @Nullable String currency, int activeTransactions, int transactionsToday) {}
