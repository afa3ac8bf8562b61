package io.muster.functions.strategy.contacts;

/** Keeps spreadsheets from taking a cell for a formula, by which an exported file could run somebody else's commands. */
public final class CsvCell {
    private CsvCell() {}

    /** The text, with a quote before it when a spreadsheet would compute it. The import takes the quote away again. */
    public static String neutral(String text) {
        return startsFormula(text) ? "'" + text : text;
    }

    static boolean startsFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    }
}
