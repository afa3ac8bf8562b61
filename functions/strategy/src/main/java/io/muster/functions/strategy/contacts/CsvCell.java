package io.muster.functions.strategy.contacts;

/** Keeps spreadsheets from taking a cell for a formula, by which an exported file could run somebody else's commands. */
public final class CsvCell {
    private CsvCell() {}

    /** The text, with a quote before it when a spreadsheet would compute it. The import takes the quote away again. */
    public static String neutral(String text) {
        return startsFormula(text) ? "'" + text : text;
    }

    /** Blanks and quotes before it do not keep a spreadsheet from computing; neither does a wide sign. */
    static boolean startsFormula(String text) {
        return text.codePoints()
                .dropWhile(CsvCell::isPassedOver)
                .limit(1)
                .anyMatch(first -> "=+-@\t\r\n＝＋－＠".indexOf(first) >= 0);
    }

    private static boolean isPassedOver(int c) {
        return "'\"`".indexOf(c) >= 0 || Character.getType(c) == Character.SPACE_SEPARATOR;
    }
}
