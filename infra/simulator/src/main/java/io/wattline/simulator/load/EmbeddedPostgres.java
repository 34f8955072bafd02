package io.wattline.simulator.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL whose folder is known, from the file in which it says who it is. Source: PostgreSQL, postmaster.pid. */
record EmbeddedPostgres(long process, int port) {
    /** Empty when none runs in {@code folder/cluster}. */
    static Optional<EmbeddedPostgres> in(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("cluster").resolve("postmaster.pid"));
            return Optional.of(new EmbeddedPostgres(Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip())));
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
