package io.muster.functions.strategy.contacts;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text, ended by CR, LF or both, none of which is kept beyond a length; lines can be given back. */
final class Lines {
    private static final int BUFFER = 32 << 10;

    private final Reader text;
    private final int longest;
    private final char[] buffer = new char[BUFFER];
    private final Deque<Line> givenBack = new ArrayDeque<>();
    private int position;
    private int filled;
    private long number;

    Lines(Reader text, int longest) {
        this.text = text;
        this.longest = longest;
    }

    /**
     * One line.
     *
     * @param number from 1
     * @param whole whether all of it is here; else it was longer than allowed
     */
    record Line(long number, String text, boolean whole) {}

    /** The next line; null after the last. */
    @Nullable
    Line next() throws IOException {
        var again = givenBack.poll();
        if (again != null) {
            return again;
        }
        if (!fill()) {
            return null;
        }
        var line = new StringBuilder();
        boolean whole = true;
        number++;
        while (fill()) {
            int end = end();
            int room = longest - line.length();
            whole &= end - position <= room;
            line.append(buffer, position, Math.min(end - position, room));
            position = end;
            if (end < filled) {
                swallowEnd();
                break;
            }
        }
        return new Line(number, line.toString(), whole);
    }

    /** Has these lines come next, in this order. */
    void giveBack(List<Line> lines) {
        lines.reversed().forEach(givenBack::push);
    }

    private int end() {
        int end = position;
        while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        return end;
    }

    private void swallowEnd() throws IOException {
        boolean carriageReturn = buffer[position++] == '\r';
        if (carriageReturn && fill() && buffer[position] == '\n') {
            position++;
        }
    }

    private boolean fill() throws IOException {
        if (position == filled) {
            position = 0;
            filled = Math.max(0, text.read(buffer, 0, BUFFER));
        }
        return filled > 0;
    }
}
