package io.wattline.csms.transaction;

import io.r2dbc.spi.Readable;
import io.wattline.csms.web.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in REST: kWh, money at the price of the session. {@code meterStartKwh} is the register from which its energy counts;
 * {@code heldKwh} cannot be and is not billed.
 */
record TransactionView(UUID id, String stationId, int evse, int connector, String ocppTransactionId, @Nullable String idTag, String state,
        @Nullable String chargingState, Instant startedAt, @Nullable Instant stoppedAt, @Nullable BigDecimal meterStartKwh,
        @Nullable BigDecimal meterStopKwh,
        BigDecimal energyKwh, BigDecimal cost, BigDecimal pricePerKwh, String currency, @Nullable String startReason,
        @Nullable String stopReason,
        List<String> flags, Instant updatedAt, BigDecimal heldKwh, @Nullable Integer reservationId, @Nullable Integer remoteStartId) {
    static TransactionView of(Readable row) {
        BigDecimal energyWh = known(row.get("energy_now", BigDecimal.class));
        BigDecimal price = known(row.get("price_per_kwh", BigDecimal.class));
        return new TransactionView(known(row.get("transaction_id", UUID.class)), known(row.get("station_id", String.class)),
                known(row.get("evse", Integer.class)),
                known(row.get("connector", Integer.class)), ocppId(row),
                row.get("id_tag", String.class),
                known(row.get("state", String.class)), row.get("charging_state", String.class), known(row.get("started_at", Instant.class)),
                row.get("stopped_at", Instant.class), Figures.kilo(row.get("meter_start_wh", BigDecimal.class)),
                Figures.kilo(row.get("meter_stop_wh", BigDecimal.class)), known(Figures.kilo(energyWh)), Figures.cost(energyWh, price),
                price,
                known(row.get("currency", String.class)), row.get("start_reason", String.class), row.get("stop_reason", String.class),
                List.of(known(row.get("flags", String[].class))), known(row.get("updated_at", Instant.class)),
                known(Figures.kilo(row.get("held_wh", BigDecimal.class))), row.get("reservation_id", Integer.class),
                row.get("remote_start_id", Integer.class));
    }

    /** A wrong name is kept with the time of the end that used it. */
    private static String ocppId(Readable row) {
        String id = known(row.get("ocpp_transaction_id", String.class));
        boolean orphan = List.of(known(row.get("flags", String[].class))).contains(TransactionFlag.ORPHAN.wireName());
        return orphan && id.contains("@") ? id.substring(0, id.indexOf('@')) : id;
    }

    /** Lists go by start, newest first; the id makes the order one. */
    String orderKey() { return startedAt + "/" + id; }

    private static <T> T known(@Nullable T value) { return Objects.requireNonNull(value); }
}
