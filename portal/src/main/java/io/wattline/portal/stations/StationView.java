package io.wattline.portal.stations;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.Me;
import io.wattline.portal.csms.Station;
import io.wattline.portal.live.ConnectorCard;
import io.wattline.portal.live.OnlineBadge;
import io.wattline.portal.transactions.TransactionRow;
import io.wattline.portal.web.Figures;
import io.wattline.portal.web.Links;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of one station; the lists are empty where there is nothing or the user may not see it. */
record StationView(String id, String title, String href, List<OnlineBadge> badges, List<Fact> facts, List<ConnectorCard> cards,
        Steering steering,
        List<FrameRow> frames, List<TransactionRow> sessions, Edit edit, boolean mayManage, boolean mayOperate, boolean saved) {
    StationView {
        facts = List.copyOf(facts);
    }

    static StationView of(Station station, Steering steering, List<FrameRow> frames, List<TransactionRow> sessions, Me me,
            boolean saved) {
        return new StationView(station.id(), station.title(), Links.station(station.id()), List.of(OnlineBadge.of(station)), facts(station),
                ConnectorCard.of(station).stream().map(ConnectorCard::withinStation).toList(), steering, frames, sessions, Edit.of(station),
                me.may(Permission.MANAGE_CHARGING_STATIONS),
                me.may(Permission.OPERATE_STATIONS), saved);
    }

    private static List<Fact> facts(Station station) {
        var facts = new ArrayList<Fact>();
        if (!station.title().equals(station.id())) facts.add(Fact.text("Identity", station.id()));
        facts.add(Fact.text("Model", Stream.of(station.vendor(), station.model()).filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining(" "))));
        facts.add(Fact.text("Firmware", station.firmwareVersion()));
        facts.add(Fact.text("Serial number", station.serialNumber()));
        facts.add(Fact.text("OCPP", station.ocppVersion()));
        facts.add(Fact.time("Last seen", Figures.time(station.lastSeenAt())));
        facts.add(Fact.time("Connected since", station.online() ? Figures.time(station.connectedAt()) : null));
        facts.add(Fact.text("Price",
                station.pricePerKwh() == null ? null : Figures.money(station.pricePerKwh(), station.currency()) + " per kWh"));
        return facts;
    }

    /** A fact is a text, a time in ISO 8601, or not known. */
    record Fact(String label, @Nullable String text, @Nullable String time) {
        static Fact text(String label, @Nullable String text) {
            return new Fact(label, text == null || text.isBlank() ? Figures.UNKNOWN : text, null);
        }

        static Fact time(String label, @Nullable String time) { return new Fact(label, time == null ? Figures.UNKNOWN : null, time); }
    }

    /** What the owner set, as the form shows it. */
    record Edit(String name, String pricePerKwh, boolean enabled) {
        static Edit of(Station station) {
            BigDecimal price = station.pricePerKwh();
            return new Edit(station.name() == null ? "" : station.name(), price == null ? "" : price.toPlainString(), station.enabled());
        }
    }

    /** What the command forms offer; {@code v2} stations have variables, the older ones configuration keys. */
    record Steering(boolean v2, List<Choice> connectors, List<Choice> tags, List<String> messages, List<String> actions,
            List<TaskView> tasks) {
        private static final List<String> MESSAGES_1 = List.of("BootNotification", "Heartbeat", "StatusNotification", "MeterValues",
                "FirmwareStatusNotification",
                "DiagnosticsStatusNotification");
        private static final List<String> MESSAGES_2 = List.of("BootNotification", "Heartbeat", "StatusNotification", "MeterValues",
                "TransactionEvent",
                "FirmwareStatusNotification", "LogStatusNotification", "SignChargingStationCertificate");

        static Steering of(Station station, List<Choice> tags, List<String> actions, List<TaskView> tasks) {
            boolean v2 = station.ocppVersion() != null && station.ocppVersion().startsWith("2");
            var connectors = station.connectors().stream().filter(connector -> connector.evse() > 0)
                    .map(connector -> new Choice(connector.evse() + "/" + connector.connector(),
                            ConnectorCard.place(connector.evse(), connector.connector())))
                    .toList();
            return new Steering(v2, connectors, tags, v2 ? MESSAGES_2 : MESSAGES_1, actions, tasks);
        }
    }

    record Choice(String value, String label) {}
}
