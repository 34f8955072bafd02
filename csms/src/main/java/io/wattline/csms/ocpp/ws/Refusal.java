package io.wattline.csms.ocpp.ws;

import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.rpc.FrameCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** The answer to who may not connect: problem+json, which some stations log. */
record Refusal(HttpStatus status, String code, String sentence, Map<String, String> headers) {
    static Refusal of(Admission.Refused refused) {
        var status = HttpStatus.valueOf(refused.reason().httpStatus());
        return switch (refused.reason()) {
            case UNKNOWN_STATION -> new Refusal(status, "unknown_station", refused.sentence(), Map.of());
            case BAD_CREDENTIALS -> new Refusal(status, "unauthorized", refused.sentence(),
                    Map.of(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"OCPP\", charset=\"UTF-8\""));
            case BAD_CERTIFICATE -> new Refusal(status, "bad_certificate", refused.sentence(), Map.of());
            case WEAK_PROFILE -> new Refusal(status, "security_profile", refused.sentence(), Map.of());
            case DISABLED -> new Refusal(status, "forbidden", refused.sentence(), Map.of());
            case SUSPENDED -> new Refusal(status, "account_suspended", refused.sentence(), Map.of());
            case NO_VERSION -> new Refusal(status, "no_version", refused.sentence(), Map.of());
            case UNAVAILABLE -> unavailable(refused.sentence());
        };
    }

    static Refusal unavailable(String sentence) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", sentence, Map.of(HttpHeaders.RETRY_AFTER, "30"));
    }

    static Refusal tooManyAttempts(Duration wait) {
        return new Refusal(HttpStatus.TOO_MANY_REQUESTS, "rate_limited", "too many attempts to connect come from this address",
                Map.of(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
    }

    static Refusal upgradeRequired() {
        return new Refusal(HttpStatus.UPGRADE_REQUIRED, "upgrade_required",
                "this address is for charging stations: connect with a WebSocket and the subprotocol ocpp1.6, ocpp2.0.1 or ocpp2.1",
                Map.of(HttpHeaders.UPGRADE, "websocket", HttpHeaders.CONNECTION, "Upgrade"));
    }

    static Refusal noSubprotocol(List<String> offered) {
        return new Refusal(HttpStatus.BAD_REQUEST, "bad_request", "none of the offered subprotocols is spoken here: "
                + String.join(", ", offered) + "; offer ocpp1.6, ocpp2.0.1 or ocpp2.1", Map.of());
    }

    static Refusal v2Off() {
        return new Refusal(HttpStatus.BAD_REQUEST, "version_off", "OCPP 2.x is switched off for this station; offer ocpp1.6", Map.of());
    }

    Mono<Void> write(ServerHttpResponse response) {
        response.setStatusCode(status);
        headers.forEach(response.getHeaders()::set);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var problem = new TreeMap<String, Object>(Map.of("type", "about:blank", "title", status.getReasonPhrase(), "status", status.value(),
                "code", code, "detail", sentence));
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(FrameCodec.mapper().writeValueAsBytes(problem))));
    }
}
