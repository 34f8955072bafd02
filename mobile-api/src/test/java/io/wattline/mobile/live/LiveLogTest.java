package io.wattline.mobile.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class LiveLogTest {
    private final LiveLog log = new LiveLog(2);

    private static LiveItem item(String kind, long sequence, String station) {
        return LiveItem.of(JsonNodeFactory.instance.objectNode().put("kind", kind).put("sequence", sequence).put("stationId", station));
    }

    private static @Nullable List<Long> sequences(@Nullable List<LiveItem> items) {
        return items == null ? null : items.stream().map(LiveItem::sequence).toList();
    }

    @Test
    void forgetsTheOldestChangesWhenTheRingIsFull() {
        log.restart(10L);
        log.connect();
        for (long sequence = 11; sequence <= 13; sequence++) log.accept(item("change", sequence, "CP1"));

        assertThat(sequences(log.changesAfter(10))).isNull();
        assertThat(sequences(log.changesAfter(11))).containsExactly(12L, 13L);
        assertThat(sequences(log.changesAfter(13))).isEmpty();
        assertThat(sequences(log.changesAfter(14))).isNull();
        assertThat(log.snapshot()).as("nobody told of the other connectors").isNull();
    }

    @Test
    void ordersASnapshotByTheLatestChangeOfEachConnector() {
        log.connect();
        log.accept(item("snapshot", 5, "CP1"));
        log.accept(item("snapshot", 3, "CP2"));
        log.accept(item("snapshot", 4, "CP3"));
        log.accept(item("change", 6, "CP2"));

        assertThat(sequences(log.snapshot())).containsExactly(4L, 5L, 6L);
        assertThat(log.snapshot()).allMatch(LiveItem::snapshot);
    }

    @Test
    void startsAnewWhenTheNumbersOfCsmsDid() {
        log.connect();
        log.accept(item("snapshot", 500, "CP1"));
        log.accept(item("change", 501, "CP1"));
        assertThat(log.connect()).isEqualTo(501);

        log.accept(item("snapshot", 2, "CP1"));

        assertThat(sequences(log.snapshot())).containsExactly(2L);
        assertThat(log.isAhead(501)).isTrue();
    }

    @Test
    void asksForEverythingAgainWhenASnapshotBrokeInTheMiddle() {
        log.connect();
        log.accept(item("snapshot", 5, "CP1"));
        assertThat(log.connect()).isNull();

        log.accept(item("snapshot", 5, "CP1"));
        log.settle();

        assertThat(log.connect()).isEqualTo(5);
    }
}
