package io.wattline.model.event;

import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A running transaction said more of itself: its token, its charging state ({@code Charging}, {@code SuspendedEV} …). Source: OCPP 2.x TransactionEvent. */
public record TransactionUpdated(ConnectorRef connector, Instant at, TransactionRef transaction, @Nullable IdToken idToken,
        @Nullable String chargingState,
        @Nullable Integer remoteStartId, TransactionDetails details) implements TransactionFact {
    public TransactionUpdated(ConnectorRef connector, Instant at, TransactionRef transaction, @Nullable IdToken idToken,
            @Nullable String chargingState, @Nullable Integer remoteStartId) {
        this(connector, at, transaction, idToken, chargingState, remoteStartId, TransactionDetails.NONE);
    }

    @Override
    public TransactionUpdated named(ConnectorRef place, TransactionRef name) {
        return new TransactionUpdated(place, at, name, idToken, chargingState, remoteStartId, details);
    }

    @Override
    public TransactionUpdated with(TransactionDetails known) {
        return new TransactionUpdated(connector, at, transaction, idToken, chargingState, remoteStartId, known);
    }
}
