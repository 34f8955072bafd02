package io.wattline.simulator.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One viewer's connection: counts bytes and, if it reads, how old each change is when it comes. */
final class Viewer extends ChannelInboundHandlerAdapter {
    private static final Pattern CHANGE = Pattern.compile("\"stationId\":\"LOAD(\\d+)\".*\"powerKw\":([0-9.]+)");

    private final boolean reads;
    private final Marks marks;
    private final AtomicReference<@Nullable Tally> seen;
    private final LongAdder bytes;
    private final Runnable first;
    private final StringBuilder text = new StringBuilder();
    private boolean began;

    Viewer(boolean reads, Marks marks, AtomicReference<@Nullable Tally> seen, LongAdder bytes, Runnable first) {
        this.reads = reads;
        this.marks = marks;
        this.seen = seen;
        this.bytes = bytes;
        this.first = first;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object received) {
        try {
            if (!began) first.run();
            began = true;
            ByteBuf content = received instanceof ByteBuf raw ? raw : received instanceof HttpContent chunk ? chunk.content() : null;
            if (content == null) return;
            bytes.add(content.readableBytes());
            if (reads) read(content);
        } finally {
            ReferenceCountUtil.release(received);
        }
    }

    private void read(ByteBuf content) {
        text.append(content.toString(StandardCharsets.UTF_8));
        int from = 0;
        for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
            if (text.charAt(from) == 'd') event(text.substring(from, end));
            from = end + 1;
        }
        text.delete(0, from);
    }

    private void event(String line) {
        Tally tally = seen.get();
        if (tally == null || !line.contains("\"kind\":\"change\"")) return;
        Matcher change = CHANGE.matcher(line);
        if (!change.find()) return;
        long sentAt = marks.sentAt(Integer.parseInt(change.group(1)) - 1, (int) Math.round(Double.parseDouble(change.group(2)) * 1000));
        tally.jobs.increment();
        if (sentAt != 0) tally.took(sentAt);
    }
}
