package io.wattline.model.event;

import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import org.jspecify.annotations.Nullable;

/** A fact of one transaction, which its station may tell late, twice or in any order. */
public sealed interface TransactionFact extends StationEvent
        permits TransactionStarted, TransactionUpdated, TransactionEnded, TransactionQueueTold {
    /** Where; EVSE 0 when the message does not say. */
    ConnectorRef connector();

    /** Null only for a start that has not got its number yet (OCPP 1.x). */
    @Nullable
    TransactionRef transaction();

    /** The token of the message, if it names one. */
    @Nullable
    IdToken idToken();

    TransactionDetails details();

    /** The same fact about the transaction and the place it turned out to be about. */
    TransactionFact named(ConnectorRef place, TransactionRef name);

    TransactionFact with(TransactionDetails known);

    @Override
    default StationId station() { return connector().station(); }
}
