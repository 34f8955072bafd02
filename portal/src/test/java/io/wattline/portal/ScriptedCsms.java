package io.wattline.portal;

import static org.springframework.web.reactive.function.server.RequestPredicates.accept;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * csms as the portal sees it: answers prepared per path, a live feed the test feeds, and a record of what was asked.
 * Access tokens are {@code access-<user>-<n>}; every refresh token is worth one exchange.
 */
final class ScriptedCsms implements AutoCloseable {
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Deque<String>> turns = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final DisposableServer server;
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    final List<String> confirmations = new CopyOnWriteArrayList<>();
    private volatile String externalUser = "owner";
    final List<String> externalTokens = new CopyOnWriteArrayList<>();
    final List<String> visits = new CopyOnWriteArrayList<>();
    final List<String> signedOut = new CopyOnWriteArrayList<>();
    final AtomicInteger refreshes = new AtomicInteger();
    private Sinks.Many<ServerSentEvent<String>> live = Sinks.many().multicast().directBestEffort();
    private Sinks.Many<ServerSentEvent<String>> frames = Sinks.many().multicast().directBestEffort();

    ScriptedCsms(int port) {
        answers.putAll(Samples.answers());
        server = HttpServer.create().port(port).handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(routes()))).bindNow();
    }

    String url() { return "http://localhost:" + server.port(); }

    /** From now on this is what the method and path answer; a status other than 200 stands in front of the body. */
    void answers(String methodAndPath, String body) {
        answers.put(methodAndPath, Samples.json(body));
    }

    /** One answer after the other; the last one stays. */
    void answersInTurn(String methodAndPath, String... bodies) {
        turns.put(methodAndPath, new ConcurrentLinkedDeque<>(Stream.of(bodies).map(Samples::json).toList()));
    }

    void emits(String change) { live.emitNext(event("change", Samples.json(change)), Sinks.EmitFailureHandler.FAIL_FAST); }

    void logs(String frame) { frames.emitNext(event("frame", Samples.json(frame)), Sinks.EmitFailureHandler.FAIL_FAST); }

    int viewers() { return live.currentSubscriberCount(); }

    int logReaders() { return frames.currentSubscriberCount(); }

    /** Everything as at the beginning; sign-ins are kept. */
    void reset() {
        answers.clear();
        turns.clear();
        answers.putAll(Samples.answers());
        requests.clear();
        queries.clear();
        confirmations.clear();
        externalTokens.clear();
        externalUser = "owner";
        live.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
        frames.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
        live = Sinks.many().multicast().directBestEffort();
        frames = Sinks.many().multicast().directBestEffort();
    }

    @Override
    public void close() { server.disposeNow(); }

    private RouterFunction<ServerResponse> routes() {
        return route().POST("/api/v1/auth/token", this::token)
                .POST("/api/v1/auth/logout", request -> body(request).doOnNext(signedOut::add).then(ServerResponse.noContent().build()))
                .GET("/api/v1/live", request -> stream(request, live))
                .GET("/api/v1/stations/{id}/frames", accept(MediaType.TEXT_EVENT_STREAM).and(this::wantsStream),
                        request -> stream(request, frames))
                .GET("/api/v1/**", this::answer).POST("/api/v1/**", this::answer).PATCH("/api/v1/**", this::answer)
                .DELETE("/api/v1/**", this::answer)
                .build();
    }

    private boolean wantsStream(ServerRequest request) { return request.headers().accept().contains(MediaType.TEXT_EVENT_STREAM); }

    private Mono<ServerResponse> token(ServerRequest request) {
        visits.add(request.headers().firstHeader("X-Forwarded-For") + " " + request.headers().firstHeader("User-Agent"));
        return body(request).flatMap(body -> {
            if (body.contains("careful@demo.example"))
                return json(HttpStatus.UNAUTHORIZED, "{'code':'second_factor_required','detail':'Give a code.','ticket':'first-step'}");
            if (body.contains("first-step") && !body.contains("123456"))
                return json(HttpStatus.UNAUTHORIZED, "{'code':'unauthorized','detail':'The code is wrong.'}");
            boolean external = body.contains("externalToken");
            if (external) externalTokens.add(body.replaceAll(".*\"externalToken\":\"([^\"]+)\".*", "$1"));
            String user = external
                    ? externalUser
                    : body.contains("refreshToken") ? refreshed(body) : body.contains("first-step") ? "owner" : Samples.userOf(body);
            if (user == null)
                return json(HttpStatus.UNAUTHORIZED, "{'title':'Unauthorized','code':'unauthorized','detail':'Wrong email or password.'}");
            int number = issued.incrementAndGet();
            refreshTokens.put("refresh-" + user + "-" + number, user);
            return json(HttpStatus.OK,
                    "{'accessToken':'access-%1$s-%2$d','refreshToken':'refresh-%1$s-%2$d','tokenType':'Bearer','expiresIn':900,'deviceToken':'device-%1$s'}"
                            .formatted(user, number));
        });
    }

    void refuseExternalTokens() { externalUser = null; }

    private String refreshed(String body) {
        refreshes.incrementAndGet();
        return refreshTokens.entrySet().stream().filter(entry -> body.contains("\"" + entry.getKey() + "\"")).findFirst()
                .map(entry -> refreshTokens.remove(entry.getKey())).orElse(null);
    }

    private Mono<ServerResponse> answer(ServerRequest request) {
        return body(request).flatMap(body -> {
            String asked = request.method() + " " + request.path().substring("/api/v1".length());
            requests.add((asked + " " + body).strip());
            queries.add(String.valueOf(request.uri().getQuery()));
            confirmations.addAll(request.headers().header("Confirm"));
            String user = user(request);
            if (user == null && !asked.startsWith("POST /auth/"))
                return json(HttpStatus.UNAUTHORIZED, "{'code':'unauthorized','detail':'The token has expired.'}");
            String found = turns.containsKey(asked)
                    ? inTurn(turns.get(asked))
                    : answers.getOrDefault(asked + " as " + user, answers.get(asked));
            if (found == null) return json(HttpStatus.NOT_FOUND, "{'code':'not_found','detail':'There is no such thing in your account.'}");
            if (found.matches("(?s)\\d{3} .*"))
                return json(HttpStatus.valueOf(Integer.parseInt(found.substring(0, 3))), found.substring(4));
            return json(HttpStatus.OK, found);
        });
    }

    private static String inTurn(Deque<String> bodies) { return bodies.size() > 1 ? bodies.poll() : bodies.peek(); }

    private Mono<ServerResponse> stream(ServerRequest request, Sinks.Many<ServerSentEvent<String>> events) {
        requests.add("GET " + request.uri().getPath().substring("/api/v1".length())
                + (request.uri().getQuery() == null ? "" : "?" + request.uri().getQuery()));
        if (user(request) == null) return json(HttpStatus.UNAUTHORIZED, "{'code':'unauthorized'}");
        return ServerResponse.ok().contentType(MediaType.TEXT_EVENT_STREAM)
                .body(BodyInserters.fromServerSentEvents(
                        Flux.merge(Flux.just(ServerSentEvent.<String>builder().comment("").build()), events.asFlux())));
    }

    private static String user(ServerRequest request) {
        String bearer = request.headers().firstHeader("Authorization");
        if (bearer == null || !bearer.startsWith("Bearer access-")) return null;
        return bearer.substring("Bearer access-".length(), bearer.lastIndexOf('-'));
    }

    private static Mono<String> body(ServerRequest request) { return request.bodyToMono(String.class).defaultIfEmpty(""); }

    private static Mono<ServerResponse> json(HttpStatus status, String body) {
        return ServerResponse.status(status).contentType(status.isError() ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON)
                .bodyValue(Samples.json(body));
    }

    private static ServerSentEvent<String> event(String name, String data) {
        String id = data.contains("\"sequence\"") ? data.replaceAll("(?s).*\"sequence\":(\\d+).*", "$1") : null;
        return id == null ? ServerSentEvent.builder(data).event(name).build() : ServerSentEvent.builder(data).event(name).id(id).build();
    }
}
