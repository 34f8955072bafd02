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
        @Nullable BigDecimal meterStartWh, @Nullable Integer remoteStartId, @Nullable String reason, TransactionDetails details)
        implements
            TransactionFact {
    public TransactionStarted(ConnectorRef connector, Instant at, @Nullable TransactionRef transaction, String opening,
            @Nullable IdToken idToken, @Nullable BigDecimal meterStartWh, @Nullable Integer remoteStartId, @Nullable String reason) {
        this(connector, at, transaction, opening, idToken, meterStartWh, remoteStartId, reason, TransactionDetails.NONE);
    }

    /** The same start with the number it got. */
    public TransactionStarted numbered(TransactionRef number) {
        return named(connector, number);
    }

    @Override
    public TransactionStarted named(ConnectorRef place, TransactionRef name) {
        return new TransactionStarted(place, at, name, opening, idToken, meterStartWh, remoteStartId, reason, details);
    }

    @Override
    public TransactionStarted with(TransactionDetails known) {
        return new TransactionStarted(connector, at, transaction, opening, idToken, meterStartWh, remoteStartId, reason, known);
    }
}
