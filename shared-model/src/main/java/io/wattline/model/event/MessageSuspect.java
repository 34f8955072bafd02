package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;

/** A message of a transaction that cannot be understood, kept with its payload (JSON) and a sentence that says why: a person may have to look at it. */
public record MessageSuspect(StationId station, Instant at, String action, String flaw, String payload) implements Announcement {
    @Override
    public String type() { return "message.suspect"; }
}
