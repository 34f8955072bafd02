package io.wattline.mobile.csms;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this edge asks of csms, each call with the token of the driver it is for.
 * Answers are passed on as they are, so that a new member in csms reaches phones without a change here.
 * Every call fails with a {@link Problem}.
 */
@HttpExchange("/api/v1")
public interface CsmsClient {
    @PostExchange("/auth/token")
    Mono<JsonNode> token(@RequestBody ObjectNode credentials);

    @PostExchange("/auth/logout")
    Mono<Void> logout(@RequestBody ObjectNode refreshToken);

    @GetExchange("/me")
    Mono<JsonNode> me(Jwt driver);

    @GetExchange("/stations")
    Mono<JsonNode> stations(Jwt driver, @RequestParam MultiValueMap<String, String> filter);

    @GetExchange("/transactions")
    Mono<JsonNode> transactions(Jwt driver, @RequestParam MultiValueMap<String, String> filter);

    @GetExchange("/transactions/{id}")
    Mono<JsonNode> transaction(Jwt driver, @PathVariable String id);

    @GetExchange("/tasks/{id}")
    Mono<JsonNode> task(Jwt driver, @PathVariable String id);

    /** The driver's own. */
    @GetExchange("/tags")
    Mono<JsonNode> tags(Jwt driver, @RequestParam MultiValueMap<String, String> filter);

    /** Blocks it at once. */
    @PostExchange("/tags/{idTag}/lost")
    Mono<JsonNode> lost(Jwt driver, @PathVariable String idTag);

    /** {@code prefer} as of RFC 7240: {@code wait=30} answers 200 once the station answered, 202 when it took longer. */
    @PostExchange("/stations/{station}/commands/remote-start")
    Mono<ResponseEntity<JsonNode>> remoteStart(Jwt driver, @PathVariable String station, @RequestHeader("Prefer") String prefer,
            @RequestBody RemoteStart order);

    @PostExchange("/stations/{station}/commands/remote-stop")
    Mono<ResponseEntity<JsonNode>> remoteStop(Jwt driver, @PathVariable String station, @RequestHeader("Prefer") String prefer,
            @RequestBody RemoteStop order);

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RemoteStart(String idTag, @Nullable Integer evse, @Nullable Integer connector) {}

    record RemoteStop(String transactionId) {}
}
