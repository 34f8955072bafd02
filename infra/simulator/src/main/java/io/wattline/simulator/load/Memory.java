package io.wattline.simulator.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The memory of processes, on Linux; elsewhere 0. Source: proc(5), /proc/pid/status. */
public final class Memory {
    private static final Pattern USED = Pattern.compile("(?m)^\\s*(?!Metaspace|class space).*\\btotal .*\\bused (\\d+)K");

    private Memory() {}

    /** Resident, in kB. */
    public static long resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    /** What lives in a JVM's heap, in kB, after a full collection that this asks for; 0 for what is no JVM of ours. */
    static long liveHeap(long pid) throws InterruptedException {
        jcmd(pid, "GC.run");
        return USED.matcher(jcmd(pid, "GC.heap_info")).results().mapToLong(used -> Long.parseLong(used.group(1))).sum();
    }

    private static String jcmd(long pid, String command) throws InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(program.toString(), Long.toString(pid), command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException missing) {
            return "";
        }
    }
}
