package io.wattline.csms.file;

import io.wattline.model.account.AccountId;
import io.wattline.model.event.JobKind;
import io.wattline.model.station.StationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a station may fetch or leave at the file server: a firmware to fetch, or else something to upload. */
record Job(AccountId account, UUID task, StationId station, JobKind kind, @Nullable UUID firmware, @Nullable UUID uploaded) {
    boolean isDownload() { return kind == JobKind.FIRMWARE || kind == JobKind.PUBLICATION; }
}
