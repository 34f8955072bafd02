package io.wattline.model.event;

import io.wattline.model.charging.ReservationStatus;
import io.wattline.model.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a station, which decides about them, did with a reservation. {@code reservationId} is OCPP's number. */
public sealed interface ReservationFact extends Announcement {
    int reservationId();

    @Override
    default String type() { return "reservation.changed"; }

    /**
     * It was asked to keep a place: EVSE 0 is any of the station, connector 0 any of the EVSE. {@code reason} is its word when it declined,
     * for example {@code Occupied}. Source: OCPP 1.6 §5.13, 2.x ReserveNow.
     */
    record ReservationAnswered(StationId station, Instant at, int reservationId, int evse, int connector, @Nullable String connectorType,
            String idTag, @Nullable String parentIdTag, Instant expiresAt, ReservationStatus status,
            @Nullable String reason) implements ReservationFact {}

    /** It is used, over or given up. Source: OCPP 1.6 §5.2, 2.x ReservationStatusUpdate. */
    record ReservationUpdated(StationId station, Instant at, int reservationId, ReservationStatus status) implements ReservationFact {}
}
