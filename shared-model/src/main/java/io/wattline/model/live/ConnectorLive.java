package io.wattline.model.live;

import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connector as viewers see it now: power in W, energy of the running (or last) transaction in Wh, state of charge in %.
 * {@code transactionId} is the transaction's id in REST; {@code sequence} orders all changes of an account.
 */
public record ConnectorLive(ConnectorRef ref, boolean online, ConnectorStatus status, String reportedStatus, @Nullable BigDecimal powerW,
        @Nullable BigDecimal energyWh, @Nullable BigDecimal socPercent, @Nullable String transactionId, Instant at, long sequence) {
    public boolean charging() { return transactionId != null && powerW != null && powerW.signum() > 0; }
}
