package io.wattline.portal.csms;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charging session: energy in kWh, money in {@code currency}; {@code flags} name what is odd about it. */
public record Transaction(String id, String stationId, int evse, int connector, @Nullable String ocppTransactionId, @Nullable String idTag,
        String state, Instant startedAt, @Nullable Instant stoppedAt, @Nullable BigDecimal meterStartKwh, @Nullable BigDecimal meterStopKwh,
        @Nullable BigDecimal energyKwh, @Nullable BigDecimal cost, @Nullable String currency, @Nullable BigDecimal pricePerKwh,
        @Nullable String startReason, @Nullable String stopReason, @Nullable String chargingState, @Nullable List<String> flags) {
    public Transaction {
        flags = flags == null ? List.of() : List.copyOf(flags);
    }

    public boolean active() { return stoppedAt == null; }
}
