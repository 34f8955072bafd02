package io.wattline.csms.ocpp;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.util.function.Supplier;

/**
 * An admitted station: whose it is, who it is, and what its connection speaks. {@code currentManners} answers at once, from memory:
 * manners change while the station is connected. {@code securityProfile}: what it showed at the door, 0 to 3; 0 is nothing, with TLS or without.
 */
public record StationPrincipal(AccountId account, StationId station, OcppVersion version, String remoteAddress,
        Supplier<Manners> currentManners, int securityProfile) {
    /** A station that has shown nothing of who it is. */
    public StationPrincipal(AccountId account, StationId station, OcppVersion version, String remoteAddress,
            Supplier<Manners> currentManners) {
        this(account, station, version, remoteAddress, currentManners, 0);
    }

    /** A station of which nothing is known. */
    public StationPrincipal(AccountId account, StationId station, OcppVersion version, String remoteAddress) {
        this(account, station, version, remoteAddress, () -> Manners.TOLERANT);
    }

    public Manners manners() { return currentManners.get(); }
}
