package io.muster.functions.strategy.contacts;

import java.util.List;

/**
 * What became of a file. Every row that is not blank is imported, merged, suppressed or failed: rows = imported + merged
 * + suppressed + failed.
 *
 * @param imported rows that were the first of their contact
 * @param merged rows about a contact that an earlier row of the file had named
 * @param suppressed rows about somebody who must not be contacted
 * @param failed rows with an error, each of which may have several
 * @param errors the first of them
 * @param errorCount how many there are in all
 * @param duplicates the first of the merged rows
 * @param notes the first cells of which something was left out
 * @param unmapped headings of which nothing was made
 * @param encoding what the text was written in
 */
public record ImportReport(
        int rows,
        int imported,
        int merged,
        int suppressed,
        int failed,
        List<RowError> errors,
        int errorCount,
        List<Duplicate> duplicates,
        List<RowError> notes,
        List<String> unmapped,
        String encoding) {
    /** How many errors, duplicates and notes are told one by one. */
    public static final int LISTED = 1_000;

    /** A row that was about the same contact as an earlier one. */
    public record Duplicate(long line, long firstLine) {}

    public ImportReport {
        errors = List.copyOf(errors);
        duplicates = List.copyOf(duplicates);
        notes = List.copyOf(notes);
        unmapped = List.copyOf(unmapped);
    }
}
