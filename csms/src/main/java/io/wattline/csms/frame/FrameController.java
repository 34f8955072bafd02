package io.wattline.csms.frame;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Csv;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What went over the wires of stations. */
@RestController
@Tag(name = "stations")
class FrameController {
    private static final String OF_STATION = "/api/v1/stations/{id}/frames";
    private static final String OF_ACCOUNT = "/api/v1/frames";
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final FrameRows frames;
    private final FrameDownload download;
    private final FrameViewers viewers;
    private final Stations stations;

    FrameController(FrameRows frames, FrameDownload download, FrameViewers viewers, Stations stations) {
        this.frames = frames;
        this.download = download;
        this.viewers = viewers;
        this.stations = stations;
    }

    /** Newest first; for those who accept an event stream, the frames to come. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping(OF_STATION)
    Mono<ResponseEntity<Publisher<?>>> of(Caller caller, @PathVariable("id") StationId station, @Valid FrameQuery query,
            @Valid PageQuery page, ServerHttpRequest request) {
        boolean live = request.getHeaders().getAccept().stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
        return require(caller, station).map(_ -> live
                ? ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).body(live(caller, station, query))
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(page(caller, query.of(station.value()), page)));
    }

    /** All of them to save, as a table. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping(path = OF_STATION, produces = Csv.TYPE)
    Mono<ResponseEntity<Flux<String>>> tableOf(Caller caller, @PathVariable("id") StationId station, @Valid FrameQuery query) {
        return require(caller, station).map(_ -> table(caller, query.of(station.value())));
    }

    /** All of them to save, a line of JSON each. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping(path = OF_STATION, produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<ResponseEntity<Flux<FrameView>>> linesOf(Caller caller, @PathVariable("id") StationId station, @Valid FrameQuery query) {
        return require(caller, station).map(_ -> lines(caller, query.of(station.value())));
    }

    /** Of all stations, or of those that are named; newest first. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping(OF_ACCOUNT)
    Mono<Page<FrameView>> all(Caller caller, @Valid FrameQuery query, @Valid PageQuery page) { return page(caller, query, page); }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping(path = OF_ACCOUNT, produces = Csv.TYPE)
    ResponseEntity<Flux<String>> table(Caller caller, @Valid FrameQuery query) {
        return toSave("frames.csv").body(download.csv(caller.account(), query));
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping(path = OF_ACCOUNT, produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<Flux<FrameView>> lines(Caller caller, @Valid FrameQuery query) {
        return toSave("frames.ndjson").body(download.all(caller.account(), query));
    }

    private Mono<StationId> require(Caller caller, StationId station) { return stations.require(caller, station); }

    private static ResponseEntity.BodyBuilder toSave(String name) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
    }

    private Mono<Page<FrameView>> page(Caller caller, FrameQuery query, PageQuery page) {
        return frames.list(caller.account(), query, page.afterNumber(), page.rows()).collectList()
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
