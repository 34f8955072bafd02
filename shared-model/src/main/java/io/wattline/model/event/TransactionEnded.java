package io.wattline.model.event;

import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A transaction ended. The connector is EVSE 0 when the message does not name one (OCPP 1.x); {@code meterStopWh} is the register at the end, when told. */
public record TransactionEnded(ConnectorRef connector, Instant at, TransactionRef transaction, @Nullable IdToken idToken,
        @Nullable BigDecimal meterStopWh,
        StopReason reason, TransactionDetails details) implements TransactionFact {
    public TransactionEnded(ConnectorRef connector, Instant at, TransactionRef transaction, @Nullable IdToken idToken,
            @Nullable BigDecimal meterStopWh, StopReason reason) {
        this(connector, at, transaction, idToken, meterStopWh, reason, TransactionDetails.NONE);
    }

    @Override
    public TransactionEnded named(ConnectorRef place, TransactionRef name) {
        return new TransactionEnded(place, at, name, idToken, meterStopWh, reason, details);
    }

    @Override
    public TransactionEnded with(TransactionDetails known) {
        return new TransactionEnded(connector, at, transaction, idToken, meterStopWh, reason, known);
    }
}
