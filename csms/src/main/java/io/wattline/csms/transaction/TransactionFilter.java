package io.wattline.csms.transaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which transactions a list shows; null means all. {@code from} and {@code to} are about the start, {@code updatedSince} about any news. */
record TransactionFilter(@Nullable String stationId, @Nullable String idTag, @Nullable Boolean active, @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant updatedSince) {}
