package io.muster.bench.kill;

import io.muster.local.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A stack in a process of its own, started on the same folder again and again. */
final class Child {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<String> options;
    private Process process;

    private Child(Path folder, List<String> options, Process process) {
        this.folder = folder;
        this.options = options;
        this.process = process;
    }

    /** Starts a stack on a folder with command-line options and waits until it answers. */
    static Child start(Path folder, List<String> options) {
        var child = new Child(folder, options, launch(folder, options));
        child.awaitReady();
        return child;
    }

    /** Kills the process as {@code kill -9} does: it gets no chance to do anything. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Starts it again on what it left. */
    void restart() {
        process = launch(folder, options);
        awaitReady();
    }

    /** Asks the process to stop and waits for it. */
    void stop() {
        process.destroy();
        awaitExit();
    }

    /** Returns where it is reached. */
    Addresses addresses() {
        return ready().orElseThrow(() -> new IllegalStateException("the stack does not run; see " + log(folder)));
    }

    private static Process launch(Path folder, List<String> options) {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.muster.local.cli.Main",
                "run",
                "--folder",
                folder.toString()));
        command.addAll(options);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("the stack cannot be started", e);
        }
    }

    private static Path log(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    private void awaitReady() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (ready().isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("the stack did not start: " + tail());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private Optional<Addresses> ready() {
        try {
            return Addresses.of(folder).filter(found -> found.pid() == process.pid());
        } catch (UncheckedIOException halfWritten) {
            return Optional.empty();
        }
    }

    private String tail() {
        try {
            var lines = Files.readAllLines(log(folder));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
