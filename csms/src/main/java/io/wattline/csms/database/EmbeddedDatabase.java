package io.wattline.csms.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/**
 * PostgreSQL in a folder, for trying Wattline and for tests: listens on loopback only and trusts who connects from there.
 * The folder keeps its data over restarts and belongs to one process at a time. A database that a killed process left running
 * is stopped first. It ends with the JVM, after every application context; a JVM without one has to close it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final FileChannel lock;
    private final PostgresCluster cluster;
    private final int port;

    private EmbeddedDatabase(FileChannel lock, PostgresCluster cluster, int port) {
        this.lock = lock;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Creates the folder and the database {@code wattline} with its roles where they are missing, and starts the server on a free port.
     *
     * @throws UnusableDatabaseException with one sentence when the folder is in use, damaged or of another PostgreSQL version
     */
    public static EmbeddedDatabase start(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        EmbeddedDatabase database = launch(home);
        try {
            SpringApplication.getShutdownHandlers().add(database::close);
            new DatabaseRoles(database.port).createMissing();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        log.atInfo().addKeyValue("folder", home).addKeyValue("port", database.port).log("embedded PostgreSQL started");
        return database;
    }

    /** Where it listens on 127.0.0.1. */
    public int port() { return port; }

    /** Waits for connected sessions to be cut and everything to be on disk. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        if (!lock.isOpen()) return;
        cluster.stop();
        release(lock);
    }

    private static EmbeddedDatabase launch(Path home) {
        FileChannel lock = lock(home);
        try {
            var cluster = new PostgresCluster(home, PostgresPrograms.unpackedIn(home));
            return new EmbeddedDatabase(lock, cluster, cluster.start());
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static FileChannel lock(Path home) {
        try {
            Files.createDirectories(home);
            FileChannel channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                throw new UnusableDatabaseException("The database folder " + home + " is in use by another running Wattline.");
            }
            return channel;
        } catch (IOException e) {
            throw new UnusableDatabaseException("The database folder " + home + " cannot be written: " + e + ".");
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException takenByThisProcess) {
            return true;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
