package io.wattline.mobile.api;

import io.wattline.mobile.csms.Problem;
import io.wattline.mobile.live.LiveUpstreams;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * The live stream as server-sent events {@code snapshot} and {@code change}, whose id is the sequence. A stream that has to end says
 * why in a last event {@code problem}. A comment every 15 s keeps it alive through proxies.
 */
@RestController
class LiveRoute {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final LiveUpstreams live;

    LiveRoute(LiveUpstreams live) { this.live = live; }

    @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<JsonNode>> live(@AuthenticationPrincipal Jwt driver, @RequestParam(required = false) @Nullable Long since,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            @RequestParam(required = false) @Nullable Set<String> stationId) {
        Long seen = lastEventId == null ? since : lastEventId;
        Flux<ServerSentEvent<JsonNode>> items = live.watch(driver, seen, stationId == null ? Set.of() : stationId).map(LiveRoute::event);
        // prefetch 1: what a slow phone has not taken stays in its viewer, where the latest value wins
        return Flux.merge(1, comments(), items)
                .onErrorResume(Problem.class, why -> Flux.just(event("problem", why.body())));
    }

    /** The first one at once, so that the phone learns that it is connected although nothing changes. */
    private static Flux<ServerSentEvent<JsonNode>> comments() {
        return Flux.interval(Duration.ZERO, KEEP_ALIVE).onBackpressureDrop()
                .map(_ -> ServerSentEvent.<JsonNode>builder().comment("keep-alive").build());
    }

    private static ServerSentEvent<JsonNode> event(JsonNode item) {
        return ServerSentEvent.<JsonNode>builder().id(item.path("sequence").asString()).event(item.path("kind").asString("change"))
                .data(item).build();
    }

    private static ServerSentEvent<JsonNode> event(String name, JsonNode data) {
        return ServerSentEvent.<JsonNode>builder().event(name).data(data).build();
    }
}
