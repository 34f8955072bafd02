package io.wattline.simulator.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.wattline.simulator.rpc.Network.Login;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** All stations of a run on a few event loops. */
final class Chargers implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int LARGEST_MESSAGE = 1 << 20;
    private static final int RETRY_MILLIS = 1_000;
    private static final int MOST_COMPLAINTS = 10;

    final LoadPlan plan;
    final Clock clock;
    final Ledger ledger;
    final Marks marks = new Marks();
    /** Makes the transactions of this run different from those of any other. */
    final String run;
    private final Loops loops = new Loops("load", THREADS);
    private final List<EventLoop> homes = loops.each();
    private final List<Charger> chargers;
    private final ThreadLocal<StringBuilder> texts = ThreadLocal.withInitial(() -> new StringBuilder(1_024));
    private final List<String> complaints = new ArrayList<>();
    private volatile Tally closes = new Tally();
    private volatile boolean closing;

    Chargers(LoadPlan plan, Clock clock) throws IOException {
        this.plan = plan;
        this.clock = clock;
        this.ledger = new Ledger(plan.ledger());
        this.run = Long.toString(clock.millis(), 36);
        this.chargers = IntStream.range(0, plan.stations()).mapToObj(index -> new Charger(index, plan.identity(index), this)).toList();
        homes.forEach(home -> home.scheduleAtFixedRate(() -> checkPatience(home), 1, 1, TimeUnit.SECONDS));
    }

    EventLoop homeOf(Charger charger) { return homes.get(charger.index % homes.size()); }

    /** The first so many of them. */
    List<Charger> first(int number) { return chargers.subList(0, Math.min(number, chargers.size())); }

    /** Lost connections count there from now on. */
    void countClosesInto(Tally tally) { closes = tally; }

    Tally closes() { return closes; }

    boolean isClosing() { return closing; }

    /** An empty text of the calling thread. */
    StringBuilder text() {
        StringBuilder text = texts.get();
        text.setLength(0);
        return text;
    }

    /** After a second or two, so that not all come back at once. */
    void later(Charger charger, Runnable task) {
        homeOf(charger).schedule(task, RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_MILLIS), TimeUnit.MILLISECONDS);
    }

    /** The first few are kept for the report. */
    synchronized void complain(String sentence) {
        if (complaints.size() < MOST_COMPLAINTS) complaints.add(sentence);
    }

    synchronized List<String> complaints() { return List.copyOf(complaints); }

    void connect(Charger charger) {
        if (closing) return;
        Identity who = charger.identity;
        HttpHeaders headers = new DefaultHttpHeaders();
        if (who.password() != null) headers.set(HttpHeaderNames.AUTHORIZATION, new Login(who.id(), who.password()).header());
        var config = WebSocketClientProtocolConfig.newBuilder().webSocketUri(who.address()).subprotocol(who.version().subprotocol())
                .customHeaders(headers).maxFramePayloadLength(LARGEST_MESSAGE).handshakeTimeoutMillis(30_000).withUTF8Validator(false)
                .build();
        ChannelFuture dialled = new Bootstrap().group(homeOf(charger)).channelFactory(loops::client)
                .option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_LINGER, 0)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(8_192),
                                new WebSocketClientProtocolHandler(config), charger);
                    }
                }).connect(who.address().getHost(), who.address().getPort());
        charger.dialling(dialled.channel());
        dialled.addListener(future -> {
            if (!future.isSuccess()) charger.lost();
        });
    }

    private void checkPatience(EventLoop home) {
        long now = System.nanoTime();
        chargers.stream().filter(charger -> homeOf(charger) == home).forEach(charger -> charger.checkPatience(now));
    }

    /** Hangs up on all of them and closes the ledger. */
    @Override
    public void close() throws IOException {
        closing = true;
        loops.close();
        ledger.close();
    }
}
