package io.muster.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where a benchmark prints, while what functions log to standard output goes nowhere. */
public final class Page implements AutoCloseable {

    private final PrintStream out = System.out;

    private Page() {}

    /** Returns standard output for the benchmark alone; whatever others print there is lost until the page is closed. */
    public static Page open() {
        var page = new Page();
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return page;
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
}
