package io.wattline.simulator.rpc;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** Files over the HTTP client of the network. User and password of an address go as Basic authentication. */
final class HttpCourier implements Courier {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client;

    HttpCourier(HttpClient client) { this.client = client; }

    @Override
    public Mono<Long> fetch(URI from) {
        return as(from).get().uri(plain(from))
                .response((answer, content) -> isFine(answer)
                        ? content.map(part -> (long) part.readableBytes()).reduce(0L, Long::sum)
                        : Mono.error(refused(answer)))
                .single().timeout(PATIENCE);
    }

    @Override
    public Mono<Void> leave(URI at, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return as(at).headers(headers -> headers.set("Content-Length", bytes.length)).put().uri(plain(at))
                .send(ByteBufMono.fromString(Mono.just(content)))
                .response((answer, _) -> isFine(answer) ? Mono.<Void>empty() : Mono.error(refused(answer))).then().timeout(PATIENCE);
    }

    private HttpClient as(URI address) {
        if (address.getUserInfo() == null) return client;
        String login = Base64.getEncoder().encodeToString(address.getUserInfo().getBytes(StandardCharsets.UTF_8));
        return client.headers(headers -> headers.set("Authorization", "Basic " + login));
    }

    private static String plain(URI address) {
        return address.getRawUserInfo() == null ? address.toString() : address.toString().replace(address.getRawUserInfo() + "@", "");
    }

    private static boolean isFine(HttpClientResponse answer) { return answer.status().code() / 100 == 2; }

    private static IOException refused(HttpClientResponse answer) { return new IOException("answered " + answer.status().code()); }
}
