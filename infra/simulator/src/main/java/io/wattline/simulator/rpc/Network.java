package io.wattline.simulator.rpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** The WebSockets of many stations on a few event loops of their own. */
public final class Network implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 1 << 20;

    private final LoopResources loops;
    private final HttpClient client;

    public Network(int threads) { this(threads, null); }

    /** {@code tls}: whom to trust and what to show of oneself; as Java does when null. */
    public Network(int threads, @Nullable SslContext tls) {
        loops = LoopResources.create("simulator-net", threads, true);
        var plain = HttpClient.create(ConnectionProvider.newConnection()).runOn(loops);
        client = tls == null ? plain : plain.secure(spec -> spec.sslContext(tls));
    }

    /** A user and a password for HTTP Basic authentication (OCPP security profile 1 and 2). */
    public record Login(String user, String password) {
        public String header() {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() { return "Login[" + user + "]"; }
    }

    /** Carries files over connections of its own. */
    public Courier courier() { return new HttpCourier(client); }

    /** Where a station dials: the base, its id, and the account where it names one. */
    public static URI address(URI base, String id, @Nullable String account) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/" + id + (account == null ? "" : "/" + account));
    }

    /** Dials this address; the login is asked for at each attempt, since a central system may change the password. */
    public Dialer dialer(URI uri, String subprotocol, Supplier<@Nullable Login> login) {
        var spec = WebsocketClientSpec.builder().protocols(subprotocol).maxFramePayloadLength(LARGEST_MESSAGE).build();
        return events -> {
            Login used = login.get();
            var why = new AtomicReference<>("closed");
            return client.headers(headers -> {
                if (used != null) headers.set(HttpHeaderNames.AUTHORIZATION, used.header());
            }).websocket(spec).uri(uri).handle((in, _) -> {
                in.withConnection(connection -> events.opened(new NettySocket(connection.channel())));
                in.receiveCloseStatus().subscribe(status -> why.set(sentence(status)));
                return in.aggregateFrames(LARGEST_MESSAGE).receive().asString(StandardCharsets.UTF_8).doOnNext(events::received);
            }).subscribe(_ -> {
            }, failure -> events.closed(String.valueOf(failure.getMessage())), () -> events.closed(why.get()));
        };
    }

    /** One connection whose frames the caller makes itself, right or wrong; events are those of {@link Dialer.Events}. */
    public void dialRaw(URI uri, String subprotocol, RawEvents events) {
        var spec = WebsocketClientSpec.builder().protocols(subprotocol).maxFramePayloadLength(LARGEST_MESSAGE).build();
        var why = new AtomicReference<>("closed");
        client.websocket(spec).uri(uri).handle((in, _) -> {
            in.withConnection(connection -> events.opened(connection.channel()));
            in.receiveCloseStatus().subscribe(status -> why.set(sentence(status)));
            return in.aggregateFrames(LARGEST_MESSAGE).receive().asString(StandardCharsets.UTF_8).doOnNext(events::received);
        }).subscribe(_ -> {}, failure -> events.closed(String.valueOf(failure.getMessage())), () -> events.closed(why.get()));
    }

    public interface RawEvents {
        void opened(Channel channel);

        void received(String text);

        void closed(String why);
    }

    private static String sentence(WebSocketCloseStatus status) { return "closed with " + status.code() + " " + status.reasonText(); }

    /** Lets go of everything once the sockets have had a moment to say goodbye; waits for that, so never call it on an event loop. */
    @Override
    public void close() { loops.disposeLater(Duration.ofMillis(200), Duration.ofSeconds(2)).toFuture().join(); }

    private record NettySocket(Channel channel) implements Dialer.Socket {
        @Override
        public void send(String text) { channel.writeAndFlush(new TextWebSocketFrame(text), channel.voidPromise()); }

        @Override
        public void close() {
            channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
