package io.wattline.portal.live;

import io.wattline.portal.csms.LiveChange;
import io.wattline.portal.csms.Station;
import io.wattline.portal.web.Figures;
import io.wattline.portal.web.Links;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connector as a card: power in kW, energy of the session in kWh, battery in percent or null. */
public record ConnectorCard(String id, String station, String href, String place, ConnectorStatusView status, String powerKw,
        String energyKwh,
        @Nullable String soc, @Nullable String transactionHref, @Nullable String error) {

    public static List<ConnectorCard> of(Station station) {
        return station.connectors().stream().map(connector -> of(station, connector)).toList();
    }

    public static ConnectorCard of(LiveChange change, String title) {
        var status = ConnectorStatusView.of(change.online(), change.charging(), change.status(), change.reportedStatus());
        String station = String.valueOf(change.stationId());
        return new ConnectorCard(id(station, change.evse(), change.connector()), title, Links.station(station),
                place(change.evse(), change.connector()),
                status, Figures.kW(change.powerKw()), Figures.kWh(change.energyKwh()), soc(change.socPercent()),
                transaction(change.transactionId()), null);
    }

    /** The card for the page of its own station, where the station's name says nothing new. */
    public ConnectorCard withinStation() {
        return new ConnectorCard(id, place, href, "", status, powerKw, energyKwh, soc, transactionHref, error);
    }

    private static ConnectorCard of(Station station, Station.Connector connector) {
        var status = ConnectorStatusView.of(station.online(), connector.charging(), connector.status(), connector.reportedStatus());
        String error = "NoError".equals(connector.errorCode()) ? null : connector.errorCode();
        return new ConnectorCard(id(station.id(), connector.evse(), connector.connector()), station.title(), Links.station(station.id()),
                place(connector.evse(), connector.connector()), status, Figures.kW(connector.powerKw()), Figures.kWh(connector.energyKwh()),
                soc(connector.socPercent()), transaction(connector.transactionId()), error);
    }

    /** The element's id in every page that shows this connector. */
    public static String id(String station, int evse, int connector) {
        return "connector-" + station + "-" + evse + "-" + connector;
    }

    public static String place(int evse, int connector) {
        return connector <= 1 ? "EVSE " + evse : "EVSE " + evse + " · connector " + connector;
    }

    private static @Nullable String soc(@Nullable BigDecimal percent) { return percent == null ? null : Figures.percent(percent); }

    private static @Nullable String transaction(@Nullable String id) { return id == null ? null : Links.transaction(id); }
}
