package io.wattline.portal.live;

import io.wattline.model.station.ConnectorStatus;
import org.jspecify.annotations.Nullable;

/** A connector's status in words, with the tone that colours it. */
public record ConnectorStatusView(String label, String tone) {
    static ConnectorStatusView of(boolean online, boolean charging, @Nullable String status, @Nullable String reported) {
        if (!online) return new ConnectorStatusView("Offline", "off");
        if (charging) return new ConnectorStatusView("Charging", "charging");
        var known = status == null ? ConnectorStatus.UNKNOWN : ConnectorStatus.ofWireName(status);
        return new ConnectorStatusView(spaced(wordOf(known, reported)), toneOf(known));
    }

    /** The station's finer word, unless the connector is out of service: that may be true of the whole station, of which its word tells nothing. */
    private static String wordOf(ConnectorStatus status, @Nullable String reported) {
        return switch (status) {
            case UNAVAILABLE, FAULTED -> status.wireName();
            case AVAILABLE, OCCUPIED, RESERVED, UNKNOWN -> reported == null || reported.isBlank() ? status.wireName() : reported;
        };
    }

    private static String toneOf(ConnectorStatus status) {
        return switch (status) {
            case AVAILABLE -> "ok";
            case OCCUPIED -> "busy";
            case RESERVED -> "held";
            case FAULTED -> "bad";
            case UNAVAILABLE, UNKNOWN -> "off";
        };
    }

    /** "SuspendedEV" reads "Suspended EV". */
    private static String spaced(String word) {
        return word.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
}
