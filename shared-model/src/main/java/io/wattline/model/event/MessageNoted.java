package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;

/** A message kept with its payload (JSON), and what is valid at the station by it: nothing, when nobody interprets the message. */
public record MessageNoted(StationId station, Instant at, String action, String payload, List<Notice> notices) implements Announcement {
    public MessageNoted { notices = List.copyOf(notices); }

    public MessageNoted(StationId station, Instant at, String action, String payload) { this(station, at, action, payload, List.of()); }

    @Override
    public String type() { return "message." + action; }
}
