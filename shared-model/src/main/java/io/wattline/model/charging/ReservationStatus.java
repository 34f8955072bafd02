package io.wattline.model.charging;

import java.util.Locale;

/** What became of a reservation. */
public enum ReservationStatus {
    /** Asked for; the station did not answer yet. */
    PENDING,
    /** The station keeps the place. */
    ACCEPTED,
    /** The station declined, or could not be asked. */
    REJECTED,
    /** A transaction took the place. */
    USED,
    /** Nobody came in time. */
    EXPIRED,
    /** Given up, by us or by the station. */
    CANCELLED;

    /** The name in REST, for example {@code accepted}. */
    public String wireName() { return name().toLowerCase(Locale.ROOT); }
}
