package io.wattline.model.event;

import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.time.Instant;

/**
 * A station's connection was accepted; {@code remoteAddress} is the peer's IP address, {@code securityProfile} what the station showed of
 * itself, 0 to 3. Source: OCPP 2.0.1 part 2 A.
 */
public record StationConnected(StationId station, Instant at, OcppVersion version, String remoteAddress, int securityProfile)
        implements
            StationEvent {
    /** Of a station that showed nothing. */
    public StationConnected(StationId station, Instant at, OcppVersion version, String remoteAddress) {
        this(station, at, version, remoteAddress, 0);
    }
}
