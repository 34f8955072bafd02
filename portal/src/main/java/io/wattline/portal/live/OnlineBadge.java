package io.wattline.portal.live;

import io.wattline.portal.csms.LiveChange;
import io.wattline.portal.csms.Station;

/** Whether a station is connected, in a word and a tone. */
public record OnlineBadge(String id, String label, String tone) {
    public static OnlineBadge of(Station station) {
        return station.enabled() ? of(station.id(), station.online()) : new OnlineBadge(id(station.id()), "Disabled", "bad");
    }

    public static OnlineBadge of(LiveChange change) { return of(String.valueOf(change.stationId()), change.online()); }

    private static OnlineBadge of(String station, boolean online) {
        return online ? new OnlineBadge(id(station), "Online", "ok") : new OnlineBadge(id(station), "Offline", "off");
    }

    private static String id(String station) { return "online-" + station; }
}
