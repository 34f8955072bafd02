package io.wattline.csms.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wattline.csms.CsmsTest;
import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.FrameListener.Direction;
import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;
import reactor.test.StepVerifier;

@CsmsTest
class FrameLogTest {
    private static final AccountId ACCOUNT = new AccountId("frames");
    /** Nothing is stored before the end, unless there is too much of it. */
    private static final Duration AT_LENGTH = Duration.ofHours(1);
    private static final FrameQuery ALL = query(null, null, null, null);

    @Autowired
    private FrameRows rows;
    @Autowired
    private FrameViewers viewers;

    private FrameLog log;
    private StationPrincipal station;
    private Instant now;

    @BeforeEach
    void aStation() {
        log = new FrameLog(rows, viewers, new FrameProperties(DataSize.ofMegabytes(8), AT_LENGTH), Clock.systemUTC(),
                new SimpleMeterRegistry());
        station = new StationPrincipal(ACCOUNT, new StationId("F-" + UUID.randomUUID()), OcppVersion.V1_6, "127.0.0.1");
        now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    void keepsFramesNewestFirstAndAsTheyWere() throws Exception {
        seen(call("1", "Heartbeat", "[2,\"1\",\"Heartbeat\",{}]"));
        log.onFrame(station, new FrameSeen(now, Direction.OUT, FrameListener.Type.RESULT, "Heartbeat", "1", "[3,\"1\",{}]", 7, "ok"));
        flush();

        List<FrameView> kept = list(ALL, null, 10);
        assertThat(kept).extracting(FrameView::type, FrameView::direction, FrameView::payload, FrameView::latencyMs).containsExactly(
                tuple("result", "out", "[3,\"1\",{}]", 7),
                tuple("call", "in", "[2,\"1\",\"Heartbeat\",{}]", null));
        assertThat(kept.getFirst().at()).isEqualTo(now);
    }

    @Test
    void keepsWhatPostgresCannot() throws Exception {
        seen(new FrameSeen(now, Direction.IN, FrameListener.Type.BROKEN, null, "-1", "[2,\0", null, "FormationViolation"));
        flush();

        assertThat(list(ALL, null, 10)).extracting(FrameView::payload).containsExactly("[2,\uFFFD");
    }

    @Test
    void findsByActionTextAndTime() throws Exception {
        seen(call("1", "Heartbeat", "[2,\"1\",\"Heartbeat\",{}]"));
        seen(call("2", "Authorize", "[2,\"2\",\"Authorize\",{\"idTag\":\"ABC\"}]"));
        flush();

        assertThat(list(query(null, null, "Authorize", null), null, 10)).extracting(FrameView::messageId).containsExactly("2");
        assertThat(list(query(null, null, null, "idtag"), null, 10)).extracting(FrameView::messageId).containsExactly("2");
        assertThat(list(query(null, now, null, null), null, 10)).isEmpty();
        assertThat(list(query(now.minusSeconds(1), null, null, null), null, 10)).hasSize(2);
    }

    @Test
    void leafsThroughWithoutHolesOrRepeats() throws Exception {
        IntStream.range(0, 2_500).forEach(each -> seen(call(Integer.toString(each), "Heartbeat", "[]")));
        flush();

        List<FrameView> first = list(ALL, null, 1_500);
        List<FrameView> second = list(ALL, first.getLast().id(), 1_500);
        assertThat(first.getFirst().messageId()).isEqualTo("2499");
        assertThat(first.getLast().messageId()).isEqualTo("1000");
        assertThat(second.getFirst().messageId()).isEqualTo("999");
        assertThat(second).hasSize(1_000);
    }

    @Test
    void countsWhatItGivesUpWhenTheDatabaseIsTooSlow() throws Exception {
        var meters = new SimpleMeterRegistry();
        log = new FrameLog(rows, viewers, new FrameProperties(DataSize.ofKilobytes(8), AT_LENGTH), Clock.systemUTC(), meters);

        IntStream.range(0, 2_000).forEach(each -> seen(call(Integer.toString(each), "Heartbeat", "[]")));
        flush();

        double lost = meters.get("wattline.frames.lost").tag("reason", "overflow").counter().count();
        List<FrameView> kept = list(query(null, null, "Heartbeat", null), null, 3_000);
        assertThat(kept.size() + lost).isEqualTo(2_000);
        List<FrameView> told = list(new FrameQuery(null, null, null, null, null, null, "lost", null, null), null, 100);
        assertThat(told.stream().mapToInt(gap -> Integer.parseInt(gap.payload().split(" ")[0])).sum()).as("said in the log")
                .isEqualTo((int) lost);
        assertThat(lost).isPositive();
        assertThat(kept.getFirst().messageId()).as("the oldest give way").isEqualTo("1999");
    }

    @Test
    void showsFramesToThoseWhoWatchTheStationAndToNobodyElse() {
        var other = new StationPrincipal(new AccountId("others"), station.station(), OcppVersion.V1_6, "127.0.0.1");

        StepVerifier.create(viewers.watch(ACCOUNT, station.station()).map(row -> row.frame().messageId()))
                .then(() -> log.onFrame(other, call("foreign", "Heartbeat", "[]"))).then(() -> seen(call("mine", "Heartbeat", "[]")))
                .expectNext("mine").thenCancel().verify(Duration.ofSeconds(10));
    }

    @Test
    void aViewerWhoDoesNotKeepUpMissesTheOldest() {
        var watching = viewers.watch(ACCOUNT, station.station()).map(row -> row.frame().messageId());

        StepVerifier.create(watching, 0).expectSubscription()
                .then(() -> IntStream.range(0, 10_000)
                        .forEach(each -> viewers.show(FrameRow.of(station, each, call("" + each, "H", "[]")))))
                .thenRequest(Long.MAX_VALUE).recordWith(ArrayList::new).thenConsumeWhile(id -> !id.equals("9999"))
                .consumeRecordedWith(ids -> assertThat(ids).hasSizeLessThan(400)).thenCancel().verify(Duration.ofSeconds(10));
    }

    private static FrameQuery query(@Nullable Instant from, @Nullable Instant to, @Nullable String action, @Nullable String q) {
        return new FrameQuery(from, to, null, action, null, null, null, null, q);
    }

    private static FrameSeen callAt(Instant at, String id, String action, String text) {
        return new FrameSeen(at, Direction.IN, FrameListener.Type.CALL, action, id, text, null, "ok");
    }

    private FrameSeen call(String id, String action, String text) { return callAt(now, id, action, text); }

    private void seen(FrameSeen frame) { log.onFrame(station, frame); }

    private void flush() throws InterruptedException {
        var stored = new CountDownLatch(1);
        log.stop(stored::countDown);
        assertThat(stored.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private List<FrameView> list(FrameQuery query, @Nullable Long before, int limit) {
        var found = new AtomicReference<List<FrameView>>();
        StepVerifier.create(rows.list(ACCOUNT, query.of(station.station().value()), before, limit).collectList())
                .consumeNextWith(found::set)
                .verifyComplete();
        return found.get();
    }
}
