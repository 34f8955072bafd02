package io.wattline.mobile.csms;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.ObjectNode;

/** The live stream of csms: what the driver may see, as a snapshot and then changes; comments keep it alive every 15 s. */
public interface CsmsLive {
    /** With {@code since}: the changes after that sequence, or a fresh snapshot when csms no longer has them all. */
    @GetExchange(url = "/api/v1/live", accept = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<ObjectNode>> live(Jwt driver, @RequestParam(required = false) @Nullable Long since);
}
