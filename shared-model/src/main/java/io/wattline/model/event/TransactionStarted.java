package io.wattline.model.event;

import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction began. {@code opening} is the natural key of the telling, so that a repeated one finds its own trace.
 * {@code transaction} is null where we give the number (OCPP 1.x); {@code meterStartWh} is the register at the start, when told; {@code remoteStartId} answers a remote start (2.x).
 */
public record TransactionStarted(ConnectorRef connector, Instant at, @Nullable TransactionRef transaction, String opening,
        @Nullable IdToken idToken,
        @Nullable BigDecimal meterStartWh, @Nullable Integer remoteStartId, @Nullable String reason) implements TransactionFact {}
