package io.wattline.model.event;

import io.wattline.model.charging.Sample;
import io.wattline.model.charging.SignedReading;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values measured at one moment; without a transaction they belong to the connector's open one, if any. All samples have one context.
 * {@code claimedAt} is the station's own text for the time when it cannot be right and {@code at} is ours.
 */
public record MeterSampled(ConnectorRef connector, Instant at, @Nullable TransactionRef transaction, List<Sample> samples,
        List<SignedReading> signed, @Nullable String claimedAt) implements StationEvent {
    public MeterSampled {
        samples = List.copyOf(samples);
        signed = List.copyOf(signed);
    }

    public MeterSampled(ConnectorRef connector, Instant at, @Nullable TransactionRef transaction, List<Sample> samples) {
        this(connector, at, transaction, samples, List.of(), null);
    }

    @Override
    public StationId station() { return connector.station(); }
}
