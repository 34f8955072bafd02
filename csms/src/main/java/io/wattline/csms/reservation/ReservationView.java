package io.wattline.csms.reservation;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A reservation in REST; {@code reservationId} is OCPP's number, {@code reason} the word of a station that declined. */
record ReservationView(UUID id, int reservationId, String stationId, int evse, int connector, @Nullable String connectorType, String idTag,
        @Nullable String parentIdTag, Instant expiresAt, String status, @Nullable String reason, @Nullable UUID transactionId,
        @Nullable UUID taskId, Instant createdAt, Instant updatedAt) {
    static ReservationView of(Readable row) {
        return new ReservationView(known(row.get("reservation_id", UUID.class)), known(row.get("reservation_number", Integer.class)),
                known(row.get("station_id", String.class)), known(row.get("evse", Integer.class)),
                known(row.get("connector", Integer.class)),
                row.get("connector_type", String.class), known(row.get("id_tag", String.class)), row.get("parent_id_tag", String.class),
                known(row.get("expires_at", Instant.class)), known(row.get("status", String.class)), row.get("reason", String.class),
                row.get("transaction_id", UUID.class), row.get("task_id", UUID.class), known(row.get("created_at", Instant.class)),
                known(row.get("updated_at", Instant.class)));
    }

    boolean isOpen() { return status.equals("pending") || status.equals("accepted"); }

    private static <T> T known(@Nullable T value) { return Objects.requireNonNull(value); }
}
