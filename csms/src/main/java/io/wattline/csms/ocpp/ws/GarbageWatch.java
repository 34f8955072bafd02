package io.wattline.csms.ocpp.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import java.net.InetSocketAddress;
import reactor.netty.NettyPipeline;

/** Counts who sends what is no HTTP; such connections end before anything of ours hears of them. Leaves after the first request. */
final class GarbageWatch extends ChannelInboundHandlerAdapter {
    private final Refusals refusals;

    private GarbageWatch(Refusals refusals) { this.refusals = refusals; }

    static void over(Channel channel, Refusals refusals) {
        if (channel.pipeline().get(NettyPipeline.HttpCodec) != null)
            channel.pipeline().addAfter(NettyPipeline.HttpCodec, null, new GarbageWatch(refusals));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        context.pipeline().remove(this);
        if (message instanceof HttpObject http && http.decoderResult().isFailure()
                && context.channel().remoteAddress() instanceof InetSocketAddress address)
            refusals.count(address.getAddress().getHostAddress(), "not_http", null);
        context.fireChannelRead(message);
    }
}
