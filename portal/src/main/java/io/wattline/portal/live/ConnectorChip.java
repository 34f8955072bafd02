package io.wattline.portal.live;

import io.wattline.portal.csms.LiveChange;
import io.wattline.portal.csms.Station;
import io.wattline.portal.web.Figures;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connector in one line, as in the station list. */
public record ConnectorChip(String id, String label, String tone) {
    public static List<ConnectorChip> of(Station station) {
        return station.connectors().stream().map(connector -> of(station.id(), connector.evse(), connector.connector(), connector.powerKw(),
                ConnectorStatusView.of(station.online(), connector.charging(), connector.status(), connector.reportedStatus()))).toList();
    }

    public static ConnectorChip of(LiveChange change) {
        return of(String.valueOf(change.stationId()), change.evse(), change.connector(), change.powerKw(),
                ConnectorStatusView.of(change.online(), change.charging(), change.status(), change.reportedStatus()));
    }

    private static ConnectorChip of(String station, int evse, int connector, @Nullable BigDecimal powerKw, ConnectorStatusView status) {
        String place = connector <= 1 ? "" + evse : evse + "." + connector;
        String power = "charging".equals(status.tone()) && powerKw != null ? " " + Figures.kW(powerKw) + " kW" : "";
        return new ConnectorChip("chip-" + station + "-" + evse + "-" + connector, place + " " + status.label() + power, status.tone());
    }
}
