package io.wattline.model.event;

import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.time.Instant;

/** A station's connection was accepted; {@code remoteAddress} is the peer's IP address. */
public record StationConnected(StationId station, Instant at, OcppVersion version, String remoteAddress) implements StationEvent {}
