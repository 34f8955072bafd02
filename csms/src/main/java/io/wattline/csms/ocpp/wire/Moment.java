package io.wattline.csms.ocpp.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When something happened; {@code claimed} is the station's text for it when that cannot be right and {@code at} is our time. */
public record Moment(Instant at, @Nullable String claimed) {
    private static final int LONGEST_CLAIM = 64;

    public static Moment of(@Nullable String claimed, Instant received) {
        Instant at = Timestamps.read(claimed, received);
        boolean believed = claimed == null || !at.equals(received);
        return new Moment(at, believed ? null : shown(claimed));
    }

    private static String shown(String claimed) {
        String told = claimed.replace("\0", "");
        String text = told.endsWith(StationHabits.UNBELIEVED) ? told.substring(0, told.length() - StationHabits.UNBELIEVED.length()) : told;
        return text.length() > LONGEST_CLAIM ? text.substring(0, LONGEST_CLAIM) : text;
    }
}
