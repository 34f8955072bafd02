package io.wattline.csms.frame;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What went over a station's wire. */
@RestController
@Tag(name = "stations")
class FrameController {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final FrameRows frames;
    private final FrameViewers viewers;
    private final Stations stations;

    FrameController(FrameRows frames, FrameViewers viewers, Stations stations) {
        this.frames = frames;
        this.viewers = viewers;
        this.stations = stations;
    }

    /** Newest first; for those who accept an event stream, the frames to come. */
    @GetMapping("/api/v1/stations/{id}/frames")
    Mono<ResponseEntity<Publisher<?>>> of(Caller caller, @PathVariable("id") StationId station, @Valid FrameQuery query,
            @Valid PageQuery page,
            ServerHttpRequest request) {
        caller.require(Permission.READ_CHARGING_STATIONS);
        boolean live = request.getHeaders().getAccept().stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
        return stations.require(caller, station).map(_ -> live
                ? ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).body(live(caller, station, query))
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(page(caller, station, query, page)));
    }

    private Mono<Page<FrameView>> page(Caller caller, StationId station, FrameQuery query, PageQuery page) {
        return frames.list(caller.account(), station, query, page.afterNumber(), page.rows()).collectList()
                .map(rows -> Page.of(rows, page, frame -> Long.toString(frame.id())));
    }

    private Flux<ServerSentEvent<FrameView>> live(Caller caller, StationId station, FrameQuery query) {
        Flux<ServerSentEvent<FrameView>> passing = viewers.watch(caller.account(), station).map(FrameView::of).filter(query::includes)
                .map(frame -> ServerSentEvent.builder(frame).event("frame").id(Long.toString(frame.id())).build());
        Flux<ServerSentEvent<FrameView>> keepAlive = Flux.interval(Duration.ZERO, KEEP_ALIVE).onBackpressureDrop()
                .map(_ -> ServerSentEvent.<FrameView>builder().comment("").build());
        return passing.mergeWith(keepAlive);
    }
}
