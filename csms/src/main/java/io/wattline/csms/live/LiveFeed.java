package io.wattline.csms.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.account.AccountListener;
import io.wattline.csms.station.ConnectorState;
import io.wattline.csms.station.StationRows;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Committed changes on their way to viewers. An account that nobody has watched yet costs nothing. Sequence numbers grow over restarts,
 * because they start from the clock's microseconds.
 */
@Component
public class LiveFeed implements AccountListener {
    private record Feed(AccountFeed feed, Mono<AccountFeed> loaded) {}

    private final StationRows stations;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<AccountId, Feed> feeds = new ConcurrentHashMap<>();

    LiveFeed(StationRows stations, JsonMapper json, Clock clock, MeterRegistry meters) {
        this.stations = stations;
        this.json = json;
        this.clock = clock;
        meters.gauge("wattline.live.viewers", feeds, all -> all.values().stream().mapToInt(each -> each.feed().watched()).sum());
    }

    public void publish(AccountId account, ConnectorState connector, boolean online) {
        Feed known = feeds.get(account);
        if (known == null) return;
        known.feed().publish(connector.live(online, clock.instant(), known.feed().nextSequence()));
    }

    /** First a snapshot, or what was missed since the given sequence; then changes. */
    public Flux<LiveItem> watch(AccountId account, @Nullable Long since, Predicate<StationId> visible) {
        return feeds.computeIfAbsent(account, this::open).loaded().flatMapMany(feed -> Flux.create(sink -> {
            var viewer = new Viewer(sink, visible);
            sink.onDispose(() -> feed.leave(viewer));
            feed.join(viewer, since);
        }, FluxSink.OverflowStrategy.ERROR));
    }

    @Override
    public void suspended(AccountId account) {
        Feed known = feeds.get(account);
        if (known != null) known.feed().end();
    }

    @Override
    public Mono<Void> erased(AccountId account) { return Mono.fromRunnable(() -> feeds.remove(account)); }

    /** The sequence number of the account's latest change. */
    public long sequence(AccountId account) {
        return feeds.computeIfAbsent(account, this::open).feed().sequence();
    }

    private Feed open(AccountId account) {
        var feed = new AccountFeed(json, clock.millis() * 1_000);
        Mono<AccountFeed> loaded = stations.shownOf(account)
                .collectList().doOnNext(feed::know).thenReturn(feed).cacheInvalidateIf(_ -> false);
        return new Feed(feed, loaded);
    }
}
