package io.muster.local.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Machine time that stands still while the process is down and never runs backwards, even after {@code kill -9}: no moment
 * is told before the file holds one that is later. A kill skips at most {@link #AHEAD}.
 *
 * <p>The file has four lines: business start, machine start, speed, the moment reached.
 */
public final class StoredClock implements InstantSource, AutoCloseable {

    /** How far ahead the file is written. */
    static final Duration AHEAD = Duration.ofSeconds(1);

    private final Path file;
    private final Scale scale;
    private final Instant resumed;
    private final LongSupplier nanoTime;
    private final long resumedNanos;
    private Instant promised;

    private StoredClock(Path file, Scale scale, Instant resumed, LongSupplier nanoTime) {
        this.file = file;
        this.scale = scale;
        this.resumed = resumed;
        this.nanoTime = nanoTime;
        this.resumedNanos = nanoTime.getAsLong();
        this.promised = resumed;
    }

    /**
     * Opens the clock of a file; one that is there goes on where it stopped, with its own scale.
     *
     * @param fresh the scale for a file that is not there yet
     */
    public static StoredClock open(Path file, Scale fresh) {
        return open(file, fresh, System::nanoTime);
    }

    static StoredClock open(Path file, Scale fresh, LongSupplier nanoTime) {
        if (!Files.exists(file)) {
            return new StoredClock(file, fresh, fresh.machineStart(), nanoTime);
        }
        try {
            var lines = Files.readAllLines(file);
            var scale =
                    new Scale(Instant.parse(lines.get(0)), Instant.parse(lines.get(1)), Long.parseLong(lines.get(2)));
            return new StoredClock(file, scale, Instant.parse(lines.get(3)), nanoTime);
        } catch (IOException e) {
            throw new UncheckedIOException("the clock cannot be read: " + file, e);
        }
    }

    /** Returns how business time follows this clock. */
    public Scale scale() {
        return scale;
    }

    @Override
    public synchronized Instant instant() {
        var now = resumed.plusNanos(nanoTime.getAsLong() - resumedNanos);
        if (!now.isBefore(promised)) {
            promised = now.plus(AHEAD);
            store(promised);
        }
        return now;
    }

    /** Stores the moment reached, so that nothing is skipped at the next start. */
    @Override
    public synchronized void close() {
        store(instant());
    }

    private void store(Instant reached) {
        var lines = List.of(
                scale.businessStart().toString(),
                scale.machineStart().toString(),
                Long.toString(scale.speed()),
                reached.toString());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the clock cannot be stored: " + file, e);
        }
    }
}
