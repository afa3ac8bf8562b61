package io.muster.functions.strategy.contacts;

import io.muster.functions.strategy.contacts.Lines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a CSV file one by one. Columns stand in any order, separated by comma, semicolon or tab; rows may
 * be shorter than the heading; cells beyond it must be empty, since otherwise all of them may have shifted. A quote that
 * stays open costs the line it stands in and no other.
 */
final class CsvRows implements Rows {
    private static final int MOST_COLUMNS = 512;
    private static final int MOST_LINES = 20;
    private static final String SEPARATORS = ",;\t";
    private static final String OPEN_QUOTE = "has a quote that is not closed";

    private final Lines lines;
    private final char separator;
    private final Headings headings;

    /**
     * Reads the heading.
     *
     * @throws UnreadableImport when there is none, or none that names an address
     */
    CsvRows(Lines lines) throws IOException {
        this.lines = lines;
        var first = firstLine();
        this.separator = separator(first);
        lines.giveBack(List.of(first));
        var heading = row(Integer.MAX_VALUE);
        if (heading == null || heading.defect() != null) {
            throw new UnreadableImport("The file has no heading that can be read.");
        }
        this.headings = Headings.of(heading.cells(), MOST_COLUMNS);
    }

    @Override
    public List<String> unmapped() {
        return headings.unmapped();
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        var row = row(headings.fields().size());
        while (row != null && row.isBlank()) {
            row = row(headings.fields().size());
        }
        return row == null ? null : rawRow(row);
    }

    /** A row before its cells are put to fields; its defect, if it has one, says why it has none. */
    private record Row(
            long line, List<String> cells, @Nullable String defect) {

        static Row defective(long line, String defect) {
            return new Row(line, List.of(), defect);
        }

        boolean isBlank() {
            return defect == null && cells.stream().allMatch(String::isBlank);
        }
    }

    /** The next row, blank or not; null after the last. Where it would eat up lines, those are rows of their own. */
    private @Nullable Row row(int width) throws IOException {
        var first = lines.next();
        if (first == null) {
            return null;
        }
        if (!first.whole()) {
            return Row.defective(first.number(), "is longer than " + ContactFile.LONGEST_LINE + " characters");
        }
        var cells = new CsvCells(separator);
        List<Line> others = new ArrayList<>();
        for (boolean ended = cells.take(first.text()); !ended; ) {
            var line = others.size() < MOST_LINES ? lines.next() : null;
            if (line == null) {
                lines.giveBack(others);
                return Row.defective(first.number(), OPEN_QUOTE);
            }
            others.add(line);
            ended = cells.take(line.text());
        }
        var all = cells.cells();
        if (!others.isEmpty() && isTooWide(all, width)) {
            lines.giveBack(others);
            return Row.defective(first.number(), OPEN_QUOTE);
        }
        return new Row(first.number(), all, null);
    }

    /** Of several columns for one field the first that says something counts. */
    private RawRow rawRow(Row row) {
        var fields = headings.fields();
        var cells = row.cells();
        if (row.defect() != null) {
            return RawRow.defective(row.line(), row.defect());
        }
        if (isTooWide(cells, fields.size())) {
            return RawRow.defective(
                    row.line(),
                    "has " + cells.size() + " cells under " + fields.size() + " headings; is a comma not in quotes?");
        }
        Map<Field, String> known = new EnumMap<>(Field.class);
        for (int i = 0; i < Math.min(cells.size(), fields.size()); i++) {
            var field = fields.get(i);
            if (field != null && !cells.get(i).isBlank()) {
                known.putIfAbsent(field, cells.get(i));
            }
        }
        return new RawRow(row.line(), known, null);
    }

    private static boolean isTooWide(List<String> cells, int width) {
        return cells.size() > width
                && !cells.subList(width, cells.size()).stream().allMatch(String::isBlank);
    }

    /** The first line that says something, but for the one by which spreadsheets tell the separator. */
    private Line firstLine() throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank() && !line.text().strip().matches("(?i)sep=.")) {
                return line;
            }
        }
        throw new UnreadableImport("The file is empty.");
    }

    /** The separator that stands most often, outside of quotes, in the heading. */
    private static char separator(Line heading) {
        var bare = heading.text().replaceAll("\"[^\"]*\"", "");
        char best = ',';
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            best = occurrences(bare, candidate) > occurrences(bare, best) ? candidate : best;
        }
        return best;
    }

    private static long occurrences(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }
}
