package io.wattline.csms.ocpp;

import java.time.Instant;

/** Hears how stations behave; must return at once. */
public interface StationObserver {
    void deviated(StationPrincipal station, Deviation deviation);

    /** The station wrote this time into what it sent as it happened, received when it was {@code received}. */
    void toldTime(StationPrincipal station, String action, Instant told, Instant received);
}
