package io.wattline.simulator.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time of a process as the operating system accounts it. Of a process named "postgres" its children count too, those that
 * live and those that have ended: each connection is one. Works on Linux; elsewhere everything is 0. Source: proc(5), /proc/pid/stat.
 */
public final class ProcessCpu {
    /** Linux counts in hundredths of a second on every architecture this runs on. */
    private static final long MICROS_PER_TICK = 10_000;
    private static final Path PROC = Path.of("/proc");

    private ProcessCpu() {}

    public static boolean isPostgres(long pid) {
        Stat stat = read(PROC.resolve(Long.toString(pid)));
        return stat != null && stat.name.equals("postgres");
    }

    static long ownMicros() { return micros(ProcessHandle.current().pid()); }

    /** 0 for a process that does not exist. */
    static long micros(long pid) {
        Stat stat = read(PROC.resolve(Long.toString(pid)));
        if (stat == null) return 0;
        long ticks = stat.own;
        if (stat.name.equals("postgres")) ticks += stat.endedChildren + liveChildren(pid);
        return ticks * MICROS_PER_TICK;
    }

    private static long liveChildren(long pid) {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes.filter(process -> process.getFileName().toString().matches("[0-9]+")).map(ProcessCpu::read)
                    .filter(stat -> stat != null && stat.parent == pid).mapToLong(stat -> stat.own + stat.endedChildren).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Ticks of the process itself, and of its children that it has waited for. */
    private record Stat(String name, long parent, long own, long endedChildren) {}

    private static @Nullable Stat read(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"));
            // the name stands in parentheses and may contain anything, so the fields are counted from its end
            int open = line.indexOf('(');
            int close = line.lastIndexOf(')');
            String[] fields = line.substring(close + 2).split(" ");
            return new Stat(line.substring(open + 1, close), Long.parseLong(fields[1]),
                    Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                    Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
        } catch (IOException gone) {
            return null;
        }
    }
}
