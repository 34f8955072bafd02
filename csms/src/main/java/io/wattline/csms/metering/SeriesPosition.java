package io.wattline.csms.metering;

import io.wattline.csms.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a page of a series ended: behind a sample, which its fingerprint tells from others of its time, or behind a span of {@code resolution}. */
record SeriesPosition(@Nullable Instant at, int evse, int connector, int fingerprint, @Nullable Resolution resolution) {
    /** Of a cursor's key, null at the beginning; fails with {@code bad_request} for one that is not ours. */
    static SeriesPosition of(@Nullable String key) {
        if (key == null) return new SeriesPosition(null, 0, 0, 0, null);
        try {
            String[] parts = key.split("/", 4);
            boolean sample = parts[3].matches("-?\\d+");
            return new SeriesPosition(Instant.parse(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]),
                    sample ? Integer.parseInt(parts[3]) : 0, sample ? Resolution.SAMPLES : Resolution.asked(parts[3]));
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException _) {
            throw Problem.badRequest("The cursor is not one of ours.", new Problem.Field("cursor", "take it from an earlier page"));
        }
    }
}
