package io.wattline.csms.quirk;

import org.jspecify.annotations.Nullable;

/** Who made a station, as it said when it booted; null until then. */
public record Make(@Nullable String vendor, @Nullable String model, @Nullable String firmware) {
    public static final Make UNKNOWN = new Make(null, null, null);

    boolean isKnown() { return vendor != null || model != null; }
}
