package io.wattline.csms.live;

import io.wattline.csms.web.Figures;
import io.wattline.model.live.ConnectorLive;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connector's live figures on the wire: kW, kWh and %. */
record LiveView(String kind, long sequence, String stationId, int evse, int connector, boolean online, String status, String reportedStatus,
        @Nullable BigDecimal powerKw, @Nullable BigDecimal energyKwh, @Nullable BigDecimal socPercent, boolean charging,
        @Nullable String transactionId,
        Instant at) {
    static LiveView of(boolean snapshot, ConnectorLive live) {
        return new LiveView(snapshot ? "snapshot" : "change", live.sequence(), live.ref().station().value(), live.ref().evse(),
                live.ref().connector(), live.online(),
                live.status().wireName(), live.reportedStatus(), Figures.kilo(live.powerW()), Figures.kilo(live.energyWh()),
                live.socPercent(), live.charging(),
                live.transactionId(), live.at());
    }
}
