package io.wattline.csms.ocpp;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import org.jspecify.annotations.Nullable;

/**
 * A station at the door. The account is the one its address names, if any; the version is the one chosen of those it offers, null when it
 * offers no subprotocol at all; credentials are those of HTTP Basic, the password as bytes because stations send binary ones. Source: OCPP-J 1.6 §6.2.3, OCPP 2.0.1 part 2 A00.
 */
public record ConnectionAttempt(StationId station, @Nullable AccountId account, @Nullable OcppVersion version, String remoteAddress,
        @Nullable BasicCredentials credentials, TransportSecurity transport) {
    /** Over a plain connection. */
    public ConnectionAttempt(StationId station, @Nullable AccountId account, @Nullable OcppVersion version, String remoteAddress,
            @Nullable BasicCredentials credentials) {
        this(station, account, version, remoteAddress, credentials, TransportSecurity.PLAIN);
    }

    @SuppressWarnings("ArrayRecordComponent")
    public record BasicCredentials(String user, byte[] password) {}
}
