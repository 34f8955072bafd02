package io.wattline.csms.ingest;

import io.wattline.model.account.AccountId;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;

/** The facts of one message of one station, stored together or not at all; {@code receivedAt} is our time, the facts carry the station's. */
public record Report(AccountId account, StationId station, Instant receivedAt, List<StationEvent> facts) {
    public Report { facts = List.copyOf(facts); }
}
