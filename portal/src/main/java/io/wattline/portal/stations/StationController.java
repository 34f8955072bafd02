package io.wattline.portal.stations;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.Listing;
import io.wattline.portal.csms.Me;
import io.wattline.portal.csms.Station;
import io.wattline.portal.csms.Tag;
import io.wattline.portal.stations.StationView.Choice;
import io.wattline.portal.stations.StationView.Steering;
import io.wattline.portal.transactions.TransactionRow;
import io.wattline.portal.web.Links;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@Controller
class StationController {
    static final int FRAMES = 50;
    static final int SESSIONS = 8;
    static final int TASKS = 8;
    private static final int TAGS = 500;
    private final CsmsClient csms;
    private final OcppActions actions;
    private final Pages pages;
    private final Clock clock;

    StationController(CsmsClient csms, OcppActions actions, Pages pages, Clock clock) {
        this.csms = csms;
        this.actions = actions;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/stations/{id}")
    Mono<Rendering> page(@PathVariable String id, @RequestParam(required = false) @Nullable String saved, ServerWebExchange exchange) {
        return pages.show(exchange, Section.STATIONS, "stations/page",
                me -> csms.station(id).flatMap(station -> view(me, station, saved != null)));
    }

    @PostMapping("/stations/{id}")
    Mono<Rendering> change(@PathVariable String id, @ModelAttribute StationForm form) {
        return csms.changeStation(id, form.changes()).thenReturn(Rendering.redirectTo(Links.station(id) + "?saved=yes").build());
    }

    @GetMapping("/stations/{id}/frames")
    Mono<Rendering> frames(@PathVariable String id, @RequestParam(required = false) @Nullable String action) {
        String only = action == null || action.isBlank() ? null : action;
        return csms.frames(id, only, FRAMES)
                .map(frames -> Rendering.view("stations/log :: list").modelAttribute("frames", FrameRow.of(frames.items()))
                        .modelAttribute("only", only == null ? "" : only).build());
    }

    private Mono<StationView> view(Me me, Station station, boolean saved) {
        var frames = items(csms.frames(station.id(), null, FRAMES)).map(FrameRow::of);
        var sessions = items(csms.transactions(station.id(), null, null, null, null, null, SESSIONS))
                .map(found -> TransactionRow.of(found, clock.instant()));
        return Mono.zip(steering(me, station), frames, sessions)
                .map(parts -> StationView.of(station, parts.getT1(), parts.getT2(), parts.getT3(), me, saved));
    }

    private Mono<Steering> steering(Me me, Station station) {
        var tags = me.may(Permission.READ_TAGS) ? items(csms.tags(null, TAGS)) : Mono.just(List.<Tag>of());
        var tasks = items(csms.tasks(station.id(), TASKS));
        return Mono.zip(tags, tasks, visible(station.ocppVersion() == null ? Mono.empty() : actions.of(station.ocppVersion())))
                .map(parts -> Steering.of(station,
                        parts.getT1().stream().map(tag -> new Choice(tag.idTag(), tag.name() == null ? "" : tag.name())).toList(),
                        parts.getT3(),
                        parts.getT2().stream().map(TaskView::of).toList()));
    }

    private static <T> Mono<List<T>> items(Mono<Listing<T>> part) { return visible(part.map(Listing::items)); }

    /** A part of the page that the user may not see, or that this station has not, is empty; all else that fails, fails the page. */
    private static <T> Mono<List<T>> visible(Mono<List<T>> part) {
        return part.defaultIfEmpty(List.of())
                .onErrorResume(error -> error instanceof CsmsProblem problem && (problem.status() == 403 || problem.status() == 404),
                        _ -> Mono.just(List.of()));
    }
}
