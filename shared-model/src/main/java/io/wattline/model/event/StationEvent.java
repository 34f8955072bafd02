package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;

/** A fact a station told us or that we observed about it; versions of OCPP are gone here. Times are the station's claim, UTC. */
public sealed interface StationEvent
        permits StationConnected, StationDisconnected, Booted, StatusChanged, MeterSampled, TransactionFact, Announcement {
    StationId station();

    Instant at();
}
