package io.wattline.csms.ocpp.ws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connections that were refused: counted by remote address for a day, and by reason for good. */
@Component
class Refusals {
    private static final int MOST_ADDRESSES = 50_000;

    private final MeterRegistry metrics;
    private final Clock clock;
    private final Cache<String, Tally> addresses = Caffeine.newBuilder().maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofDays(1)).build();

    Refusals(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** {@code reasons}: how often each; {@code station}: what the address of the last attempt named. */
    record Refused(String remoteAddress, Map<String, Long> reasons, @Nullable String station, Instant lastAt) {}

    /** {@code reason}: one of few, for it becomes the tag of a metric. */
    void count(String remoteAddress, String reason, @Nullable String station) {
        Counter.builder("wattline.ocpp.refused").description("Connections refused at the door of stations").tag("reason", reason)
                .register(metrics).increment();
        addresses.get(remoteAddress, _ -> new Tally()).add(reason, station, clock.instant());
    }

    /** The latest first. */
    List<Refused> latest(int limit) {
        return addresses.asMap().entrySet().stream().map(each -> each.getValue().of(each.getKey()))
                .sorted(Comparator.comparing(Refused::lastAt).reversed()).limit(limit).toList();
    }

    private static final class Tally {
        private final Map<String, Long> reasons = new TreeMap<>();
        private @Nullable String station;
        private Instant lastAt = Instant.EPOCH;

        synchronized void add(String reason, @Nullable String named, Instant now) {
            reasons.merge(reason, 1L, Long::sum);
            station = named;
            lastAt = now;
        }

        synchronized Refused of(String remoteAddress) { return new Refused(remoteAddress, Map.copyOf(reasons), station, lastAt); }
    }
}
