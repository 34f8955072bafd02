package io.wattline.mobile.api;

import io.wattline.mobile.csms.CsmsClient;
import io.wattline.mobile.csms.Problem;
import io.wattline.mobile.live.LiveUpstreams;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.CodecException;
import org.springframework.http.HttpEntity;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The routes of RSocket. Errors are APPLICATION_ERROR frames that read "code: sentence".
 * Source: RSocket protocol 1.0, error codes.
 */
@Controller
class RSocketRoutes {
    private static final Logger log = LoggerFactory.getLogger(RSocketRoutes.class);

    private final CsmsClient csms;
    private final Charging charging;
    private final LiveUpstreams live;

    RSocketRoutes(CsmsClient csms, Charging charging, LiveUpstreams live) {
        this.csms = csms;
        this.charging = charging;
        this.live = live;
    }

    record Watch(@Nullable Long since, @Nullable Set<String> stations) {}

    record ById(@Nullable String id) {}

    record TagById(@Nullable String idTag) {}

    @MessageMapping("connectors.live")
    Flux<JsonNode> live(@Payload(required = false) @Nullable Watch watch, @AuthenticationPrincipal Jwt driver) {
        if (watch == null) return live.watch(driver, null, Set.of());
        return live.watch(driver, watch.since(), watch.stations() == null ? Set.of() : watch.stations());
    }

    @MessageMapping("stations.list")
    Mono<JsonNode> stations(@Payload(required = false) @Nullable Map<String, Object> filter, @AuthenticationPrincipal Jwt driver) {
        return csms.stations(driver, query(filter));
    }

    @MessageMapping("transactions.list")
    Mono<JsonNode> transactions(@Payload(required = false) @Nullable Map<String, Object> filter, @AuthenticationPrincipal Jwt driver) {
        return csms.transactions(driver, query(filter));
    }

    @MessageMapping("tags.list")
    Mono<JsonNode> tags(@Payload(required = false) @Nullable Map<String, Object> filter, @AuthenticationPrincipal Jwt driver) {
        return csms.tags(driver, query(filter));
    }

    @MessageMapping("tags.lost")
    Mono<JsonNode> lost(TagById tag, @AuthenticationPrincipal Jwt driver) {
        return Charging.required("idTag", tag.idTag()).flatMap(idTag -> csms.lost(driver, idTag));
    }

    @MessageMapping("charging.start")
    Mono<JsonNode> start(ChargingOrder.Start order, @AuthenticationPrincipal Jwt driver) {
        return charging.start(driver, order).mapNotNull(HttpEntity::getBody);
    }

    @MessageMapping("charging.stop")
    Mono<JsonNode> stop(ChargingOrder.Stop order, @AuthenticationPrincipal Jwt driver) {
        return charging.stop(driver, order).mapNotNull(HttpEntity::getBody);
    }

    @MessageMapping("tasks.get")
    Mono<JsonNode> task(ById task, @AuthenticationPrincipal Jwt driver) {
        return Charging.required("id", task.id()).flatMap(id -> csms.task(driver, id));
    }

    @MessageMapping("me.get")
    Mono<JsonNode> me(@AuthenticationPrincipal Jwt driver) { return csms.me(driver); }

    @MessageExceptionHandler({CodecException.class, MethodArgumentResolutionException.class, MethodArgumentNotValidException.class})
    Mono<Void> unreadable(Exception unreadable) { return Mono.error(Problem.badRequest("The payload is not what this route expects.")); }

    @MessageExceptionHandler
    Mono<Void> failed(Exception failure) {
        if (failure instanceof Problem) return Mono.error(failure);
        log.atError().setCause(failure).log("a route failed");
        return Mono.error(Problem.internalError());
    }

    private static MultiValueMap<String, String> query(@Nullable Map<String, Object> filter) {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        if (filter != null) filter.forEach((name, value) -> query.add(name, String.valueOf(value)));
        return query;
    }
}
