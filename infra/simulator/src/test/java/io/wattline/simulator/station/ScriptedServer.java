package io.wattline.simulator.station;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** A central system on a real WebSocket, on a free port of this machine. */
public final class ScriptedServer implements AutoCloseable {
    final List<String> handshakes = new CopyOnWriteArrayList<>();
    final AtomicInteger refusals = new AtomicInteger();
    private final CentralSystem csms;
    private final DisposableServer server;
    private Sinks.@Nullable Many<String> line;

    public ScriptedServer(CentralSystem csms) {
        this.csms = csms;
        server = HttpServer.create().host("127.0.0.1").port(0).handle(this::handshake).bindNow();
    }

    public URI base() { return URI.create("ws://127.0.0.1:" + server.port() + "/ocpp"); }

    private Publisher<Void> handshake(HttpServerRequest request, HttpServerResponse response) {
        handshakes.add(request.uri() + " " + request.requestHeaders().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL) + " "
                + request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION));
        if (refusals.getAndDecrement() > 0) return response.status(401).send();
        var spec = WebsocketServerSpec.builder().protocols("ocpp1.6,ocpp2.0.1,ocpp2.1").build();
        return response.sendWebsocket(this::talk, spec);
    }

    private Publisher<Void> talk(WebsocketInbound in, WebsocketOutbound out) {
        Sinks.Many<String> fresh = Sinks.many().unicast().onBackpressureBuffer();
        line = fresh;
        in.aggregateFrames().receive().asString().subscribe(text -> {
            String reply = csms.receive(text);
            if (reply != null) send(fresh, reply);
        });
        return out.sendString(fresh.asFlux()).then(out.sendClose());
    }

    void send(String text) { if (line != null) send(line, text); }

    private synchronized void send(Sinks.Many<String> to, String text) { to.tryEmitNext(text); }

    public synchronized void hangUp() { if (line != null) line.tryEmitComplete(); }

    @Override
    public void close() { server.disposeNow(); }
}
