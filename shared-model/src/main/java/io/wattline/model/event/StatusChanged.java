package io.wattline.model.event;

import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connector's (or, on EVSE 0, the station's) status; {@code reported} is the station's own word, for example {@code SuspendedEV}. */
public record StatusChanged(ConnectorRef connector, Instant at, ConnectorStatus status, String reported, @Nullable String errorCode,
        @Nullable String info)
        implements
            StationEvent {
    @Override
    public StationId station() { return connector.station(); }
}
