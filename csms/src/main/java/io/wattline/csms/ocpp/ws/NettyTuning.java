package io.wattline.csms.ocpp.ws;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Room for thousands of stations that come back at once, and an end to connections whose peer is unplugged. */
@Component
class NettyTuning implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    private static final int BACKLOG = 4096;
    /** How long data may stay unacknowledged by the peer's machine; the kernel's own limit is a quarter of an hour. */
    private static final int UNACKNOWLEDGED_MILLIS = 30_000;

    private final Refusals refusals;

    NettyTuning(Refusals refusals) { this.refusals = refusals; }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) { factory.addServerCustomizers(this::tuned); }

    HttpServer tuned(HttpServer server) {
        var tuned = server.option(ChannelOption.SO_BACKLOG, BACKLOG)
                .doOnChannelInit((_, channel, _) -> GarbageWatch.over(channel, refusals));
        return Epoll.isAvailable() ? tuned.childOption(EpollChannelOption.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLIS) : tuned;
    }
}
