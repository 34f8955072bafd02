package io.wattline.csms.file;

import io.wattline.csms.database.Upkeep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets diagnostics and logs that are older than their accounts want: first the content, then the row, so that nothing is left over. */
@Component
class UploadRetention extends Upkeep {
    private static final Duration FIRST = Duration.ofMinutes(3);
    private static final Duration EVERY = Duration.ofHours(6);
    private static final int AT_ONCE = 500;

    private final ExpiredUploads rows;
    private final FileStore store;
    private final Clock clock;

    UploadRetention(ExpiredUploads rows, FileStore store, Clock clock) {
        super(FIRST, EVERY);
        this.rows = rows;
        this.store = store;
        this.clock = clock;
    }

    /** Emits how many went. */
    Mono<Long> forget() { return forgetSome().repeat().takeUntil(gone -> gone < AT_ONCE).reduce(0L, Long::sum); }

    private Mono<Long> forgetSome() {
        return Mono.defer(() -> rows.find(clock.instant(), AT_ONCE)
                .concatMap(each -> store.delete(each.account(), each.file()).then(rows.remove(each.account(), each.file()))).count());
    }

    @Override
    protected Mono<Long> round() { return forget(); }
}
