package io.wattline.simulator.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.rpc.Network;
import io.wattline.simulator.rpc.Network.RawEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Sends wrong frames in batches, each with a right one behind it: CALLs are answered in their order, so when the right one is answered
 * everything before it must have been.
 */
final class FuzzStation implements RawEvents {
    private static final int BATCH = 20;
    private static final Duration BEFORE_RECONNECT = Duration.ofMillis(50);

    private final Specimens specimens;
    private final Mutator mutator;
    private final Consumer<RawEvents> dial;
    private final Findings findings;
    private final Duration patience;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Map<String, Mutant> open = new HashMap<>();
    private List<Mutant> batch = List.of();
    private @Nullable Channel channel;
    private @Nullable Disposable timeout;
    private int left;
    private int number;
    private String probe = "";

    FuzzStation(Specimens specimens, Mutator mutator, int frames, Consumer<RawEvents> dial, Findings findings, Duration patience) {
        this.specimens = specimens;
        this.mutator = mutator;
        this.dial = dial;
        this.findings = findings;
        this.patience = patience;
        left = frames;
    }

    CompletableFuture<Void> run() {
        dial.accept(this);
        return done;
    }

    @Override
    public synchronized void opened(Channel opened) {
        channel = opened;
        batch = List.of();
        open.clear();
        probe();
    }

    /** Ends a batch, or begins a connection. */
    private void probe() {
        probe = "p" + number++;
        write(new Mutant(Mutation.NONE, specimens.boot(probe).toString().getBytes(StandardCharsets.UTF_8), false, 1));
        String awaited = probe;
        timeout = Schedulers.parallel().schedule(() -> silent(awaited), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sendBatch() {
        if (left == 0) {
            done.complete(null);
            channel().close();
            return;
        }
        var sending = new ArrayList<Mutant>();
        for (int n = Math.min(BATCH, left); n > 0; n--) sending.add(mutator.next("f" + number++));
        left -= sending.size();
        batch = sending;
        for (Mutant mutant : sending) {
            findings.sent.increment();
            String id = mutant.answeredId();
            if (id == null) findings.count(mutant.mutation(), "needs no answer");
            else
                open.put(id, mutant);
            write(mutant);
        }
        probe();
    }

    private void write(Mutant mutant) {
        byte[] bytes = mutant.bytes();
        int pieces = Math.min(mutant.pieces(), Math.max(1, bytes.length));
        for (int piece = 0; piece < pieces; piece++) {
            int from = bytes.length / pieces * piece;
            boolean last = piece == pieces - 1;
            ByteBuf part = Unpooled.wrappedBuffer(bytes, from, last ? bytes.length - from : bytes.length / pieces);
            channel().writeAndFlush(piece > 0
                    ? new ContinuationWebSocketFrame(last, 0, part)
                    : mutant.binary() ? new BinaryWebSocketFrame(last, 0, part) : new TextWebSocketFrame(last, 0, part));
        }
    }

    @Override
    public synchronized void received(String text) {
        JsonNode frame = Json.MAPPER.readTree(text);
        String id = frame.path(1).asString("");
        if (frame.path(0).asInt() == 2) refuse(id);
        else if (id.equals(probe)) finishBatch();
        else
            answered(id, frame);
    }

    /** Whatever the server asks. */
    private void refuse(String id) {
        String error = Json.MAPPER.createArrayNode().add(4).add(id).add("NotSupported").add("").add(Json.object()).toString();
        channel().writeAndFlush(new TextWebSocketFrame(error));
    }

    private void answered(String id, JsonNode frame) {
        Mutant mutant = open.remove(id);
        if (mutant == null) return; // the answer to what has no readable id, or to one of two calls with the same
        String outcome = frame.path(0).asInt() == 3 ? "CALLRESULT" : frame.path(2).asString("");
        findings.count(mutant.mutation(), outcome);
        if (outcome.equals("InternalError")) {
            findings.internal.increment();
            findings.example("internal error: " + mutant.shown());
        }
    }

    private void finishBatch() {
        if (timeout != null) timeout.dispose();
        open.values().forEach(mutant -> {
            findings.unanswered.increment();
            findings.count(mutant.mutation(), "UNANSWERED");
            findings.example("unanswered: " + mutant.shown());
        });
        open.clear();
        sendBatch();
    }

    private synchronized void silent(String awaited) {
        if (!awaited.equals(probe)) return;
        findings.unanswered.increment();
        findings.example("silent after: " + batch.stream().map(Mutant::shown).toList());
        channel().close();
    }

    @Override
    public synchronized void closed(String why) {
        if (timeout != null) timeout.dispose();
        if (done.isDone()) return;
        if (batch.stream().anyMatch(mutant -> mutant.mutation().mayClose())) findings.closedAsAllowed.increment();
        else {
            findings.closedAgainstTheSpecification.increment();
            findings.example(why + " after: " + batch.stream().map(Mutant::shown).toList());
        }
        Schedulers.parallel().schedule(() -> dial.accept(this), BEFORE_RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Channel channel() {
        if (channel == null) throw new IllegalStateException("not connected");
        return channel;
    }
}
