package io.wattline.model.event;

import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A station answered what it still has of a transaction: whether it runs (null when the station does not say) and whether messages
 * about it wait to be sent. Source: OCPP 2.x GetTransactionStatusResponse.
 */
public record TransactionQueueTold(ConnectorRef connector, Instant at, TransactionRef transaction, @Nullable Boolean ongoing,
        boolean messagesInQueue) implements TransactionFact {
    @Override
    public @Nullable IdToken idToken() { return null; }

    @Override
    public TransactionDetails details() { return TransactionDetails.NONE; }

    @Override
    public TransactionQueueTold named(ConnectorRef place, TransactionRef name) {
        return new TransactionQueueTold(place, at, name, ongoing, messagesInQueue);
    }

    @Override
    public TransactionQueueTold with(TransactionDetails known) { return this; }
}
