package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;

/** A message we answer but do not interpret, kept with its payload (JSON). */
public record MessageNoted(StationId station, Instant at, String action, String payload) implements Announcement {
    @Override
    public String type() { return "message." + action; }
}
