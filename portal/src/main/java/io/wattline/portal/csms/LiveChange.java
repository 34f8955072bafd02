package io.wattline.portal.csms;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of one connector after something moved, with figures as of {@link Station.Connector}; only {@code kind} and {@code sequence} stand in the snapshot of an empty account. */
public record LiveChange(String kind, long sequence, @Nullable String stationId, int evse, int connector, boolean online,
        @Nullable String status,
        @Nullable String reportedStatus, @Nullable BigDecimal powerKw, @Nullable BigDecimal energyKwh, @Nullable BigDecimal socPercent,
        boolean charging, @Nullable String transactionId, @Nullable Instant at) {
    public boolean isOf(Station.Connector other, String station) {
        return station.equals(stationId) && evse == other.evse() && connector == other.connector();
    }
}
