package io.wattline.simulator.load;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.netty.resources.LoopResources;

/** A few event loops on the best transport of this machine. */
final class Loops implements AutoCloseable {
    private final LoopResources resources;
    private final EventLoopGroup group;

    Loops(String name, int threads) {
        resources = LoopResources.create(name, threads, threads, true, false);
        group = resources.onServer(true);
    }

    EventLoopGroup group() { return group; }

    List<EventLoop> each() {
        var loops = new ArrayList<EventLoop>();
        group.forEach(executor -> loops.add((EventLoop) executor));
        return loops;
    }

    /** A fresh TCP connection, not connected yet. */
    Channel client() { return resources.onChannel(SocketChannel.class, group); }

    ServerChannel server() { return resources.onChannel(ServerSocketChannel.class, group); }

    /** Waits for the loops to end, so never call it on one of them. */
    @Override
    public void close() { resources.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).toFuture().join(); }
}
