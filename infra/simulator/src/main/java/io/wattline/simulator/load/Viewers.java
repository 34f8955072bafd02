package io.wattline.simulator.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpClientCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * People who watch live figures as server-sent events, evenly over the accounts. A few dozen of them read what they get and tell how
 * old it is; the others only take it. One more stops reading at once: nobody else may notice.
 */
final class Viewers implements AutoCloseable {
    private static final int READERS = 50;

    private final LoadPlan plan;
    private final Rest rest;
    private final Marks marks;
    private final int number;
    private final Loops loops = new Loops("viewers", 1);
    private final List<Channel> channels = new ArrayList<>();
    private final LongAdder bytes = new LongAdder();
    private final AtomicReference<@Nullable Tally> seen = new AtomicReference<>();
    private Tally last = new Tally();
    private long bytesBefore;

    Viewers(LoadPlan plan, Server server, Marks marks, int number) {
        this.plan = plan;
        this.rest = new Rest(server.stations());
        this.marks = marks;
        this.number = number;
    }

    /** Returns when all of them have got their first bytes. */
    void open() throws IOException, InterruptedException {
        List<String> accounts = plan.accounts().isEmpty() ? List.of(Rest.DEMO) : plan.accounts();
        var tokens = new ArrayList<String>();
        for (String account : accounts.subList(0, Math.min(number, accounts.size()))) tokens.add(rest.token(account));
        var first = new CountDownLatch(number);
        int every = Math.max(1, number / READERS);
        for (int i = 0; i < number; i++) {
            boolean reads = i % every == 0;
            channels.add(connect(tokens.get(i % tokens.size()), new Viewer(reads, marks, seen, bytes, first::countDown), reads));
        }
        Channel sleeper = connect(tokens.getFirst(), new Viewer(false, marks, seen, bytes, () -> {}), false);
        sleeper.config().setAutoRead(false);
        channels.add(sleeper);
        if (!first.await(60, TimeUnit.SECONDS)) throw new IOException(first.getCount() + " viewers got nothing");
    }

    void count() {
        last = new Tally();
        bytesBefore = bytes.sum();
        seen.set(last);
    }

    void countNoMore() { seen.set(null); }

    /** The same phase as its viewers saw it: the messages are events, the latencies those from the station's frame to the viewer. */
    Figures figures(Figures stations) {
        return stations.asSeen("viewed", last);
    }

    String summary(Duration time) {
        return String.format(Locale.ROOT, "%d viewers, %.1f MB/s to all of them; %d of them read", number,
                (bytes.sum() - bytesBefore) / 1e6 / Math.max(1, time.toMillis() / 1e3), Math.min(number, READERS));
    }

    private Channel connect(String token, Viewer viewer, boolean reads) throws IOException, InterruptedException {
        var dialled = new Bootstrap().group(loops.group()).channelFactory(loops::client).option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_LINGER, 0).handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (reads) channel.pipeline().addLast(new HttpClientCodec());
                        channel.pipeline().addLast(viewer);
                    }
                }).connect(rest.base().getHost(), rest.base().getPort());
        if (!dialled.await(30, TimeUnit.SECONDS) || !dialled.isSuccess()) throw new IOException("a viewer cannot connect", dialled.cause());
        Channel channel = dialled.channel();
        String request = "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + token
                + "\r\n\r\n";
        ByteBuf text = channel.alloc().buffer().writeBytes(request.getBytes(StandardCharsets.US_ASCII));
        channel.pipeline().firstContext().writeAndFlush(text);
        return channel;
    }

    @Override
    public void close() {
        channels.forEach(Channel::close);
        loops.close();
    }
}
