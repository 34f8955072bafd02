package io.wattline.portal.overview;

import io.wattline.portal.csms.Overview;
import io.wattline.portal.live.ConnectorCard;
import io.wattline.portal.web.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The account at a glance; {@code cards} is empty where there are no stations or the user may not see them. */
record OverviewView(List<Tile> tiles, List<ConnectorCard> cards, boolean maySeeStations, boolean more) {
    OverviewView {
        tiles = List.copyOf(tiles);
        cards = List.copyOf(cards);
    }

    static List<Tile> tiles(Overview overview) {
        return List.of(
                new Tile("online", "Stations online", overview.online() + "", "/ " + overview.stations(), "station", null, "polite"),
                new Tile("charging", "Charging now", overview.charging() + "", null, "bolt", overview.charging() > 0 ? "charging" : null,
                        "polite"),
                new Tile("faulted", "Faulted", overview.faulted() + "", null, "alert", overview.faulted() > 0 ? "bad" : null, "polite"),
                new Tile("power", "Power now", Figures.kW(overview.powerKw()), "kW", "gauge", null, "off"),
                new Tile("energy", "Energy today", Figures.kWh(overview.energyTodayKwh()), "kWh", "battery", null, "off"),
                new Tile("cost", "Cost today", Figures.money(overview.costToday(), overview.currency()), null, "receipt", null, "off"));
    }

    /** One figure; {@code announce} is how a screen reader treats a change: counts are told, the ever-moving ones are not. */
    record Tile(String id, String label, String value, @Nullable String unit, String icon, @Nullable String tone, String announce) {}
}
