package io.muster.aws;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes what is written to standard output, for as long as it is open. */
public final class Lines implements AutoCloseable {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    public Lines() {
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    /** Returns what has been written so far. */
    public List<String> all() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
