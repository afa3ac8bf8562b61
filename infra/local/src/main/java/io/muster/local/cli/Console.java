package io.muster.local.cli;

import java.io.PrintStream;

/**
 * Where the command line writes. Colour and a line that is written over exist on a terminal only, and colour not where
 * {@code NO_COLOR} is set.
 */
final class Console {

    private static final String RETURN = "\r\u001b[2K";

    /** A live line that is wider than the terminal ends at its edge, since only one row of it can be replaced. */
    private static final String CLIPPED = "\u001b[?7l%s\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;
    private String live = "";

    Console(PrintStream out, boolean terminal, boolean colour) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour && terminal;
    }

    /** Returns the console of this process. */
    @SuppressWarnings("SystemConsoleNull") // it does where the console is that of java.base, as from 25 on
    static Console of(PrintStream out) {
        var system = System.console();
        return new Console(out, system != null && system.isTerminal(), System.getenv("NO_COLOR") == null);
    }

    /** How a word is to stand out. */
    enum Style {
        BOLD(1),
        QUIET(2),
        GOOD(32),
        WARNING(33),
        BAD(31),
        ACCENT(36);

        private final int code;

        Style(int code) {
            this.code = code;
        }
    }

    /** Returns a text in a style, where there are styles. */
    String in(Style style, String text) {
        return colour ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    /** Writes a line; a live line stays below it. */
    void line(String text) {
        if (live.isEmpty()) {
            out.println(text);
        } else {
            out.print(RETURN);
            out.println(text);
            out.print(CLIPPED.formatted(live));
        }
        out.flush();
    }

    /** Writes an empty line. */
    void line() {
        line("");
    }

    /** Shows a line that the next one replaces; without a terminal nothing. */
    void live(String text) {
        if (terminal && !text.equals(live)) {
            out.print(RETURN + CLIPPED.formatted(text));
            out.flush();
            live = text;
        }
    }

    /** Lets go of the live line. */
    void endLive() {
        if (!live.isEmpty()) {
            out.print(RETURN);
            out.flush();
            live = "";
        }
    }

    boolean terminal() {
        return terminal;
    }
}
