package io.wattline.simulator.load;

import io.wattline.simulator.rpc.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What the central system has acknowledged, one JSON object a line, written on a thread of its own. */
final class Ledger implements AutoCloseable {
    private final @Nullable BufferedWriter out;
    private final Scheduler writer = Schedulers.newSingle("ledger", true);

    /** Without a path nothing is written. */
    Ledger(@Nullable Path path) throws IOException {
        out = path == null ? null : Files.newBufferedWriter(path);
    }

    /** The register in Wh. */
    void acknowledged(String station, String transaction, Step step, Instant at, long register) {
        if (out == null) return;
        BufferedWriter lines = out;
        String kind = step == Step.START ? "started" : step == Step.STOP ? "ended" : "sampled";
        writer.schedule(() -> write(lines,
                Json.object("station", station, "transaction", transaction, "kind", kind, "timestamp", at, "register", register)
                        .toString()));
    }

    private static void write(BufferedWriter lines, String line) {
        try {
            lines.write(line);
            lines.newLine();
        } catch (IOException full) {
            throw new UncheckedIOException("cannot write the ledger", full);
        }
    }

    @Override
    public void close() throws IOException {
        writer.disposeGracefully().timeout(Duration.ofSeconds(30)).toFuture().join();
        if (out != null) out.close();
    }
}
