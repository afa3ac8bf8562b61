package io.muster.functions.strategy.contacts;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a CSV file one by one. Columns stand in any order, separated by comma, semicolon or tab; rows may
 * be shorter than the heading; cells beyond it must be empty, since otherwise all of them may have shifted.
 */
final class CsvRows {
    private static final int LONGEST_CELL = 64 << 10;
    private static final int LONGEST_ROW = 256 << 10;
    private static final int MOST_COLUMNS = 512;
    private static final int MOST_LINES = 20;
    private static final int SNIFFED = 16 << 10;

    private CsvRows() {}

    static void forEach(BufferedReader text, Consumer<RawRow> sink) throws IOException {
        var reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(2 * LONGEST_ROW)
                .build(handler(), text);
        List<@Nullable Field> columns = List.of();
        long line = 1;
        try {
            for (var row : reader) {
                line = row.getStartingLineNumber();
                if (isBlank(row)) {
                    continue;
                }
                if (columns.isEmpty()) {
                    columns = columns(row);
                } else {
                    sink.accept(rawRow(row, columns));
                }
                line++;
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof ImportTooLarge tooLarge) {
                throw tooLarge;
            }
            sink.accept(RawRow.defective(
                    line, "a cell that begins here never ends or is too long; nothing after it could be read"));
        }
        if (columns.isEmpty()) {
            throw new UnreadableImport("The file has no heading.");
        }
    }

    private static CsvRecordHandler handler() {
        return CsvRecordHandler.of(limits ->
                limits.maxFieldSize(LONGEST_CELL).maxRecordSize(LONGEST_ROW).maxFields(MOST_COLUMNS));
    }

    private static List<@Nullable Field> columns(CsvRecord heading) {
        List<@Nullable Field> columns = new ArrayList<>();
        for (var cell : heading.getFields()) {
            columns.add(Field.of(cell).orElse(null));
        }
        if (!columns.contains(Field.EMAIL) && !columns.contains(Field.PHONE) && !columns.contains(Field.WEBSITE)) {
            throw new UnreadableImport("The first row names no column with email, phone or website.");
        }
        return columns;
    }

    /** Of several columns for one field the first that says something counts. */
    private static RawRow rawRow(CsvRecord row, List<@Nullable Field> columns) {
        Map<Field, String> cells = new EnumMap<>(Field.class);
        int lines = 0;
        for (int i = 0; i < row.getFieldCount(); i++) {
            var cell = row.getField(i);
            lines += (int) cell.lines().skip(1).count();
            var field = i < columns.size() ? columns.get(i) : null;
            if (i >= columns.size() && !cell.isBlank()) {
                return RawRow.defective(
                        row.getStartingLineNumber(),
                        "has " + row.getFieldCount() + " cells under " + columns.size()
                                + " headings; is a comma not in quotes?");
            }
            if (field != null && !cell.isBlank()) {
                cells.putIfAbsent(field, cell);
            }
        }
        return lines > MOST_LINES
                ? RawRow.defective(
                        row.getStartingLineNumber(), "spans " + (lines + 1) + " lines; is a quote left open?")
                : new RawRow(row.getStartingLineNumber(), cells, null);
    }

    private static boolean isBlank(CsvRecord row) {
        return row.getFields().stream().allMatch(String::isBlank);
    }

    /** The separator that stands most often, outside of quotes, in the first line that says something. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(SNIFFED);
        var buffer = new char[SNIFFED];
        int length = 0;
        for (int n = 0; n >= 0 && length < SNIFFED; n = text.read(buffer, length, SNIFFED - length)) {
            length += n;
        }
        text.reset();
        var first = new String(buffer, 0, length)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"", "");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            best = occurrences(first, candidate) > occurrences(first, best) ? candidate : best;
        }
        return best;
    }

    private static long occurrences(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }
}
