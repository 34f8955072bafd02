package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;

/** A station has no connection any more; the reason is a short sentence for people. */
public record StationDisconnected(StationId station, Instant at, String reason) implements StationEvent {}
