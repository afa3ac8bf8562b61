package io.muster.functions.strategy.contacts;

import java.util.List;

/**
 * What became of a file. Every row that is not blank is imported, merged or failed: rows = imported + merged + failed.
 *
 * @param imported rows that were the first of their contact
 * @param merged rows about a contact that an earlier row of the file had named
 * @param failed rows with an error, each of which may have several
 * @param errors the first of them
 * @param errorCount how many there are in all
 * @param duplicates the first of the merged rows
 */
public record ImportReport(
        int rows,
        int imported,
        int merged,
        int failed,
        List<RowError> errors,
        int errorCount,
        List<Duplicate> duplicates) {
    /** How many errors and how many duplicates are told one by one. */
    public static final int LISTED = 1_000;

    /** A row that was about the same contact as an earlier one. */
    public record Duplicate(long line, long firstLine) {}

    public ImportReport {
        errors = List.copyOf(errors);
        duplicates = List.copyOf(duplicates);
    }
}
