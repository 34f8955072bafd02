package io.wattline.portal.stations;

import io.wattline.portal.csms.Listing;
import io.wattline.portal.csms.Station;
import io.wattline.portal.live.ConnectorChip;
import io.wattline.portal.live.OnlineBadge;
import io.wattline.portal.web.Figures;
import io.wattline.portal.web.Links;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The station list: what was searched, one page of rows, and where the next page is. */
record StationsView(String search, String online, List<Row> rows, String liveHref, @Nullable String nextHref, boolean paged,
        boolean filtered,
        boolean mayManage) {
    StationsView {
        rows = List.copyOf(rows);
    }

    static StationsView of(Query query, Listing<Station> stations, boolean mayManage) {
        var rows = stations.items().stream().map(Row::of).toList();
        String ids = stations.items().stream().map(station -> "station=" + Links.segment(station.id())).collect(Collectors.joining("&"));
        return new StationsView(query.text(), query.state(), rows, "/stations/live?" + ids, query.next(stations.next()),
                query.cursor() != null,
                !query.text().isEmpty() || query.isOnline() != null, mayManage);
    }

    public boolean severalPages() { return paged || nextHref != null; }

    record Row(String title, String href, @Nullable String id, List<OnlineBadge> badges, List<ConnectorChip> chips, String model,
            String version,
            @Nullable String lastSeen) {
        static Row of(Station station) {
            String model = Stream.of(station.vendor(), station.model()).filter(text -> text != null && !text.isBlank())
                    .collect(Collectors.joining(" "));
            return new Row(station.title(), Links.station(station.id()), station.title().equals(station.id()) ? null : station.id(),
                    List.of(OnlineBadge.of(station)), ConnectorChip.of(station), model.isEmpty() ? Figures.UNKNOWN : model,
                    station.ocppVersion() == null ? Figures.UNKNOWN : station.ocppVersion(), Figures.time(station.lastSeenAt()));
        }
    }

    /** What the address bar asks for: text to find, online "yes", "no" or anything, and where the page begins. */
    record Query(@Nullable String q, @Nullable String online, @Nullable String cursor) {
        String text() { return q == null ? "" : q.strip(); }

        String state() { return online == null ? "" : online; }

        @Nullable
        Boolean isOnline() {
            return switch (state()) {
                case "yes" -> true;
                case "no" -> false;
                default -> null;
            };
        }

        @Nullable
        String next(@Nullable String cursor) {
            if (cursor == null) return null;
            return UriComponentsBuilder.fromPath("/stations").queryParam("q", "{q}").queryParam("online", "{online}")
                    .queryParam("cursor", "{cursor}")
                    .encode().buildAndExpand(text(), state(), cursor).toUriString();
        }
    }
}
