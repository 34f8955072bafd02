package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A station started and introduced itself. Source: OCPP BootNotification; {@code payload} is the message as it came, JSON. */
public record Booted(StationId station, Instant at, String vendor, String model, @Nullable String firmwareVersion,
        @Nullable String serialNumber,
        @Nullable String reason, String payload) implements StationEvent {}
