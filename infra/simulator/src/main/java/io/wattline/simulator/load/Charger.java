package io.wattline.simulator.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.wattline.simulator.load.Template.Gap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One station of a load run, as cheap as it can be: one connector, one CALL at a time; a turn that comes while a CALL is out waits, and its
 * latency counts from when it was due. Lives on one event loop. A lost connection is made anew, and the open CALL repeated.
 */
@Sharable
final class Charger extends ChannelInboundHandlerAdapter implements Template.Filler {
    private static final double WATT_MILLIS_PER_WH = 3.6e6;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Turn(Work work, long dueNanos) {}

    final int index;
    final Identity identity;
    private final Words words;
    private final Chargers all;
    private final ArrayDeque<Turn> turns = new ArrayDeque<>(2);
    private volatile @Nullable Channel channel;
    private @Nullable Channel dialled;
    private @Nullable Turn turn;
    private int step;
    private int attempts;
    private long stepDueNanos;
    private long sentNanos;
    private int message;
    private long atMillis;
    private double registerWh;
    private int watts = 11_000;
    private int sequence;
    private int transactions;
    private String transaction = "0";
    private volatile boolean charging;
    private volatile boolean joined;

    Charger(int index, Identity identity, Chargers all) {
        this.index = index;
        this.identity = identity;
        this.words = Words.of(identity.version());
        this.all = all;
    }

    void perform(Work work, long dueNanos) {
        turns.addLast(new Turn(work, dueNanos));
        if (turn == null) next();
    }

    /** Connects first; the turn's latency counts from when that was due. */
    void connectAndPerform(Work work, long dueNanos) {
        joined = true;
        perform(work, dueNanos);
        if (channel == null) all.connect(this);
    }

    /** From its first connection on, also while that is broken. */
    boolean isJoined() { return joined; }

    boolean isConnected() { return channel != null; }

    boolean isCharging() { return charging; }

    /** Repeats the CALL that has waited too long. */
    void checkPatience(long now) {
        Turn current = turn;
        if (current == null || channel == null || sentNanos == 0 || now - sentNanos < PATIENCE_NANOS) return;
        current.work().tally.timeouts.increment();
        transmit();
    }

    /** As if the power had gone: without a word. */
    void cut() {
        Channel open = channel;
        Channel opening = dialled;
        channel = null;
        dialled = null;
        if (open != null) open.close();
        if (opening != null) opening.close();
    }

    void dialling(Channel fresh) { dialled = fresh; }

    private void next() {
        turn = turns.pollFirst();
        if (turn == null) return;
        step = 0;
        begin(turn.dueNanos());
    }

    private void begin(long dueNanos) {
        stepDueNanos = dueNanos;
        attempts = 0;
        Step now = step();
        long millis = all.clock.millis();
        if (charging && now != Step.START) registerWh += (double) watts * Math.max(0, millis - atMillis) / WATT_MILLIS_PER_WH;
        atMillis = Math.max(millis, atMillis + 1);
        if (now == Step.START) openTransaction();
        else if (now == Step.SAMPLE || now == Step.STOP) sequence++;
        if (now == Step.SAMPLE) watts = all.marks.sent(index);
        turn().work().tally.sent.increment();
        transmit();
    }

    private void openTransaction() {
        charging = true;
        sequence = 0;
        transaction = words.centralSystemNamesTransactions() ? "0" : all.run + "-" + index + "-" + ++transactions;
    }

    private void transmit() {
        Channel open = channel;
        if (open == null) return;
        StringBuilder text = all.text();
        message++;
        words.of(step()).write(text, this);
        ByteBuf frame = open.alloc().directBuffer(text.length());
        frame.writeCharSequence(text, StandardCharsets.US_ASCII);
        sentNanos = System.nanoTime();
        open.writeAndFlush(new TextWebSocketFrame(frame), open.voidPromise());
    }

    @Override
    public void fill(Gap gap, StringBuilder into) {
        switch (gap) {
            case ID -> into.append(message);
            case AT -> into.append(Instant.ofEpochMilli(atMillis));
            case REGISTER -> into.append((long) registerWh);
            case WATTS -> into.append(watts);
            case TRANSACTION -> into.append(transaction);
            case SEQUENCE -> into.append(sequence);
            case TAG -> into.append(identity.tag());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) return;
        channel = context.channel();
        dialled = null;
        if (turn != null) transmit();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object received) {
        WebSocketFrame frame = (WebSocketFrame) received;
        try {
            if (frame instanceof TextWebSocketFrame) answered(context, frame.content());
        } finally {
            frame.release();
        }
    }

    private void answered(ChannelHandlerContext context, ByteBuf content) {
        Step now = turn == null ? Step.HEARTBEAT : step();
        Answer answer = Answer.of(content, now == Step.BOOT || now == Step.AUTHORIZE || now == Step.START);
        if (answer.type() == '2') {
            String refusal = "[4,\"" + answer.id() + "\",\"NotImplemented\",\"\",{}]";
            context.writeAndFlush(new TextWebSocketFrame(refusal), context.voidPromise());
            return;
        }
        if (turn == null || !answer.id().equals(Integer.toString(message))) return;
        if (answer.type() == '3') acknowledged(now, answer);
        else
            refused(now, answer);
    }

    private void acknowledged(Step now, Answer answer) {
        Tally tally = turn().work().tally;
        tally.acknowledged(stepDueNanos);
        if (!answer.accepts()) tally.notAccepted.increment();
        if (now == Step.START && words.centralSystemNamesTransactions()) transaction = answer.transactionNumber();
        if (now == Step.STOP) charging = false;
        if (now.isOfTransaction())
            all.ledger.acknowledged(identity.id(), transaction, now, Instant.ofEpochMilli(atMillis), (long) registerWh);
        goOn();
    }

    private void refused(Step now, Answer answer) {
        if (now.isOfTransaction() && ++attempts < all.plan.attempts()) {
            all.later(this, this::transmit);
            sentNanos = 0;
            return;
        }
        turn().work().tally.refused.increment();
        all.complain(identity.id() + " " + now + " refused " + answer.rest());
        goOn();
    }

    private void goOn() {
        Turn done = turn();
        if (++step < done.work().job.steps.size()) {
            begin(System.nanoTime());
            return;
        }
        if (done.work().again()) turns.addLast(new Turn(done.work(), System.nanoTime()));
        next();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (context.channel() == channel || context.channel() == dialled) lost();
        context.fireChannelInactive();
    }

    /** The connection has ended, or there never was one. */
    void lost() {
        channel = null;
        dialled = null;
        if (all.isClosing()) return;
        all.closes().closes.increment();
        all.later(this, () -> all.connect(this));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // what the network does is counted as a close; what is left is a handshake that was refused
        if (!(cause instanceof IOException)) all.complain(identity.id() + " " + cause);
        context.close();
    }

    private Turn turn() { return Objects.requireNonNull(turn, "no turn"); }

    private Step step() { return turn().work().job.steps.get(step); }
}
