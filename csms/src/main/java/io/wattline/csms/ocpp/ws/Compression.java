package io.wattline.csms.ocpp.ws;

import io.netty.channel.Channel;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Compressed messages. Source: RFC 7692. Many stations break on them, so they are agreed to one by one; the web server's own switch would
 * agree without a limit to what a few bytes may grow to.
 */
final class Compression {
    private static final int LEVEL = 6;
    private static final int LARGEST_WINDOW = 15;

    private Compression() {}

    /** Agrees to permessage-deflate when the handshake, which is about to be answered, offers it. {@code largest}: message in bytes. */
    static void agree(Channel channel, HttpServerRequest handshake, int largest) {
        // Contexts that end with each message cost a little bandwidth, and no memory while a station is silent.
        var extension = new WebSocketServerExtensionHandler(new PerMessageDeflateServerExtensionHandshaker(LEVEL,
                ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(), LARGEST_WINDOW, true, true, largest));
        var offer = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, handshake.uri(), handshake.requestHeaders().copy());
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, NettyPipeline.WsCompressionHandler, extension);
        try { // the request passed before the extension stood here
            extension.channelRead(channel.pipeline().lastContext(), offer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
