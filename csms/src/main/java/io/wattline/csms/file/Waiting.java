package io.wattline.csms.file;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Lets the FTP server's own threads wait for the database. */
final class Waiting {
    private static final int SECONDS = 30;

    private Waiting() {}

    static <T> @Nullable T orNull(Mono<T> work) { return work.toFuture().orTimeout(SECONDS, TimeUnit.SECONDS).join(); }
}
