package io.wattline.simulator.rpc;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How patient a link is.
 *
 * @param callTimeout how long an answer may take
 * @param backoffMin the first wait before reconnecting; it doubles up to {@code backoffMax}, plus up to as much again as jitter
 * @param retryInterval the wait before a transaction message is repeated, multiplied by the number of refusals
 * @param attempts how often a transaction message is sent that is answered with a CALLERROR
 */
public record LinkPace(Duration callTimeout, Duration backoffMin, Duration backoffMax, Duration retryInterval, int attempts) {
    public static final LinkPace DEFAULT = new LinkPace(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30),
            Duration.ofSeconds(10), 3);

    Duration backoff(int failures, RandomGenerator random) {
        long wait = Math.min(backoffMin.toMillis() << Math.min(failures, 16), backoffMax.toMillis());
        return Duration.ofMillis(wait + random.nextLong(wait + 1));
    }
}
