package io.wattline.portal.stations;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.LiveChange;
import io.wattline.portal.live.ConnectorChip;
import io.wattline.portal.live.Fragments;
import io.wattline.portal.live.LiveChanges;
import io.wattline.portal.live.LiveStream;
import io.wattline.portal.live.OnlineBadge;
import io.wattline.portal.live.Patch;
import io.wattline.portal.stations.StationsView.Query;
import io.wattline.portal.web.Links;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Controller
class StationsController {
    private static final int ROWS = 50;
    private final CsmsClient csms;
    private final Pages pages;
    private final LiveChanges changes;
    private final LiveStream stream;
    private final Fragments fragments;

    StationsController(CsmsClient csms, Pages pages, LiveChanges changes, LiveStream stream, Fragments fragments) {
        this.csms = csms;
        this.pages = pages;
        this.changes = changes;
        this.stream = stream;
        this.fragments = fragments;
    }

    @GetMapping("/stations")
    Mono<Rendering> list(@ModelAttribute Query query, ServerWebExchange exchange) {
        return pages.show(exchange, Section.STATIONS, "stations/list",
                me -> csms.stations(query.text().isEmpty() ? null : query.text(), query.isOnline(), query.cursor(), ROWS)
                        .map(stations -> StationsView.of(query, stations, me.may(Permission.MANAGE_CHARGING_STATIONS))));
    }

    @GetMapping(path = "/stations/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<String>> live(@RequestParam(required = false) @Nullable List<String> station,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long since) {
        if (station == null) return stream.of(Flux.never());
        return stream.of(changes.batches(since, station).map(batch -> Patch.of(rows(batch), batch)));
    }

    @PostMapping("/stations")
    Mono<Rendering> add(@ModelAttribute StationForm form) {
        return csms.addStation(form.newStation()).thenReturn(Rendering.redirectTo(Links.station(form.requiredId())).build());
    }

    private String rows(List<LiveChange> batch) {
        var moved = batch.stream().filter(change -> change.stationId() != null).toList();
        return fragments.render("parts/station", "chips", "chips", moved.stream().map(ConnectorChip::of).toList())
                + fragments.render("parts/station", "badges", "badges", moved.stream().map(OnlineBadge::of).distinct().toList());
    }
}
