package io.wattline.csms.security;

import io.wattline.model.command.SecurityCommand.UpgradeSecurityProfile;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A higher security profile for a station.
 *
 * @param url OCPP 2.x: where to connect, up to the station's id; for profiles with TLS {@code wattline.ocpp.tls.url} unless told
 * @param slot OCPP 2.x: of the network profile; one that is not in use unless told
 * @param networkInterface OCPP 2.x: {@code Wired0} unless told
 * @param settings OCPP 1.6: configuration keys to change first, for example the one in which this make keeps the address
 * @param withinSeconds how long the station may take to come back once it agreed
 */
record UpgradeForm(@NotNull @Min(1) @Max(3) Integer profile,
        @Pattern(regexp = "wss?://.+", message = "must begin with ws:// or wss://") @Size(max = 512) @Nullable String url,
        @Min(0) @Nullable Integer slot,
        @NotNull @Pattern(regexp = "Wired[0-3]|Wireless[0-3]", message = "is no interface of OCPP like Wired0") String networkInterface,
        @NotNull Map<@Size(min = 1, max = 50) String, @Size(max = 500) String> settings,
        @NotNull @Min(1) @Max(604_800) Integer withinSeconds) {
    private static final int LOWEST_WITH_TLS = 2;

    static final UpgradeForm BLANK = new UpgradeForm(null, null, null, "Wired0", Map.of(), 600);

    UpgradeSecurityProfile command(UpgradeProperties defaults) {
        String where = url != null || profile < LOWEST_WITH_TLS ? url : defaults.url();
        return new UpgradeSecurityProfile(profile, where, slot, networkInterface, settings, Duration.ofSeconds(withinSeconds));
    }
}
