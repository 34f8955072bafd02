package io.wattline.csms.ocpp.ws;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/** The request that is to become a WebSocket. Source: RFC 6455 §4.2.1. */
record Upgrade(ServerHttpRequest request) {
    /** A station that leaves {@code Connection} out, or whose proxy does, still says what it wants. */
    boolean isWanted() {
        var headers = request.getHeaders();
        return request.getMethod().equals(HttpMethod.GET)
                && hasToken(headers.getOrEmpty(HttpHeaders.UPGRADE), "websocket")
                && headers.containsHeader("Sec-WebSocket-Key");
    }

    /** Writes its headers as the web server wants to read them: it takes {@code Upgrade} as one word and {@code Connection} for granted. */
    void normalise() {
        nativeRequest().requestHeaders().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET).set(HttpHeaderNames.CONNECTION,
                HttpHeaderValues.UPGRADE);
    }

    /** Nobody reads its headers after the upgrade, and a connection that lives for weeks would keep them. */
    void forgetHeaders() {
        nativeRequest().requestHeaders().clear();
    }

    Channel channel() {
        var channel = new AtomicReference<Channel>();
        nativeRequest().withConnection(connection -> channel.set(connection.channel()));
        return channel.get();
    }

    HttpServerRequest nativeRequest() { return ServerHttpRequestDecorator.getNativeRequest(request); }

    String remoteAddress() {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null || address.getAddress() == null ? "unknown" : address.getAddress().getHostAddress();
    }

    private static boolean hasToken(List<String> lines, String token) {
        return lines.stream().flatMap(line -> Stream.of(line.split(","))).anyMatch(word -> word.strip().equalsIgnoreCase(token));
    }
}
