package io.wattline.model.command;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a station is asked about how it shows who it is. */
public sealed interface SecurityCommand extends StationCommand.OfBlock {
    /**
     * To come back with a higher security profile. {@code url}: where to, without the station's id (OCPP 2.x only, where it is needed);
     * {@code slot}: for the network profile of 2.x, a free one when null; {@code networkInterface}: OCPP 2.x's word; {@code settings}:
     * configuration keys of 1.6 that have to be changed first; {@code within}: how long it may take. Source: OCPP 2.0.1 part 2 A05.
     */
    record UpgradeSecurityProfile(int profile, @Nullable String url, @Nullable Integer slot, String networkInterface,
            Map<String, String> settings, Duration within) implements SecurityCommand {
        public UpgradeSecurityProfile {
            settings = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(settings));
        }

        @Override
        public String name() { return "upgrade-security-profile"; }
    }
}
