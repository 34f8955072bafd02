package io.wattline.csms.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.model.live.ConnectorLive;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
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
        feed.know(connector(1, 0, feed.sequence()));

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

        assertThat(seen).isEmpty();
        assertThat(feed.watched()).isZero();
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
