package io.muster.functions.strategy.contacts;

import io.muster.aws.file.ImportJob;
import java.util.List;

/** What is wrong with rows, as a file that a spreadsheet opens beside the one that was sent. */
final class Complaints {
    static final String HEADING = "line,field,reason\r\n";

    private Complaints() {}

    static List<ImportJob.Complaint> of(List<ImportedRow> rows) {
        return rows.stream()
                .filter(ImportedRow.Rejected.class::isInstance)
                .flatMap(row -> ((ImportedRow.Rejected) row).errors().stream())
                .map(error -> new ImportJob.Complaint(error.line(), error.field(), error.reason()))
                .toList();
    }

    /** The complaints as rows of CSV, without the heading. */
    static String csv(List<ImportJob.Complaint> complaints) {
        var csv = new StringBuilder();
        for (var complaint : complaints) {
            csv.append(complaint.line()).append(',');
            csv.append(complaint.field() == null ? "" : complaint.field()).append(",\"");
            csv.append(CsvCell.neutral(complaint.reason()).replace("\"", "\"\""))
                    .append("\"\r\n");
        }
        return csv.toString();
    }
}
