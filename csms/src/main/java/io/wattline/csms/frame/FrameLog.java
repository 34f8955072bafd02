package io.wattline.csms.frame;

import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.database.BackgroundWriter;
import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.StationPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Keeps every frame, without ever slowing a station: those of a second or so are stored together, a row a station. When the database is too
 * slow the oldest waiting frames are given up and counted; a frame of type {@code lost} stands where they were.
 */
@Component
class FrameLog extends BackgroundWriter implements FrameListener {
    private static final Logger LOG = LoggerFactory.getLogger(FrameLog.class);
    private static final int ROWS_A_STATEMENT = 200;
    private static final Retry A_BAD_MOMENT = Retry.backoff(5, Duration.ofMillis(200));
    private static final long COMPLAIN_EVERY_MILLIS = 60_000;

    private final FrameRows rows;
    private final FrameViewers viewers;
    private final FrameQueue queue;
    private final long mostAtOnce;
    private final FrameGaps gaps = new FrameGaps();
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicLong complainedAt = new AtomicLong();

    FrameLog(FrameRows rows, FrameViewers viewers, FrameProperties settings, Clock clock, MeterRegistry meters) {
        super(settings.flush(), Duration.ZERO);
        this.rows = rows;
        this.viewers = viewers;
        this.queue = new FrameQueue(settings.queue().toBytes());
        this.mostAtOnce = settings.queue().toBytes() / 4;
        this.clock = clock;
        this.meters = meters;
        meters.gauge("wattline.frames.waiting", queue, FrameQueue::size);
    }

    @Override
    public void onFrame(StationPrincipal station, FrameSeen frame) {
        var row = FrameRow.of(station, nextId(frame.at()), frame);
        List<FrameRow> dropped = queue.offer(row);
        if (!dropped.isEmpty()) lost(dropped, "overflow");
        viewers.show(row);
        wake();
        if (queue.bytes() >= mostAtOnce) hurry();
    }

    private long nextId(Instant at) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return lastId.updateAndGet(last -> Math.max(last + 1, micros));
    }

    @Override
    protected boolean isEmpty() { return queue.isEmpty(); }

    /** First where frames are missing, then those that wait. */
    @Override
    protected Mono<Void> store() {
        List<FrameGaps.Gap> told = gaps.take();
        return write(told.stream().map(FrameGaps.Gap::marker).toList(), missing -> tellAgain(told, missing))
                .then(write(queue.take(mostAtOnce), missing -> lost(missing, "database")));
    }

    private void tellAgain(List<FrameGaps.Gap> told, List<FrameRow> missing) {
        Set<Place> places = missing.stream().map(FrameRow::place).collect(Collectors.toSet());
        told.stream().filter(gap -> places.contains(gap.last().place())).forEach(gaps::add);
    }

    private Mono<Void> write(List<FrameRow> frames, Consumer<List<FrameRow>> missing) {
        return Flux.fromIterable(FrameBlock.of(frames)).buffer(ROWS_A_STATEMENT)
                .concatMap(blocks -> rows.append(blocks).retryWhen(A_BAD_MOMENT).onErrorResume(failure -> {
                    LOG.atDebug().setCause(failure).log("frames not stored");
                    missing.accept(blocks.stream().flatMap(block -> block.frames().stream()).toList());
                    return Mono.empty();
                })).then();
    }

    private void lost(List<FrameRow> frames, String reason) {
        frames.forEach(frame -> gaps.add(FrameGaps.Gap.of(frame)));
        meters.counter("wattline.frames.lost", "reason", reason).increment(frames.size());
        long now = clock.millis();
        long last = complainedAt.get();
        if (now - last >= COMPLAIN_EVERY_MILLIS && complainedAt.compareAndSet(last, now))
            LOG.atWarn().addKeyValue("reason", reason).addKeyValue("frames", frames.size())
                    .log("frames are lost: the database does not keep up");
    }
}
