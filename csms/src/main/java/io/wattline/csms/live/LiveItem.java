package io.wattline.csms.live;

import io.wattline.model.live.ConnectorLive;
import org.jspecify.annotations.Nullable;

/** A connector as sent to viewers; {@code json} is encoded once for all of them. Without a connector: a snapshot of nothing. */
public record LiveItem(boolean snapshot, long sequence, @Nullable ConnectorLive connector, String json) {
    public String kind() { return snapshot ? "snapshot" : "change"; }
}
