package io.wattline.csms.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * {@code initdb}, {@code pg_ctl} and {@code postgres}, which travel as a library and are unpacked once beside the data.
 */
final class PostgresPrograms {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path folder;
    private final List<String> prefix;

    private PostgresPrograms(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /** Unpacks them when they are not there yet or are of another build. */
    static PostgresPrograms unpackedIn(Path home) {
        try {
            byte[] archive = archive();
            Path folder = home.resolve("programs-" + fingerprint(archive));
            if (!Files.exists(folder)) {
                Path unfinished = home.resolve("programs-unfinished");
                FileSystemUtils.deleteRecursively(unfinished);
                unpack(archive, unfinished);
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresPrograms(folder, ProgramIdentity.prefixFor(home));
        } catch (IOException e) {
            throw new UnusableDatabaseException("PostgreSQL cannot be unpacked in " + home + ": " + e.getMessage() + ".");
        }
    }

    /** Runs a program to its end; it limits its own time. */
    Outcome run(String program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = process.inputReader().readAllAsString();
            return new Outcome(process.waitFor() == 0, output);
        } catch (IOException e) {
            throw new UnusableDatabaseException("PostgreSQL cannot be run: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableDatabaseException("The start of PostgreSQL was interrupted.");
        }
    }

    record Outcome(boolean succeeded, String output) {
        String lastLine() {
            return output.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("no output", (_, line) -> line);
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "/postgres-" + system + "-" + processor + ".txz";
        try (InputStream resource = PostgresPrograms.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new UnusableDatabaseException(
                        "There is no embedded PostgreSQL for this machine (" + name + "); set wattline.database.host to one of your own.");
            }
            return resource.readAllBytes();
        }
    }

    private static String fingerprint(byte[] archive) {
        var checksum = new CRC32C();
        checksum.update(archive);
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        var entries = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)));
        for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            write(entry, entries, folder.resolve(entry.getName()).normalize());
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !target.toFile().setExecutable(true, false)) {
                throw new IOException(target + " cannot be made executable");
            }
        }
    }
}
