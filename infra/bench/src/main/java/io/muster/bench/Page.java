package io.muster.bench;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a benchmark prints, while what functions log to standard output goes nowhere, or is counted. */
public final class Page implements AutoCloseable {

    /** One for good, since a function's log keeps the standard output that it was born with. */
    private static final Recorder LOG = new Recorder();

    private static final PrintStream TO_LOG = new PrintStream(LOG, true, StandardCharsets.UTF_8);

    /** A moment of the real clock, some of which are written shorter than others. */
    private static final Pattern MOMENT = Pattern.compile("\"timestamp\":\"[^\"]*\"");

    private static final String LONGEST_MOMENT = "\"timestamp\":\"2026-06-01T14:00:00.123456789Z\"";

    private final PrintStream out = System.out;

    private Page() {}

    /** Returns standard output for the benchmark alone; whatever others print there is lost until the page is closed. */
    public static Page open() {
        var page = new Page();
        System.setOut(TO_LOG);
        return page;
    }

    /** Runs some work and returns how many bytes others printed meanwhile, each moment taken at its full length. */
    public static long logged(Runnable work) {
        LOG.start();
        work.run();
        var text = MOMENT.matcher(LOG.stop()).replaceAll(LONGEST_MOMENT);
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Prints a line. */
    public void line(String text) {
        out.println(text);
    }

    /** Prints a row of a table, its numbers already as text. */
    public void row(Object... cells) {
        var line = new StringBuilder("|");
        for (var cell : cells) {
            line.append(' ').append(cell).append(" |");
        }
        out.println(line);
    }

    /** Prints the head of a table. */
    public void head(String... titles) {
        row((Object[]) titles);
        out.println("|" + "---|".repeat(titles.length));
    }

    /** Returns a number with so many decimals. */
    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    @Override
    public void close() {
        System.setOut(out);
    }

    /** Drops what is written, but for the time between start and stop. */
    private static final class Recorder extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean recording;

        synchronized void start() {
            kept.reset();
            recording = true;
        }

        synchronized String stop() {
            recording = false;
            return kept.toString(StandardCharsets.UTF_8);
        }

        @Override
        public synchronized void write(int one) {
            if (recording) {
                kept.write(one);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (recording) {
                kept.write(bytes, from, length);
            }
        }
    }
}
