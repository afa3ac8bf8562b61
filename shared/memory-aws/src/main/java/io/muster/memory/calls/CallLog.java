package io.muster.memory.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The different calls that functions made, each once, however often it was made. */
public final class CallLog {

    private static final CallLog OF_THIS_RUN = new CallLog(fileOfThisRun());

    private final SortedSet<Call> calls = new TreeSet<>();
    private final Map<String, Witness> witnesses = new ConcurrentHashMap<>();
    private final @Nullable Path file;

    private CallLog(@Nullable Path file) {
        this.file = file;
        if (file != null) {
            write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    /** Returns an empty log that is forgotten at the end. */
    public static CallLog forgetful() {
        return new CallLog(null);
    }

    /**
     * Returns the log of everything that this process does; it is also written to the file that the system property {@code
     * muster.calls} names, line by line, so that a killed process leaves what it saw.
     */
    public static CallLog ofThisRun() {
        return OF_THIS_RUN;
    }

    private static @Nullable Path fileOfThisRun() {
        var named = System.getProperty("muster.calls");
        return named == null ? null : Path.of(named);
    }

    /** Returns one who watches a function's clients. */
    public Witness of(String function) {
        return witnesses.computeIfAbsent(function, name -> new Witness(name, this));
    }

    synchronized void note(Call call) {
        if (calls.add(call) && file != null) {
            write(call + "\n", StandardOpenOption.APPEND);
        }
    }

    /** Returns the calls so far. */
    public synchronized SortedSet<Call> calls() {
        return new TreeSet<>(calls);
    }

    private void write(String text, StandardOpenOption... how) {
        try {
            if (file != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text, how);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the calls cannot be kept in " + file, e);
        }
    }
}
