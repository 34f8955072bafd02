package io.wattline.csms.station;

import static io.wattline.csms.web.Figures.kilo;
import static io.wattline.csms.web.Figures.plain;

import io.r2dbc.spi.Readable;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.quirk.Make;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A station as REST shows it; what its connection knows counts before what is stored. {@code clockSkewSeconds}: how far its clock is
 * ahead of ours; {@code quirks}: the profiles that fit its make; {@code bootStatus}: what a boot is answered; {@code throttled}: it sends
 * more than its share and is answered later; {@code unconfirmedSince}: the station connected then and has not told that connector's status.
 */
record StationView(String id, String name, boolean enabled, boolean online, @Nullable String ocppVersion, @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion, @Nullable String serialNumber, @Nullable Instant firstSeenAt, @Nullable Instant lastSeenAt,
        @Nullable Instant connectedAt, BigDecimal pricePerKwh, String currency, @Nullable String location,
        @Nullable UUID siteId, @Nullable Boolean accepted, String bootStatus, boolean throttled, String strictness,
        @Nullable Long clockSkewSeconds, List<String> quirks, List<ConnectorView> connectors) {
    record ConnectorView(int evse, int connector, String status, String reportedStatus, @Nullable BigDecimal powerKw,
            @Nullable BigDecimal energyKwh,
            @Nullable BigDecimal socPercent, boolean charging, @Nullable UUID transactionId, @Nullable Instant statusAt,
            @Nullable String errorCode, @Nullable Instant unconfirmedSince) {
        static ConnectorView of(Readable row) {
            ConnectorState state = StationRows.connector(row).state().under(StationRows.stationStatus(row));
            return new ConnectorView(state.ref().evse(), state.ref().connector(), state.status().wireName(), state.reportedStatus(),
                    kilo(state.powerW()),
                    kilo(state.energyWh()), state.socPercent() == null ? null : plain(state.socPercent()), state.isCharging(),
                    state.transactionId(),
                    state.statusAt(), state.errorCode(), row.get("unconfirmed_since", Instant.class));
        }
    }

    static StationView of(Readable row) {
        return new StationView(row.get("station_id", String.class), row.get("name", String.class), is(row, "enabled"), is(row, "online"),
                row.get("ocpp_version", String.class), row.get("vendor", String.class), row.get("model", String.class),
                row.get("firmware_version", String.class), row.get("serial_number", String.class), row.get("first_seen_at", Instant.class),
                row.get("last_seen_at", Instant.class), row.get("connected_at", Instant.class),
                plain(Objects.requireNonNull(row.get("price_per_kwh", BigDecimal.class))), row.get("currency", String.class),
                row.get("location", String.class), row.get("site_id", UUID.class), row.get("accepted", Boolean.class),
                row.get("boot_status", String.class), false,
                row.get("strictness", String.class), row.get("clock_skew_seconds", Long.class),
                List.of(),
                List.of());
    }

    StationView with(List<ConnectorView> shown) {
        return new StationView(id, name, enabled, online, ocppVersion, vendor, model, firmwareVersion, serialNumber, firstSeenAt,
                lastSeenAt, connectedAt,
                pricePerKwh, currency, location, siteId, accepted, bootStatus, throttled, strictness, clockSkewSeconds, quirks, shown);
    }

    StationView with(Optional<StationLink> link) {
        return link.map(up -> new StationView(id, name, enabled, true, up.principal().version().number(), vendor, model, firmwareVersion,
                serialNumber,
                firstSeenAt == null ? up.connectedAt() : firstSeenAt, up.lastSeenAt(), up.connectedAt(), pricePerKwh, currency, location,
                siteId,
                accepted, bootStatus, up.isThrottled(), strictness, clockSkewSeconds,
                quirks, connectors)).orElse(this);
    }

    StationForm form() {
        return new StationForm(id, name, enabled, null, null, pricePerKwh, currency, location, siteId, accepted, strictness);
    }

    /** {@code names}: of the quirk profiles that fit its make. */
    StationView withQuirks(List<String> names) {
        return new StationView(id, name, enabled, online, ocppVersion, vendor, model, firmwareVersion, serialNumber, firstSeenAt,
                lastSeenAt,
                connectedAt, pricePerKwh, currency, location, siteId, accepted, bootStatus, throttled, strictness, clockSkewSeconds, names,
                connectors);
    }

    Make make() { return new Make(vendor, model, firmwareVersion); }

    boolean isStrict() { return strictness.equals("strict"); }

    private static boolean is(Readable row, String column) { return Boolean.TRUE.equals(row.get(column, Boolean.class)); }
}
