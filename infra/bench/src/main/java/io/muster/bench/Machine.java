package io.muster.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that figures were measured on: without it they say nothing. */
public final class Machine {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/self/smaps_rollup");

    private Machine() {}

    /** Returns processor, JDK and how busy others keep the machine, in one line. */
    public static String line() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s %s, JDK %s, load average %.1f",
                processor(),
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                Runtime.version(),
                system.getSystemLoadAverage());
    }

    /** Returns the proportional set size of this process in MiB, where the system tells it; else 0. */
    public static long proportionalMebibytes() {
        return Files.isReadable(MEMORY) ? number(valueOf(MEMORY, "Pss:")) / 1024 : 0;
    }

    private static String processor() {
        return Files.isReadable(PROCESSOR) ? valueOf(PROCESSOR, "model name") : "unknown processor";
    }

    private static long number(String text) {
        return Long.parseLong(text.replaceAll("\\D", ""));
    }

    private static String valueOf(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
