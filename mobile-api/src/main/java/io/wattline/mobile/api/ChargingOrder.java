package io.wattline.mobile.api;

import org.jspecify.annotations.Nullable;

/** What a driver wants of a station: to start at a connector, with his first tag when he names none, or to stop a transaction. */
final class ChargingOrder {
    private ChargingOrder() {}

    record Start(@Nullable String stationId, @Nullable Integer evse, @Nullable Integer connector, @Nullable String idTag) {}

    record Stop(@Nullable String transactionId) {}
}
