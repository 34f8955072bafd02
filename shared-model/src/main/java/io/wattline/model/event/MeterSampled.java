package io.wattline.model.event;

import io.wattline.model.charging.Sample;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values measured at one moment; without a transaction they belong to the connector's open one, if any. */
public record MeterSampled(ConnectorRef connector, Instant at, @Nullable TransactionRef transaction,
        List<Sample> samples) implements StationEvent {
    public MeterSampled { samples = List.copyOf(samples); }

    @Override
    public StationId station() { return connector.station(); }
}
