package io.wattline.csms.ocpp.ws;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;

/** Who leaves in waves comes back in waves: whoever takes over is spared a storm of handshakes. All have left within two seconds. */
final class Waves {
    private static final int SMALLEST = 100;
    private static final int MOST = 20;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Waves() {}

    /** All of them in their order: the first wave at once, few in one wave, many in {@value #MOST} waves of one size. */
    static <T> Flux<List<T>> of(Collection<T> all) {
        int size = Math.max(SMALLEST, Math.ceilDiv(all.size(), MOST));
        return Flux.fromIterable(all).buffer(size).zipWith(Flux.interval(Duration.ZERO, BETWEEN), (wave, _) -> wave);
    }
}
