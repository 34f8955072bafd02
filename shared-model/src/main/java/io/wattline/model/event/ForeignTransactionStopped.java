package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;

/** A station ended a transaction of another one, {@code owner}, which goes on; it should not know that number. */
public record ForeignTransactionStopped(StationId station, Instant at, String ocppTransactionId,
        String owner) implements TransactionNotice {
    @Override
    public String type() { return "security.foreign-transaction"; }
}
