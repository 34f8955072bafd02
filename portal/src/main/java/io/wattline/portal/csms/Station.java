package io.wattline.portal.csms;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charging station as csms knows it; what the station never told is null. */
public record Station(String id, @Nullable String name, boolean enabled, boolean online, @Nullable String ocppVersion,
        @Nullable String vendor,
        @Nullable String model, @Nullable String firmwareVersion, @Nullable String serialNumber, @Nullable Instant firstSeenAt,
        @Nullable Instant lastSeenAt, @Nullable Instant connectedAt, @Nullable BigDecimal pricePerKwh, @Nullable String currency,
        @Nullable List<Connector> connectors) {
    public Station {
        connectors = connectors == null ? List.of() : List.copyOf(connectors);
    }

    /** What an operator calls it: the name he gave, else the id. */
    public String title() {
        return name == null || name.isBlank() ? id : name;
    }

    /** One outlet: power in kW, energy of the running or last session in kWh, the car's battery in percent. */
    public record Connector(int evse, int connector, @Nullable String status, @Nullable String reportedStatus, @Nullable BigDecimal powerKw,
            @Nullable BigDecimal energyKwh, @Nullable BigDecimal socPercent, boolean charging, @Nullable String transactionId,
            @Nullable Instant statusAt, @Nullable String errorCode) {}
}
