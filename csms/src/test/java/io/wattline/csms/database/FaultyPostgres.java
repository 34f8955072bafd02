package io.wattline.csms.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of a test's own that dies, comes back on the same port, and holds its breath, whenever the test wants it to. */
public final class FaultyPostgres implements AutoCloseable {
    private final Path home;
    private final Path data;
    private final PostgresPrograms programs;
    private final int port;

    private FaultyPostgres(Path home) {
        this.home = home;
        data = home.resolve("cluster");
        programs = PostgresPrograms.unpackedIn(home);
        port = new PostgresCluster(home, programs).start();
        new DatabaseRoles(port).createMissing();
    }

    /** With the database {@code wattline} and its roles. */
    public static FaultyPostgres started(Path folder) throws IOException {
        return new FaultyPostgres(Files.createDirectories(folder).toAbsolutePath());
    }

    public int port() { return port; }

    /** All its processes at once, as when the machine loses power, except that what was written is not lost. */
    public void kill() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** With the options and the port of the first start; recovers first when it was killed. */
    public void startAgain() {
        var started = programs.run("pg_ctl", "restart", "-D", data.toString(), "-l", home.resolve("server.log").toString(), "-w", "-t",
                "60");
        if (!started.succeeded()) throw new IllegalStateException(started.output());
    }

    /** It neither answers nor hangs up until {@link #thaw}. */
    public void freeze() { signal("STOP"); }

    public void thaw() { signal("CONT"); }

    /** A superuser's connection to the platform's database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/wattline?user=postgres");
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void signal(String name) {
        try {
            var command = Stream.concat(Stream.of("kill", "-" + name), processes().stream().map(each -> Long.toString(each.pid())));
            Process process = new ProcessBuilder(command.toList()).inheritIO().start();
            if (!process.waitFor(Duration.ofSeconds(5))) throw new IllegalStateException("kill does not end");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ProcessHandle> processes() {
        try {
            long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("it does not run"));
            return Stream.concat(Stream.of(server), server.descendants()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() { new PostgresCluster(home, programs).stop(); }
}
