package io.wattline.portal.overview;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.LiveChange;
import io.wattline.portal.csms.Listing;
import io.wattline.portal.csms.Me;
import io.wattline.portal.csms.Station;
import io.wattline.portal.live.ConnectorCard;
import io.wattline.portal.live.Fragments;
import io.wattline.portal.live.LiveChanges;
import io.wattline.portal.live.LiveStream;
import io.wattline.portal.live.Patch;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Controller
class OverviewController {
    /** More cards than this are no overview; the station list has the rest. */
    private static final int MOST_STATIONS = 60;
    private static final Listing<Station> NO_STATIONS = new Listing<>(List.of(), null);
    private final CsmsClient csms;
    private final Pages pages;
    private final LiveChanges changes;
    private final LiveStream stream;
    private final Fragments fragments;

    OverviewController(CsmsClient csms, Pages pages, LiveChanges changes, LiveStream stream, Fragments fragments) {
        this.csms = csms;
        this.pages = pages;
        this.changes = changes;
        this.stream = stream;
        this.fragments = fragments;
    }

    @GetMapping("/overview")
    Mono<Rendering> page(ServerWebExchange exchange) { return pages.show(exchange, Section.OVERVIEW, "overview", this::view); }

    @GetMapping(path = "/overview/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<String>> live(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long since) {
        return stream.of(csms.me().flatMapMany(
                me -> stations(me).flatMapMany(stations -> patches(since, stations, maySeeStations(me) && stations.next() == null))));
    }

    private Mono<OverviewView> view(Me me) {
        return Mono.zip(csms.overview(), stations(me), (overview, stations) -> {
            var cards = stations.items().stream().flatMap(station -> ConnectorCard.of(station).stream()).toList();
            return new OverviewView(OverviewView.tiles(overview), cards, maySeeStations(me), stations.next() != null);
        });
    }

    private Mono<Listing<Station>> stations(Me me) {
        return maySeeStations(me) ? csms.stations(null, null, null, MOST_STATIONS) : Mono.just(NO_STATIONS);
    }

    private static boolean maySeeStations(Me me) { return me.may(Permission.READ_CHARGING_STATIONS); }

    private Flux<Patch> patches(@Nullable Long since, Listing<Station> stations, boolean newcomersFit) {
        Map<String, String> titles = stations.items().stream().collect(Collectors.toMap(Station::id, Station::title));
        return changes.batches(since, List.of()).publish(batches -> Flux.merge(
                batches.map(batch -> Patch.of(cards(batch, titles, newcomersFit), batch)),
                LiveStream.paced(batches, csms::overview)
                        .map(overview -> Patch.of(fragments.render("overview", "tiles", "tiles", OverviewView.tiles(overview))))));
    }

    private String cards(List<LiveChange> batch, Map<String, String> titles, boolean newcomersFit) {
        var cards = batch.stream().filter(change -> change.stationId() != null && change.evse() > 0)
                .filter(change -> newcomersFit || titles.containsKey(change.stationId()))
                .map(change -> ConnectorCard.of(change, titles.getOrDefault(change.stationId(), change.stationId()))).toList();
        return fragments.render("parts/connector", "cards", "cards", cards);
    }
}
