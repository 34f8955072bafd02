package io.wattline.portal.csms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the portal asks of csms, always as the signed-in user: the {@link AccessToken} of the Reactor context is sent along.
 * Every call fails with a {@link CsmsProblem} alone.
 */
@HttpExchange("/api/v1")
public interface CsmsClient {
    /** With the access token of a provider that csms trusts. */
    @PostExchange("/auth/token")
    Mono<Tokens> signInWith(@RequestBody ExternalToken token);

    @PostExchange("/auth/token")
    Mono<Tokens> refresh(@RequestBody RefreshToken token);

    @PostExchange("/auth/logout")
    Mono<Void> signOut(@RequestBody RefreshToken token);

    @GetExchange("/me")
    Mono<Me> me();

    @PatchExchange("/me")
    Mono<Void> changeMe(@RequestBody Map<String, ?> changes);

    @GetExchange("/overview")
    Mono<Overview> overview();

    @GetExchange("/stations")
    Mono<Listing<Station>> stations(@RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Boolean online,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

    @GetExchange("/stations/{id}")
    Mono<Station> station(@PathVariable String id);

    @PostExchange("/stations")
    Mono<Void> addStation(@RequestBody Map<String, Object> station);

    @PatchExchange("/stations/{id}")
    Mono<Void> changeStation(@PathVariable String id, @RequestBody Map<String, ?> changes);

    /** Newest first. */
    @GetExchange("/stations/{id}/frames")
    Mono<Listing<Frame>> frames(@PathVariable String id, @RequestParam(required = false) @Nullable String action, @RequestParam int limit);

    @GetExchange(url = "/stations/{id}/frames", accept = "text/event-stream")
    Flux<ServerSentEvent<Frame>> liveFrames(@PathVariable String id);

    /** {@code confirm} is what the user typed; csms refuses a destructive command with {@code confirmation_required} until it is right. */
    @PostExchange("/stations/{id}/commands/{name}")
    Mono<Task> command(@PathVariable String id, @PathVariable String name, @RequestHeader("Confirm") String confirm,
            @RequestBody Map<String, Object> parameters);

    @PostExchange(url = "/stations/{id}/ocpp/{action}", contentType = "application/json")
    Mono<Task> rawCommand(@PathVariable String id, @PathVariable String action, @RequestHeader("Confirm") String confirm,
            @RequestBody String payload);

    @GetExchange("/ocpp/{version}/actions")
    Mono<Listing<OcppAction>> actions(@PathVariable String version);

    @GetExchange("/tasks/{id}")
    Mono<Task> task(@PathVariable String id);

    /** Newest first. */
    @GetExchange("/tasks")
    Mono<Listing<Task>> tasks(@RequestParam String stationId, @RequestParam int limit);

    /** Newest first. */
    @GetExchange("/transactions")
    Mono<Listing<Transaction>> transactions(@RequestParam(required = false) @Nullable String stationId,
            @RequestParam(required = false) @Nullable String idTag, @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

    @GetExchange("/transactions/{id}")
    Mono<Transaction> transaction(@PathVariable String id);

    /** Oldest first. */
    @GetExchange("/transactions/{id}/meter-values")
    Mono<Listing<MeterValue>> meterValues(@PathVariable String id, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit);

    @PostExchange("/transactions/{id}/close")
    Mono<Void> closeTransaction(@PathVariable String id, @RequestBody Map<String, Object> reason);

    @GetExchange("/tags")
    Mono<Listing<Tag>> tags(@RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

    @PostExchange("/tags")
    Mono<Void> addTag(@RequestBody Map<String, Object> tag);

    @PatchExchange("/tags/{idTag}")
    Mono<Void> changeTag(@PathVariable String idTag, @RequestBody Map<String, ?> changes);

    @GetExchange("/tags/{idTag}")
    Mono<Tag> tag(@PathVariable String idTag);

    @GetExchange(url = "/tags", accept = "text/csv")
    Mono<String> exportTags();

    /** All or none. */
    @PostExchange(url = "/tags", contentType = "text/csv")
    Mono<Tag.Report> importTags(@RequestParam boolean dryRun, @RequestBody String table);

    @GetExchange("/unknown-tags")
    Mono<Listing<Tag.Unknown>> unknownTags(@RequestParam int limit);

    @GetExchange("/sites")
    Mono<Listing<Site>> sites(@RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

    @GetExchange("/sites/{id}")
    Mono<Site> site(@PathVariable String id);

    @PostExchange("/sites")
    Mono<Site> addSite(@RequestBody Map<String, ?> site);

    @PatchExchange("/sites/{id}")
    Mono<Void> changeSite(@PathVariable String id, @RequestBody Map<String, ?> changes);

    @DeleteExchange("/sites/{id}")
    Mono<Void> deleteSite(@PathVariable String id);

    @GetExchange("/users")
    Mono<Listing<User>> users(@RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

    /** A snapshot of every connector, then changes; with {@code since} the changes after that sequence number. */
    @GetExchange(url = "/live", accept = "text/event-stream")
    Flux<ServerSentEvent<LiveChange>> live(@RequestParam(required = false) @Nullable Long since,
            @RequestParam(required = false) @Nullable List<String> stationId);

    record RefreshToken(String refreshToken) {}

    record ExternalToken(String externalToken) {}

    /** What opens csms for its user; {@code expiresIn} is the life of the access token in seconds; a new device gets a token of its own. */
    record Tokens(String accessToken, String refreshToken, long expiresIn, @Nullable String deviceToken) {}

    /** An OCPP message of a version; {@code from} says who may send it: station, csms or both. */
    record OcppAction(String action, String from) {}
}
