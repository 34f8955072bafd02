package io.wattline.portal.live;

import io.wattline.model.station.ConnectorStatus;
import org.jspecify.annotations.Nullable;

/** A connector's status in words, with the tone that colours it. */
public record ConnectorStatusView(String label, String tone) {
    static ConnectorStatusView of(boolean online, boolean charging, @Nullable String status, @Nullable String reported) {
        if (!online) return new ConnectorStatusView("Offline", "off");
        if (charging) return new ConnectorStatusView("Charging", "charging");
        var known = status == null ? ConnectorStatus.UNKNOWN : ConnectorStatus.ofWireName(status);
        return new ConnectorStatusView(spaced(reported == null || reported.isBlank() ? known.wireName() : reported), toneOf(known));
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
