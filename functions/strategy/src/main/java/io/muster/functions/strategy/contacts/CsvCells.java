package io.muster.functions.strategy.contacts;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts the text of a row into its cells. A quote counts only where a cell begins; within quotes everything is text, and
 * two quotes are one. What follows the closing quote is added to the cell, as spreadsheets do.
 */
final class CsvCells {
    private final char separator;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean quoted;
    private boolean begun;

    CsvCells(char separator) {
        this.separator = separator;
    }

    /** Takes a line; returns whether the row ends with it, since no quote is open. */
    boolean take(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                boolean twice = c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (c != '"' || twice) {
                    cell.append(c);
                }
                i += twice ? 1 : 0;
                quoted = c != '"' || twice;
            } else if (c == separator) {
                end();
            } else if (c == '"' && !begun && isBlank()) {
                cell.setLength(0);
                quoted = true;
                begun = true;
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            cell.append('\n');
        }
        return !quoted;
    }

    /** Ends the row and returns its cells. */
    List<String> cells() {
        end();
        return List.copyOf(cells);
    }

    private boolean isBlank() {
        return cell.chars().allMatch(c -> c == ' ');
    }

    private void end() {
        cells.add(cell.toString());
        cell.setLength(0);
        begun = false;
    }
}
