package io.wattline.csms.live;

import io.wattline.model.live.ConnectorLive;

/** A connector as sent to viewers; {@code json} is encoded once for all of them. */
public record LiveItem(boolean snapshot, ConnectorLive connector, String json) {
    public String kind() { return snapshot ? "snapshot" : "change"; }
}
