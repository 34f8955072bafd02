package io.wattline.csms.reservation;

import org.jspecify.annotations.Nullable;

/** Which reservations a list shows; null means all. */
record ReservationFilter(@Nullable String stationId, @Nullable Integer reservationId, @Nullable String status) {}
