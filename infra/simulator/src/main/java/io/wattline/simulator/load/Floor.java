package io.wattline.simulator.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.FutureListener;
import io.wattline.simulator.rpc.Json;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** The least a central system can be: reads each frame, answers from memory and stores nothing. What it costs is the floor of a machine. */
public final class Floor implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 1 << 20;

    private final Clock clock;
    private final Loops loops;
    private final Channel listening;
    private final AtomicInteger transactions = new AtomicInteger();

    /** On 127.0.0.1; port 0 takes a free one. */
    public Floor(int port, Clock clock) {
        this.clock = clock;
        this.loops = new Loops("floor", Runtime.getRuntime().availableProcessors());
        var talk = new Talk();
        var bound = new CompletableFuture<Channel>();
        new ServerBootstrap().group(loops.group()).channelFactory(loops::server).option(ChannelOption.SO_BACKLOG, 4_096)
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        var config = WebSocketServerProtocolConfig.newBuilder().websocketPath("/ocpp").checkStartsWith(true)
                                .subprotocols("ocpp1.6,ocpp2.0.1,ocpp2.1").maxFramePayloadLength(LARGEST_MESSAGE).build();
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(8_192),
                                new WebSocketServerProtocolHandler(config), talk, new Greeting());
                    }
                }).bind("127.0.0.1", port).addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) bound.complete(done.channel());
                    else
                        bound.completeExceptionally(done.cause());
                });
        this.listening = bound.join();
    }

    public URI stations() { return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + "/ocpp"); }

    /** Returns when it has ended. */
    public void await() {
        var end = new CompletableFuture<Void>();
        listening.closeFuture().addListener((FutureListener<Void>) _ -> end.complete(null));
        end.join();
    }

    @Override
    public void close() {
        listening.close();
        loops.close();
    }

    private String answer(String frame) {
        JsonNode call = Json.MAPPER.readTree(frame);
        String action = call.path(2).asString("");
        JsonNode payload = call.path(3);
        String result = switch (action) {
            case "BootNotification" -> "{\"status\":\"Accepted\",\"currentTime\":\"" + clock.instant() + "\",\"interval\":300}";
            case "Heartbeat" -> "{\"currentTime\":\"" + clock.instant() + "\"}";
            case "Authorize" ->
                payload.has("idTag") ? "{\"idTagInfo\":{\"status\":\"Accepted\"}}" : "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
            case "StartTransaction" -> "{\"transactionId\":" + transactions.incrementAndGet() + ",\"idTagInfo\":{\"status\":\"Accepted\"}}";
            case "TransactionEvent" -> payload.has("idToken") ? "{\"idTokenInfo\":{\"status\":\"Accepted\"}}" : "{}";
            default -> "{}";
        };
        return "[3,\"" + call.path(1).asString("") + "\"," + result + "]";
    }

    @Sharable
    private final class Talk extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            String answer = answer(frame.content().toString(StandardCharsets.UTF_8));
            context.writeAndFlush(new TextWebSocketFrame(answer), context.voidPromise());
        }
    }

    /** Tells who asks for the start page that it runs. */
    private static final class Greeting extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            response.headers().set("content-length", 0);
            context.writeAndFlush(response);
        }
    }
}
