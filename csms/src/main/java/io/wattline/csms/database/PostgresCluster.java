package io.wattline.csms.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL data folder and the server that runs on it. Who calls holds the lock of the folder. */
final class PostgresCluster {
    static final String VERSION = "18";
    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);

    /** Sized for a machine of two cores and 4 GB that runs everything else, too; durability is never traded away. */
    private static final List<String> SETTINGS = List.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60",
            "shared_buffers=256MB", "max_wal_size=1GB", "checkpoint_timeout=15min", "wal_compression=on", "fsync=on",
            "synchronous_commit=on",
            "random_page_cost=1.1", "max_parallel_workers_per_gather=0", "jit=off", "timezone=UTC", "log_timezone=UTC");

    private final Path data;
    private final Path serverLog;
    private final PostgresPrograms programs;

    PostgresCluster(Path home, PostgresPrograms programs) {
        this.data = home.resolve("cluster");
        this.serverLog = home.resolve("server.log");
        this.programs = programs;
    }

    /** Returns the port it listens on. */
    int start() {
        try {
            if (isEmpty()) create();
            checkVersion();
            endAbandonedServer();
            return startOnAFreePort();
        } catch (IOException e) {
            throw new UnusableDatabaseException("The database in " + data + " cannot be read: " + e + ".");
        }
    }

    /** Cuts open sessions, writes everything to disk and waits for the end. */
    void stop() {
        var stopped = programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "60");
        if (!stopped.succeeded()) log.atWarn().addKeyValue("folder", data).log("PostgreSQL did not stop: {}", stopped.lastLine());
    }

    private boolean isEmpty() throws IOException {
        if (!Files.isDirectory(data)) return true;
        try (Stream<Path> files = Files.list(data)) {
            return files.findAny().isEmpty();
        }
    }

    private void create() {
        var created = programs.run("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
        if (!created.succeeded())
            throw new UnusableDatabaseException("No database can be created in " + data + ": " + created.lastLine() + ".");
    }

    private void checkVersion() throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) throw damaged("it has no file PG_VERSION");
        String version = Files.readString(file).strip();
        if (!version.matches("[0-9.]+")) throw damaged("its file PG_VERSION is unreadable");
        if (!version.equals(VERSION)) {
            throw new UnusableDatabaseException("The database in " + data + " was written by PostgreSQL " + version
                    + " and this is PostgreSQL "
                    + VERSION + ": dump it with the old version and restore it, or move the folder away to begin with an empty one.");
        }
    }

    /** A JVM that was killed leaves its server running, or after a power cut a file that names a process which is somebody else's now. */
    private void endAbandonedServer() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) return;
        if (Files.readAllLines(file).stream().findFirst().flatMap(this::serverOfThisFolder).isPresent()) {
            log.atInfo().addKeyValue("folder", data).log("stopping the PostgreSQL that a killed process left behind");
            stop();
        }
        Files.deleteIfExists(file);
    }

    private Optional<ProcessHandle> serverOfThisFolder(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.strip()))
                    .filter(process -> process.info().arguments().map(List::of).orElse(List.of()).contains(data.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The free port may be taken by somebody else in between; then another one is tried. */
    private int startOnAFreePort() throws IOException {
        for (int attempt = 1;; attempt++) {
            int port = freePort();
            Files.deleteIfExists(serverLog);
            var started = programs.run("pg_ctl", "start", "-D", data.toString(), "-l", serverLog.toString(), "-o", options(port), "-w",
                    "-t", "120");
            if (started.succeeded()) return port;
            String reason = reasonOf(started);
            if (attempt == 3 || !reason.contains("TCP/IP sockets")) throw damaged(reason);
        }
    }

    private static String options(int port) {
        return SETTINGS.stream().map(setting -> "-c " + setting).collect(Collectors.joining(" ", "-p " + port + " ", ""));
    }

    private UnusableDatabaseException damaged(String reason) {
        return new UnusableDatabaseException("The database in " + data + " cannot start (" + reason
                + "): restore the folder from a backup, or move it away to begin with an empty one.");
    }

    private String reasonOf(PostgresPrograms.Outcome outcome) throws IOException {
        if (!Files.exists(serverLog)) return outcome.lastLine();
        return Files.readString(serverLog).lines().filter(line -> line.matches(".*(FATAL|PANIC|could not).*")).reduce((_, line) -> line)
                .map(line -> line.replaceFirst(".*(FATAL|PANIC):", "").strip().replaceFirst("^but ", "")).orElse(outcome.lastLine());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
