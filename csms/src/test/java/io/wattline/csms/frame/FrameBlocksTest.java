package io.wattline.csms.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wattline.csms.CsmsTest;
import io.wattline.csms.database.AllAccountsDatabase;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/** Many frames in a row of the table: nobody who reads them notices. */
@CsmsTest
class FrameBlocksTest {
    private static final AccountId ACCOUNT = new AccountId("blocks");

    @Autowired
    private FrameRows rows;
    @Autowired
    private FrameViewers viewers;
    @Autowired
    private AllAccountsDatabase database;

    private FrameLog log;
    private String one;
    private String other;
    private Instant now;
    private int sent;

    @BeforeEach
    void twoStations() {
        log = logThatStores(Duration.ofHours(1));
        one = "B-" + UUID.randomUUID();
        other = "B-" + UUID.randomUUID();
        now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Test
    void areOneRowAStationAndFlush() throws Exception {
        for (int i = 0; i < 10; i++) {
            says(one, "Heartbeat");
            says(other, "Heartbeat");
        }
        flush();
        says(one, "Heartbeat");
        flush();

        assertThat(rowsOf(one)).isEqualTo(2);
        assertThat(rowsOf(other)).isEqualTo(1);
        assertThat(find(query(null), null, 100)).hasSize(21);
    }

    @Test
    void areReadInTheirOrderAcrossRowsAndStations() throws Exception {
        for (int flush = 0; flush < 30; flush++) {
            for (int i = 0; i < 4; i++) says(i % 3 == 0 ? one : other, "Heartbeat");
            flush();
        }

        List<String> read = new ArrayList<>();
        Long before = null;
        for (List<FrameView> page = find(query(null), null, 7); !page.isEmpty(); page = find(query(null), before, 7)) {
            page.forEach(frame -> read.add(frame.messageId()));
            before = page.getLast().id();
        }
        assertThat(read).containsExactlyElementsOf(IntStream.range(0, 120).mapToObj(i -> Integer.toString(119 - i)).toList());
    }

    @Test
    void areReadInTheirOrderEvenWhenRowsOfAStationOverlap() throws Exception {
        var second = logThatStores(Duration.ofHours(1));
        for (int i = 0; i < 10; i++)
            (i % 2 == 0 ? log : second).onFrame(principal(one), call(now.plusMillis(i), "" + i, "Heartbeat", "[]"));
        flush();
        log = second;
        flush();

        assertThat(find(query(null), null, 4)).extracting(FrameView::messageId).containsExactly("9", "8", "7", "6");
    }

    @Test
    void aRareOneIsFoundAmongMany() throws Exception {
        says(one, "BootNotification");
        flush();
        for (int flush = 0; flush < 250; flush++) {
            says(one, "Heartbeat");
            flush();
        }

        assertThat(find(query("BootNotification"), null, 5)).extracting(FrameView::messageId).containsExactly("0");
        assertThat(find(new FrameQuery(null, null, null, null, "17", null, null, null, null), null, 5)).hasSize(1);
        assertThat(find(new FrameQuery(null, null, null, null, null, "out", null, null, null), null, 5)).isEmpty();
        assertThat(find(new FrameQuery(null, null, null, null, null, null, "error", null, null), null, 5)).isEmpty();
        assertThat(find(new FrameQuery(null, null, null, null, null, null, null, null, "[\"BOOTn"), null, 5)).hasSize(1);
    }

    @Test
    void whateverAStationWroteIsReadAsItWas() throws Exception {
        String controls = IntStream.rangeClosed(1, 0x20).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        List<String> odd = List.of(controls, "", "\u001E", "\u001F\u001F", "\u0010", "\u00100", "\u0010\u001D", "\\\"{},NULL'", "\r\n\t",
                "ä€😀\u007F\u0080\uFFFF", "[2,\"1\",\"" + "x".repeat(70_000) + "\"]");
        odd.forEach(text -> log.onFrame(principal(one),
                call(now, text.length() > 100 ? "long" : text, text.length() > 100 ? "A" : text, text)));
        log.onFrame(principal(one),
                new FrameSeen(now, Direction.IN, FrameListener.Type.BROKEN, null, "-1", "[2,", 12, "FormationViolation"));
        flush();

        List<FrameView> read = find(query(null), null, 100).reversed();
        assertThat(read).extracting(FrameView::payload).startsWith(odd.toArray(String[]::new)).hasSize(odd.size() + 1);
        assertThat(read.subList(0, 10)).extracting(FrameView::messageId).isEqualTo(odd.subList(0, 10));
        assertThat(read.subList(0, 10)).extracting(FrameView::action).isEqualTo(odd.subList(0, 10));
        assertThat(read.getLast()).extracting(FrameView::action, FrameView::type, FrameView::latencyMs, FrameView::verdict)
                .containsExactly(null, "broken", 12, "FormationViolation");
        assertThat(find(query("\u0010\u001D"), null, 5)).hasSize(1);
        assertThat(find(new FrameQuery(null, null, null, null, null, null, null, null, "\u001F\u001F"), null, 5)).hasSize(1);
    }

    @Test
    void whatHasNoPlaceInUnicodeHarmsNoNeighbour() throws Exception {
        says(one, "Heartbeat");
        log.onFrame(principal(one), call(now, "odd", "Heartbeat", "a\uD83Db\0"));
        says(one, "Heartbeat");
        flush();

        assertThat(find(query(null), null, 5)).extracting(FrameView::messageId, FrameView::payload)
                .containsExactly(tuple("1", "[\"Heartbeat\"]"), tuple("odd", "a?b\uFFFD"), tuple("0", "[\"Heartbeat\"]"));
    }

    @Test
    void areFoundByTheirTimeWhenTheClockStepped() throws Exception {
        Instant early = now.minus(Duration.ofHours(2));
        log.onFrame(principal(one), call(now, "now", "Heartbeat", "[]"));
        log.onFrame(principal(one), call(early, "early", "Heartbeat", "[]"));
        log.onFrame(principal(one), call(now.plusSeconds(1), "later", "Heartbeat", "[]"));
        flush();

        assertThat(find(between(early, early.plusSeconds(1)), null, 5)).extracting(FrameView::messageId).containsExactly("early");
        assertThat(find(between(now, now.plusMillis(1)), null, 5)).extracting(FrameView::messageId).containsExactly("now");
        assertThat(find(between(early, now.plusSeconds(2)), null, 5)).extracting(FrameView::messageId)
                .containsExactly("later", "early", "now");
    }

    @Test
    void thoseOfEarlierVersionsAreReadAmongThem() throws Exception {
        says(one, "Heartbeat");
        flush();
        database.client().sql("""
                INSERT INTO frame (account_id, station_id, frame_id, at, direction, type, action, message_id, payload, latency_ms, verdict)
                VALUES (:account, :station, :id, :at, 'out', 'result', 'Authorize', 'old', '[3,"old",{}]', 7, 'ok')""")
                .bind("account", ACCOUNT.value()).bind("station", one).bind("id", FrameText.micros(now.plusMillis(500)))
                .bind("at", now.plusMillis(500)).then().toFuture().join();
        log.onFrame(principal(one), call(now.plusSeconds(1), "new", "Heartbeat", "[]"));
        flush();

        assertThat(find(query(null), null, 5)).extracting(FrameView::messageId).containsExactly("new", "old", "0");
        assertThat(find(query("Authorize"), null, 5)).extracting(FrameView::type, FrameView::direction, FrameView::latencyMs)
                .containsExactly(tuple("result", "out", 7));
        assertThat(find(query("Heartbeat"), null, 5)).hasSize(2);
    }

    @Test
    void areStoredSoonWithoutFurtherAdo() {
        log = logThatStores(Duration.ofMillis(20));
        says(one, "Heartbeat");

        await().untilAsserted(() -> assertThat(rowsOf(one)).isEqualTo(1));
    }

    @Test
    void areStoredBeforeTheirTimeWhenTheyFillTheMemory() {
        IntStream.range(0, 5_000).forEach(_ -> says(one, "Heartbeat"));

        await().untilAsserted(() -> assertThat(rowsOf(one)).isPositive());
    }

    private FrameLog logThatStores(Duration each) {
        return new FrameLog(rows, viewers, new FrameProperties(DataSize.ofMegabytes(4), each), Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private void says(String station, String action) {
        now = now.plusMillis(1);
        log.onFrame(principal(station), call(now, Integer.toString(sent++), action, "[\"" + action + "\"]"));
    }

    private static StationPrincipal principal(String station) {
        return new StationPrincipal(ACCOUNT, new StationId(station), OcppVersion.V1_6, "127.0.0.1");
    }

    private static FrameSeen call(Instant at, String id, String action, String text) {
        return new FrameSeen(at, Direction.IN, FrameListener.Type.CALL, action, id, text, null, "ok");
    }

    private static FrameQuery query(@Nullable String action) {
        return new FrameQuery(null, null, null, action, null, null, null, null, null);
    }

    private static FrameQuery between(Instant from, Instant to) {
        return new FrameQuery(from, to, null, null, null, null, null, null, null);
    }

    private List<FrameView> find(FrameQuery query, @Nullable Long before, int limit) {
        var ofBoth = new FrameQuery(query.from(), query.to(), List.of(one, other), query.action(), query.messageId(), query.direction(),
                query.type(), query.verdict(), query.q());
        return rows.list(ACCOUNT, ofBoth, before, limit).collectList().toFuture().join();
    }

    private long rowsOf(String station) {
        return database.client().sql("SELECT count(*) FROM frame WHERE station_id = :station").bind("station", station)
                .map(row -> row.get(0, Long.class)).one().toFuture().join();
    }

    private void flush() throws InterruptedException {
        var stored = new CountDownLatch(1);
        log.stop(stored::countDown);
        assertThat(stored.await(20, TimeUnit.SECONDS)).isTrue();
        log.start();
    }
}
