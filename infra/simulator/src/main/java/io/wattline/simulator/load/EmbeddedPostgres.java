package io.wattline.simulator.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL whose folder is known, from the file in which it says who it is. Source: PostgreSQL, postmaster.pid. */
record EmbeddedPostgres(long process, int port) {
    /** As the owner of the tables. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/wattline?reWriteBatchedInserts=true",
                "wattline_owner", "");
    }

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
