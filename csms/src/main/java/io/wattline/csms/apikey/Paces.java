package io.wattline.csms.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.model.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** How often each key called this node in the minute that began with its first call. */
class Paces {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record Minute(Instant began, int calls) {}

    private final Cache<UserId, Minute> minutes = Caffeine.newBuilder().expireAfterWrite(WINDOW).maximumSize(100_000).build();

    /** 0 when one more call is within the limit; it counts then, and only then. */
    long secondsToWait(UserId key, int limit, Instant now) {
        Minute minute = Objects.requireNonNull(minutes.asMap().compute(key,
                (_, last) -> last == null || now.isAfter(last.began().plus(WINDOW))
                        ? new Minute(now, 1)
                        : new Minute(last.began(), Math.min(last.calls(), limit) + 1)));
        return minute.calls() <= limit ? 0 : Math.max(1, Duration.between(now, minute.began().plus(WINDOW)).toSeconds());
    }
}
