package io.wattline.csms.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** csms as a process of its own, on one port over all its lives. */
final class CsmsProcess implements AutoCloseable {
    private static final Pattern MEMORY = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final int port = freePort();
    private final List<String> settings;
    private Process process;

    private CsmsProcess(Path folder, List<String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Started and ready, with the demo in it and no limits for eager stations; the log is in {@code folder}. */
    static CsmsProcess started(Path folder, String... settings) {
        var csms = new CsmsProcess(folder, List.of(settings));
        csms.start();
        return csms;
    }

    int port() { return port; }

    void start() {
        launch();
        await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100)).until(this::isReady);
    }

    /** kill -9: nothing is told, closed or written any more. */
    void kill() {
        process.destroyForcibly();
        waitForTheEnd(Duration.ofSeconds(10));
    }

    /** SIGTERM, to its end. */
    void stop() {
        process.destroy();
        waitForTheEnd(Duration.ofSeconds(60));
    }

    boolean isRunning() { return process.isAlive(); }

    /** Resident memory in bytes, as the operating system counts it. */
    long memory() {
        try {
            var found = MEMORY.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            assertThat(found.find()).isTrue();
            return Long.parseLong(found.group(1)) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its embedded PostgreSQL, as the server itself has it. */
    int databasePort() {
        try {
            return Integer.parseInt(Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid")).get(3).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        assertThat(process.isAlive()).as("csms runs; its log is %s", log()).isTrue();
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void launch() {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), CsmsApplication.class.getName()));
        Stream.of("--spring.profiles.active=demo", "--server.port=" + port, "--wattline.files.folder=" + folder.resolve("files"),
                "--wattline.files.ftp.port=0", "--wattline.ocpp.messages.per-minute=0", "--wattline.ocpp.messages.per-hour=0",
                "--wattline.configuration.report-after-boot=never", "--wattline.welcome.status-requests=false").forEach(command::add);
        command.addAll(settings);
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log())).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitForTheEnd(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)).as("csms ends within %s", atMost).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private File log() { return folder.resolve("csms.log").toFile(); }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() { if (process.isAlive()) stop(); }
}
