package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A station noticed something about its security; {@code event} is OCPP's or the vendor's word. Source: OCPP 2.0.1 part 2 A04, appendix 1. */
public record SecurityEventReported(StationId station, Instant at, String event, boolean critical,
        @Nullable String techInfo) implements Announcement {
    private static final Set<String> CRITICAL = Set.of("FirmwareUpdated", "SettingSystemTime", "StartupOfTheDevice", "ResetOrReboot",
            "SecurityLogWasCleared", "MemoryExhaustion", "TamperDetectionActivated", "MaintenanceLoginAccepted", "MaintenanceLoginFailed");

    /** With the weight that OCPP gives to its events; those of vendors are not critical. */
    public static SecurityEventReported of(StationId station, Instant at, String event, @Nullable String techInfo) {
        return new SecurityEventReported(station, at, event, CRITICAL.contains(event), techInfo);
    }

    @Override
    public String type() { return "security.event"; }
}
