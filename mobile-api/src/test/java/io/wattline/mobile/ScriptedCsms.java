package io.wattline.mobile;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A csms in a few lines: publishes keys, signs tokens, streams what the test changes, and answers what the test tells it to. */
final class ScriptedCsms {
    record Request(String method, String uri, @Nullable String authorization, @Nullable String prefer, String body) {}

    record Answer(int status, String type, String body) {}

    private static final RSAKey KEY = newKey();

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final List<Request> liveRequests = new CopyOnWriteArrayList<>();
    volatile int liveStatus = 200;
    volatile long oldestKept;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> latest = new LinkedHashMap<>();
    private final TreeMap<Long, String> changes = new TreeMap<>();
    private final List<Sinks.Many<String>> streams = new CopyOnWriteArrayList<>();
    private @Nullable DisposableServer server;
    private int port;

    ScriptedCsms start() {
        server = HttpServer.create().port(port).handle(this::handle).bindNow();
        port = server.port();
        return this;
    }

    /** Forgets everything, for the next test. */
    synchronized void reset() {
        dropStreams();
        List.of(requests, liveRequests).forEach(List::clear);
        latest.clear();
        changes.clear();
        answers.clear();
        liveStatus = 200;
        oldestKept = 0;
    }

    void stop() {
        dropStreams();
        if (server != null) server.disposeNow(Duration.ofSeconds(5));
    }

    String url() { return "http://localhost:" + port; }

    void answers(String methodAndPath, int status, String body) {
        answers.put(methodAndPath, new Answer(status, status < 400 ? "application/json" : "application/problem+json", json(body)));
    }

    /** A connector changes; power in kW. */
    synchronized void changes(String station, long sequence, double power) {
        String change = json("{'kind':'change','sequence':%d,'stationId':'%s','evse':1,'connector':1,'online':true,'status':'Occupied',"
                + "'reportedStatus':'Charging','powerKw':%s,'energyKwh':1.5,'socPercent':null,'charging':true,'transactionId':'t1',"
                + "'at':'2026-01-01T10:00:00Z'}").formatted(sequence, station, power);
        latest.put(station, change);
        changes.put(sequence, change);
        streams.forEach(stream -> stream.tryEmitNext(event("change", sequence, change)).orThrow());
    }

    void keepAlive() { streams.forEach(stream -> stream.tryEmitNext(":\n\n").orThrow()); }

    int openStreams() { return streams.size(); }

    void dropStreams() {
        List<Sinks.Many<String>> open = List.copyOf(streams);
        streams.clear();
        open.forEach(Sinks.Many::tryEmitComplete);
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            Request seen = new Request(request.method().name(), request.uri(), request.requestHeaders().get("Authorization"),
                    request.requestHeaders().get("Prefer"), body);
            String path = new QueryStringDecoder(request.uri()).path();
            if (path.equals("/oauth2/jwks")) return send(response, new Answer(200, "application/json", new JWKSet(KEY).toString()));
            if (path.equals("/api/v1/live")) return live(seen, response);
            requests.add(seen);
            return send(response, answers.getOrDefault(request.method().name() + " " + path,
                    new Answer(404, "application/problem+json", json("{'status':404,'detail':'Nothing there.','code':'not_found'}"))));
        });
    }

    private static Mono<Void> send(HttpServerResponse response, Answer answer) {
        return response.status(answer.status()).header("Content-Type", answer.type()).sendString(Mono.just(answer.body())).then();
    }

    private synchronized Mono<Void> live(Request request, HttpServerResponse response) {
        liveRequests.add(request);
        if (liveStatus != 200) return response.status(liveStatus).send();
        List<String> since = new QueryStringDecoder(request.uri()).parameters().get("since");
        Sinks.Many<String> stream = Sinks.many().unicast().onBackpressureBuffer();
        streams.add(stream);
        Flux<String> first = Flux.fromIterable(since == null || Long.parseLong(since.getFirst()) < oldestKept
                ? snapshot()
                : missed(Long.parseLong(since.getFirst())));
        Flux<ByteBuf> events = first.concatWith(stream.asFlux()).doFinally(_ -> streams.remove(stream))
                .map(text -> Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        return response.sse().send(events, _ -> true).then();
    }

    private List<String> snapshot() {
        if (latest.isEmpty()) return List.of(event("snapshot", 7, json("{'kind':'snapshot','sequence':7}")));
        return latest.values().stream().map(item -> item.replace("\"change\"", "\"snapshot\""))
                .map(item -> event("snapshot", Long.parseLong(item.replaceAll(".*\"sequence\":(\\d+).*", "$1")), item)).toList();
    }

    private List<String> missed(long since) {
        return changes.tailMap(since, false).entrySet().stream().map(item -> event("change", item.getKey(), item.getValue())).toList();
    }

    private static String event(String name, long id, String data) { return "id:" + id + "\nevent:" + name + "\ndata:" + data + "\n\n"; }

    static String json(String singleQuoted) { return singleQuoted.replace('\'', '"'); }

    static String token(String user, Duration validFor) { return token(user, validFor, "wattline", KEY); }

    /** Signed by a key that this csms does not publish. */
    static String forgedToken(String user) {
        return token(user, Duration.ofMinutes(15), "wattline", newKey());
    }

    static String foreignToken(String user) { return token(user, Duration.ofMinutes(15), "someone-else", KEY); }

    private static String token(String user, Duration validFor, String issuer, RSAKey key) {
        try {
            Instant end = Clock.systemUTC().instant().plus(validFor);
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
                    new JWTClaimsSet.Builder().issuer(issuer).subject(user).claim("account", "demo").claim("permissions", List.of())
                            .issueTime(Date.from(end.minus(Duration.ofMinutes(15)))).expirationTime(Date.from(end)).build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("k1").algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
