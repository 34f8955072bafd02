package io.wattline.csms.reservation;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants reserved. No EVSE, or 0, is any of the station; an OCPP 1.x connector n is EVSE n; {@code connectorType} is OCPP 2.x's
 * word for what may be anywhere; tags below {@code parentIdTag} may use the place as well.
 */
record ReservationForm(@NotBlank String stationId, @Min(0) @Nullable Integer evse, @Min(0) @Nullable Integer connector,
        @Size(min = 1, max = 20) @Nullable String connectorType, @NotBlank @Size(max = 36) String idTag,
        @Size(min = 1, max = 36) @Nullable String parentIdTag, @NotNull Instant expiresAt) {
    static final ReservationForm BLANK = new ReservationForm(null, null, null, null, null, null, null);

    int place() { return evse == null ? 0 : evse; }
}
