package io.wattline.csms.station;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wattline.csms.station.StationSecurity.SecurityView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One station as REST shows it, with what it keeps: reservations that are not over, and charging profiles, in the order of their places, and how it shows who it is. */
record StationDetail(@JsonUnwrapped StationView station, List<ReservationShown> reservations, List<ProfileShown> chargingProfiles,
        SecurityView security) {
    /** {@code reservationId} is OCPP's number; EVSE 0 is any of the station, connector 0 any of the EVSE. */
    record ReservationShown(UUID id, int reservationId, int evse, int connector, String idTag, String status, Instant expiresAt) {}

    /** {@code profileId} is OCPP's number, {@code chargingProfileId} the stored profile it came from; EVSE 0 is the whole station. */
    record ProfileShown(int profileId, @Nullable UUID chargingProfileId, @Nullable String name, int evse, String purpose, int stackLevel,
            @Nullable String ocppTransactionId, Instant installedAt) {}
}
