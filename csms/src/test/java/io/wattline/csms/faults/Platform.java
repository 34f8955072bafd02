package io.wattline.csms.faults;

import io.wattline.csms.database.FaultyPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.util.FileSystemUtils;

/** csms in a process of its own, its PostgreSQL, and the wire between them: each can be made to fail. What it left is in {@code target/faults}. */
final class Platform implements AutoCloseable {
    final FaultyPostgres postgres;
    final CommitCutter wire;
    final CsmsProcess csms;

    private Platform(FaultyPostgres postgres, CommitCutter wire, CsmsProcess csms) {
        this.postgres = postgres;
        this.wire = wire;
        this.csms = csms;
    }

    /** {@code name}: of its folder. */
    static Platform started(String name) throws IOException {
        Path folder = emptyFolder(name);
        var postgres = FaultyPostgres.started(folder.resolve("postgres"));
        var wire = new CommitCutter(postgres.port());
        return new Platform(postgres, wire,
                CsmsProcess.started(folder, "--wattline.database.host=127.0.0.1", "--wattline.database.port=" + wire.port()));
    }

    static Path emptyFolder(String name) {
        try {
            Path folder = Path.of("target", "faults", name).toAbsolutePath();
            FileSystemUtils.deleteRecursively(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code stations}: how their ids begin. */
    Load load(String stations, int count, Duration patience) {
        return new Load(stations, csms.port(), count, patience);
    }

    /** All stations end what they are at, and exactly what they were told is stored. */
    void holdsExactlyWhatWasTold(Load load) throws SQLException {
        Ledger ledger = load.finish();
        System.out.println(load + ": " + ledger);
        try (var connection = postgres.connect()) {
            new Stored(connection, load.toString()).isExactly(ledger);
        }
    }

    /** Everything that stations were told so far is stored, and once. */
    void holdsWhatWasTold(Load load) throws SQLException {
        try (var connection = postgres.connect()) {
            new Stored(connection, load.toString()).holdsOnce(load.ledger());
        }
    }

    @Override
    public void close() {
        csms.close();
        wire.close();
        postgres.close();
    }
}
