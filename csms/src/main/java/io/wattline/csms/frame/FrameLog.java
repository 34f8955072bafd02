package io.wattline.csms.frame;

import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.database.BackgroundWriter;
import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.StationPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Keeps every frame, without ever slowing a station: a frame that comes while nothing is written is stored at once, those that come
 * within 200 ms after it together. When the database is too slow the oldest waiting frames are given up and counted; a frame of type {@code lost} stands where they were.
 */
@Component
class FrameLog extends BackgroundWriter implements FrameListener {
    private static final Logger LOG = LoggerFactory.getLogger(FrameLog.class);
    private static final int MOST_ROWS = 1_000;
    private static final long MOST_BYTES = 4_000_000;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Retry A_BAD_MOMENT = Retry.backoff(5, PAUSE);
    private static final long COMPLAIN_EVERY_MILLIS = 60_000;

    private final FrameRows rows;
    private final FrameViewers viewers;
    private final FrameQueue queue;
    private final FrameGaps gaps = new FrameGaps();
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicLong complainedAt = new AtomicLong();

    FrameLog(FrameRows rows, FrameViewers viewers, FrameProperties settings, Clock clock, MeterRegistry meters) {
        super(PAUSE);
        this.rows = rows;
        this.viewers = viewers;
        this.queue = new FrameQueue(settings.queue().toBytes());
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
    }

    private long nextId(Instant at) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return lastId.updateAndGet(last -> Math.max(last + 1, micros));
    }

    @Override
    protected boolean isEmpty() { return queue.isEmpty(); }

    @Override
    protected Mono<Void> store() { return writeBatch().repeat(() -> !queue.isEmpty()).then(); }

    private Mono<Void> writeBatch() {
        return Mono.defer(() -> {
            List<FrameRow> batch = queue.take(MOST_ROWS, MOST_BYTES);
            return batch.isEmpty() ? Mono.empty() : store(batch, gaps.take());
        });
    }

    private Mono<Void> store(List<FrameRow> batch, List<FrameGaps.Gap> told) {
        var all = new ArrayList<>(batch);
        told.forEach(gap -> all.add(gap.marker()));
        return rows.append(all).retryWhen(A_BAD_MOMENT).onErrorResume(failure -> {
            lost(batch, "database");
            told.forEach(gaps::add);
            LOG.atDebug().setCause(failure).log("frames not stored");
            return Mono.empty();
        });
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
