package io.wattline.csms.ocpp.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.NettyPipeline;

/** Counts and tells whose handshake of TLS fails; such connections end before anything else of ours hears of them. Leaves after the handshake. */
final class HandshakeWatch extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeWatch.class);

    private final Refusals refusals;
    private boolean failed;

    private HandshakeWatch(Refusals refusals) { this.refusals = refusals; }

    static void over(Channel channel, Refusals refusals) {
        channel.pipeline().addAfter(NettyPipeline.SslHandler, null, new HandshakeWatch(refusals));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) context.pipeline().remove(this);
            else
                tell(context.channel(), handshake.cause());
        }
        context.fireUserEventTriggered(event);
    }

    /** What a failed handshake leaves behind is told already. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failed) context.close();
        else
            context.fireExceptionCaught(failure);
    }

    private void tell(Channel channel, Throwable failure) {
        failed = true;
        String remote = channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "unknown";
        refusals.count(remote, "tls", null);
        LOG.atInfo().addKeyValue("remote", remote).addKeyValue("why", sentence(failure)).log("TLS handshake failed");
    }

    /** Never what was sent: it may be a password. */
    private static String sentence(Throwable failure) {
        return switch (failure) {
            case NotSslRecordException _ -> "what came is no TLS";
            case SslHandshakeTimeoutException _ -> "it took too long";
            case ClosedChannelException _ -> "the other side left";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
