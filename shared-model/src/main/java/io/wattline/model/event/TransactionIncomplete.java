package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;

/** A message of a transaction shows that earlier ones are missing: those numbers, or its start. */
public record TransactionIncomplete(StationId station, Instant at, String ocppTransactionId, List<Integer> missing)
        implements
            TransactionNotice {
    public TransactionIncomplete { missing = List.copyOf(missing); }

    @Override
    public String type() { return "transaction.gap"; }
}
