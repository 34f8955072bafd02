package io.wattline.mobile.api;

import io.wattline.mobile.csms.CsmsClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP twin of {@link RSocketRoutes}: the same payloads for phones and browsers without RSocket. */
@RestController
@RequestMapping("/api/v1")
class HttpRoutes {
    private final CsmsClient csms;
    private final Charging charging;

    HttpRoutes(CsmsClient csms, Charging charging) {
        this.csms = csms;
        this.charging = charging;
    }

    @PostMapping("/auth/token")
    Mono<JsonNode> token(@RequestBody ObjectNode credentials) { return csms.token(credentials); }

    @PostMapping("/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(@RequestBody ObjectNode refreshToken) { return csms.logout(refreshToken); }

    @GetMapping("/me")
    Mono<JsonNode> me(@AuthenticationPrincipal Jwt driver) { return csms.me(driver); }

    @GetMapping("/stations")
    Mono<JsonNode> stations(@AuthenticationPrincipal Jwt driver, @RequestParam MultiValueMap<String, String> filter) {
        return csms.stations(driver, filter);
    }

    @GetMapping("/transactions")
    Mono<JsonNode> transactions(@AuthenticationPrincipal Jwt driver, @RequestParam MultiValueMap<String, String> filter) {
        return csms.transactions(driver, filter);
    }

    @GetMapping("/tasks/{id}")
    Mono<JsonNode> task(@AuthenticationPrincipal Jwt driver, @PathVariable String id) { return csms.task(driver, id); }

    @GetMapping("/tags")
    Mono<JsonNode> tags(@AuthenticationPrincipal Jwt driver, @RequestParam MultiValueMap<String, String> filter) {
        return csms.tags(driver, filter);
    }

    @PostMapping("/tags/{idTag}/lost")
    Mono<JsonNode> lost(@AuthenticationPrincipal Jwt driver, @PathVariable String idTag) { return csms.lost(driver, idTag); }

    @PostMapping("/charging/start")
    Mono<ResponseEntity<JsonNode>> start(@AuthenticationPrincipal Jwt driver, @RequestBody ChargingOrder.Start order) {
        return charging.start(driver, order).map(HttpRoutes::task);
    }

    @PostMapping("/charging/stop")
    Mono<ResponseEntity<JsonNode>> stop(@AuthenticationPrincipal Jwt driver, @RequestBody ChargingOrder.Stop order) {
        return charging.stop(driver, order).map(HttpRoutes::task);
    }

    private static ResponseEntity<JsonNode> task(ResponseEntity<JsonNode> answer) {
        ResponseEntity.BodyBuilder same = ResponseEntity.status(answer.getStatusCode());
        JsonNode task = answer.getBody();
        if (task == null) return same.build();
        return same.header("Location", "/api/v1/tasks/" + task.path("id").asString()).body(task);
    }
}
