package io.wattline.csms.live;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.model.station.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Live figures as server-sent events; the id of each is the sequence to return with. */
@RestController
class LiveController {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final LiveFeed feed;
    private final Stations stations;

    LiveController(LiveFeed feed, Stations stations) {
        this.feed = feed;
        this.stations = stations;
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> live(Caller caller, @RequestParam(required = false) @Nullable Long since,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            @RequestParam(required = false) @Nullable List<String> stationId) {
        Long resumeFrom = lastEventId != null ? lastEventId : since;
        return stations.visibleTo(caller).flatMapMany(visible -> events(caller, resumeFrom, wanted(visible::includes, stationId)));
    }

    private Flux<ServerSentEvent<String>> events(Caller caller, @Nullable Long since, Predicate<StationId> wanted) {
        Flux<ServerSentEvent<String>> items = feed.watch(caller.account(), since, wanted)
                .map(item -> ServerSentEvent.builder(item.json()).id(Long.toString(item.sequence())).event(item.kind())
                        .build());
        Flux<ServerSentEvent<String>> keepAlive = Flux.interval(KEEP_ALIVE).onBackpressureDrop()
                .map(_ -> ServerSentEvent.<String>builder().comment("").build());
        return Flux.merge(items.materialize(), keepAlive.materialize()).dematerialize(); // the end of one is the end of both
    }

    private static Predicate<StationId> wanted(Predicate<StationId> visible, @Nullable List<String> stationIds) {
        if (stationIds == null || stationIds.isEmpty()) return visible;
        Set<String> chosen = stationIds.stream().collect(Collectors.toUnmodifiableSet());
        return visible.and(station -> chosen.contains(station.value()));
    }
}
