package io.wattline.csms.station;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which stations; null for whatever. {@code q} is a part of the id or the name, in any case; the other texts are whole and in their case. */
public record StationFilter(@Nullable Boolean online, @Nullable @Size(max = 255) String vendor, @Nullable @Size(max = 255) String model,
        @Nullable @Size(max = 255) String firmwareVersion, @Nullable @Size(max = 16) String ocppVersion,
        @Nullable @Size(max = 255) String q) {
    public static final StationFilter ANY = new StationFilter(null, null, null, null, null, null);
}
