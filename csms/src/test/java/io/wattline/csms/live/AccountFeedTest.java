package io.wattline.csms.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.station.ConnectorState;
import io.wattline.csms.station.StationRows.ShownRow;
import io.wattline.model.live.ConnectorLive;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class AccountFeedTest {
    private final AccountFeed feed = new AccountFeed(JsonMapper.shared(), 1_000);

    @Test
    void aSlowViewerGetsTheLatestValueOfEachConnector() {
        publish(1, 0);

        StepVerifier.create(watch(null, _ -> true), 1).assertNext(item -> assertThat(item.kind()).isEqualTo("snapshot"))
                .then(() -> {
                    for (int power = 1; power <= 500; power++) publish(1 + power % 2, power);
                })
                .thenRequest(10).assertNext(item -> assertThat(item.connector().powerW()).isEqualByComparingTo("499"))
                .assertNext(item -> assertThat(item.connector().powerW()).isEqualByComparingTo("500")).thenCancel().verify();
    }

    @Test
    void whoReturnsGetsWhatHeMissedAndNothingElse() {
        long first = publish(1, 10);
        publish(1, 20);
        publish(2, 30);

        StepVerifier.create(watch(first, _ -> true))
                .expectNextMatches(item -> !item.snapshot() && item.connector().powerW().intValue() == 20)
                .expectNextMatches(item -> !item.snapshot() && item.connector().powerW().intValue() == 30).thenCancel().verify();
    }

    @Test
    void whoWasAwayTooLongGetsASnapshot() {
        long first = publish(1, 10);
        for (int power = 0; power < 5_000; power++) publish(1, power);

        StepVerifier.create(watch(first - 1, _ -> true)).expectNextMatches(LiveItem::snapshot).thenCancel().verify();
        StepVerifier.create(watch(feed.sequence() + 1, _ -> true)).expectNextMatches(LiveItem::snapshot).thenCancel().verify();
    }

    @Test
    void showsNothingOfStationsThatAreNotTheViewers() {
        publish(1, 10);

        var seen = new ArrayList<LiveItem>();
        Disposable watching = watch(null, _ -> false).subscribe(seen::add);
        publish(1, 20);
        watching.dispose();

        assertThat(seen).singleElement()
                .satisfies(nothing -> assertThat(nothing.json()).startsWith("{\"kind\":\"snapshot\",\"sequence\":"));
        assertThat(feed.watched()).isZero();
    }

    @Test
    void aSnapshotThatWasCutOffIsContinued() {
        feed.know(List.of(row(1), row(2), row(3)));
        var first = new ArrayList<LiveItem>();
        StepVerifier.create(watch(null, _ -> true), 2).recordWith(() -> first).expectNextCount(2).thenCancel().verify();
        long cutAt = first.getLast().sequence();

        StepVerifier.create(watch(cutAt, _ -> true)).expectNextMatches(LiveItem::snapshot).expectNextCount(2).thenCancel().verify();
        assertThat(first).extracting(LiveItem::sequence).isSorted().doesNotHaveDuplicates();
    }

    private static ShownRow row(int evse) {
        return new ShownRow(ConnectorState.unknown(new ConnectorRef(new StationId("L"), evse, 1)), true, Instant.EPOCH);
    }

    private Flux<LiveItem> watch(@Nullable Long since, Predicate<StationId> visible) {
        return Flux.create(sink -> {
            var viewer = new Viewer(sink, visible);
            sink.onDispose(() -> feed.leave(viewer));
            feed.join(viewer, since);
        }, FluxSink.OverflowStrategy.ERROR);
    }

    private long publish(int evse, int power) {
        long sequence = feed.nextSequence();
        feed.publish(connector(evse, power, sequence));
        return sequence;
    }

    private static ConnectorLive connector(int evse, int power, long sequence) {
        return new ConnectorLive(new ConnectorRef(new StationId("L"), evse, 1), true, ConnectorStatus.OCCUPIED, "Charging",
                BigDecimal.valueOf(power), null, null,
                null, Instant.EPOCH, sequence);
    }
}
