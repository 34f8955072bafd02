package io.wattline.model.event;

import io.wattline.model.charging.LocalListEntry;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;

/** What a station answered about its local authorization list. */
public sealed interface LocalListFact extends Announcement {
    @Override
    default String type() { return "local-list.changed"; }

    int version();

    /** It was sent a list; {@code status} is its word, for example {@code VersionMismatch}. Source: OCPP 1.6 §5.15, 2.x SendLocalList. */
    record LocalListSent(StationId station, Instant at, int version, boolean full, List<LocalListEntry> entries,
            String status) implements LocalListFact {
        public LocalListSent { entries = List.copyOf(entries); }
    }

    /** The version it has: 0 without a list, -1 when it keeps none at all. Source: OCPP 1.6 §5.10, 2.x GetLocalListVersion. */
    record LocalListVersionTold(StationId station, Instant at, int version) implements LocalListFact {}
}
