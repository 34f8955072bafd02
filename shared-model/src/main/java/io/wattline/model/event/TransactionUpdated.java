package io.wattline.model.event;

import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A running transaction said more of itself: its token, its charging state ({@code Charging}, {@code SuspendedEV} …). Source: OCPP 2.x TransactionEvent. */
public record TransactionUpdated(ConnectorRef connector, Instant at, TransactionRef transaction, @Nullable IdToken idToken,
        @Nullable String chargingState,
        @Nullable Integer remoteStartId) implements TransactionFact {}
