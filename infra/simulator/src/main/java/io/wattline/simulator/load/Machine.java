package io.wattline.simulator.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what a run was measured. */
final class Machine {
    private Machine() {}

    static String describe() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system.getAvailableProcessors() + " processors (" + line("/proc/cpuinfo", "model name") + "), memory "
                + line("/proc/meminfo", "MemTotal") + ", " + system.getName() + " " + system.getVersion() + ", Java "
                + Runtime.version();
    }

    private static String line(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name)).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return "unknown";
        }
    }
}
