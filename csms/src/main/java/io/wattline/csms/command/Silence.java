package io.wattline.csms.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time from when a station should have answered to its late answer: what it shows meanwhile is kept until it is known whether it agreed. */
final class Silence {
    private boolean lasting;
    private @Nullable Runnable kept;

    synchronized void begin() { lasting = true; }

    synchronized boolean lasts() { return lasting; }

    /** Whether it is too early for this; of several, the first is kept. */
    synchronized boolean keeps(Runnable shown) {
        if (lasting && kept == null) kept = shown;
        return lasting;
    }

    /** What was kept. */
    synchronized Optional<Runnable> end() {
        lasting = false;
        return Optional.ofNullable(kept);
    }
}
