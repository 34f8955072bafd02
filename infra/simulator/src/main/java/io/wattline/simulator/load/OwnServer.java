package io.wattline.simulator.load;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, with all its data in a folder that is new. */
final class OwnServer implements Server {
    static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final String name;
    private final Path folder;
    private final int port;
    private final String readyPath;
    private final List<String> command = new ArrayList<>();
    private @Nullable Process process;
    private final Duration firstStart;
    private Duration laterStart = Duration.ZERO;

    private OwnServer(String name, Path folder, List<String> jvm, String classPath, String main, String readyPath, List<String> settings)
            throws IOException, InterruptedException {
        this.name = name;
        this.folder = folder;
        this.port = freePort();
        this.readyPath = readyPath;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, main));
        settings.forEach(setting -> command.add(setting.replace("{port}", Integer.toString(port)).replace("{folder}", folder.toString())));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end " + name));
        firstStart = start();
    }

    /** The reference: answers from memory, stores nothing. */
    static OwnServer floor(Path folder, List<String> jvm) throws IOException, InterruptedException {
        return new OwnServer("floor", folder, jvm, System.getProperty("java.class.path"), "io.wattline.simulator.Simulator", "/",
                List.of("floor", "--port={port}"));
    }

    /**
     * csms on an embedded PostgreSQL; further settings are {@code --name=value}. It starts twice: the first start makes the database and a
     * cache of loaded classes, as an installation that runs has it. Source: JEP 514.
     */
    static OwnServer csms(Path folder, List<String> jvm, String classPath, List<String> settings) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("--spring.profiles.active=demo", "--server.port={port}",
                "--wattline.database.embedded-folder={folder}/postgres", "--wattline.files.folder={folder}/files",
                "--wattline.files.ftp.enabled=false", "--wattline.ocpp.messages.per-minute=0", "--wattline.ocpp.messages.per-hour=0",
                "--wattline.ocpp.attempts.per-minute=0", "--springdoc.api-docs.enabled=false", "--logging.level.root=warn"));
        all.addAll(settings);
        Path cache = folder.resolve("csms.aot");
        String making = "-XX:AOTCacheOutput=" + cache;
        var server = new OwnServer("csms", folder, Stream.concat(jvm.stream(), Stream.of(making)).toList(), classPath,
                "io.wattline.csms.CsmsApplication", "/actuator/health/readiness", all);
        server.end();
        server.command.set(server.command.indexOf(making), "-XX:AOTCache=" + cache);
        server.laterStart = server.start();
        return server;
    }

    Duration firstStart() { return firstStart; }

    /** With the database and the cache that the first one made; zero when there was no other. */
    Duration laterStart() {
        return laterStart;
    }

    Path folder() { return folder; }

    URI http() { return URI.create("http://127.0.0.1:" + port); }

    @Override
    public String name() { return name; }

    @Override
    public URI stations() { return URI.create("ws://127.0.0.1:" + port + "/ocpp"); }

    @Override
    public long process() { return running().pid(); }

    private Process running() { return Objects.requireNonNull(process); }

    @Override
    public long database() { return EmbeddedPostgres.in(folder.resolve("postgres")).map(EmbeddedPostgres::process).orElse(0L); }

    @Override
    public Duration restart() throws IOException, InterruptedException {
        running().destroyForcibly().waitFor();
        return start();
    }

    private Duration start() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        process = launch();
        awaitReady();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private Process launch() throws IOException {
        File log = folder.resolve(name + ".log").toFile();
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (running().waitFor(50, TimeUnit.MILLISECONDS))
                throw new IOException(name + " ended at its start:\n" + Files.readString(folder.resolve(name + ".log")));
            if (System.nanoTime() > end) throw new IOException(name + " is not ready after " + LONGEST_START.toSeconds() + " s");
        }
    }

    private boolean answers() {
        try {
            var connection = (HttpURLConnection) http().resolve(readyPath).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Gives it a minute to end. */
    @Override
    public void close() {
        end();
        long left = database();
        if (ProcessCpu.isPostgres(left)) ProcessHandle.of(left).ifPresent(OwnServer::end);
    }

    private void end() {
        Process ending = process;
        if (ending == null) return;
        ending.destroy();
        ending.onExit().completeOnTimeout(ending, 60, TimeUnit.SECONDS).join().destroyForcibly();
        ending.onExit().join();
    }

    /** A database that its csms has left behind. */
    private static void end(ProcessHandle left) {
        left.destroy();
        left.onExit().completeOnTimeout(left, 60, TimeUnit.SECONDS).join().destroyForcibly();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
