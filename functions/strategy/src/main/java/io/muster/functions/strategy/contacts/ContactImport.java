package io.muster.functions.strategy.contacts;

import io.muster.domain.contact.Contact;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a file of contacts, row by row in constant memory but for the ids it has seen. Good rows go to the sink in the
 * order of the file. Rows about one contact share its id, and whoever keeps contacts brings the kept one up to date
 * with {@link Contact#updatedBy}: then the same file once more changes nothing.
 */
public final class ContactImport {
    private static final int GROUP = 500;

    private final Consumer<ImportedRow> sink;
    private final Map<String, Long> firstLines = new HashMap<>();
    private final List<RowError> errors = new ArrayList<>();
    private final List<RowError> notes = new ArrayList<>();
    private final List<ImportReport.Duplicate> duplicates = new ArrayList<>();
    private int errorCount;
    private int rows;
    private int merged;
    private int suppressed;
    private int failed;

    private ContactImport(Consumer<ImportedRow> sink) {
        this.sink = sink;
    }

    /**
     * Reads all of a file; the stream stays open. Contacts go to the sink, rows of people who must not be contacted are
     * counted.
     *
     * @throws ImportTooLarge when there is more than the options allow; rows before may have reached the sink
     * @throws UnreadableImport when it has no heading or no column with an address; nothing has reached the sink
     */
    public static ImportReport read(InputStream file, ImportOptions options, Consumer<Contact> sink) {
        return rows(file, options, row -> {
            if (row instanceof ImportedRow.Accepted accepted) {
                sink.accept(accepted.contact());
            }
        });
    }

    /** As {@link #read}, with every row that is no error going to the sink. */
    static ImportReport rows(InputStream file, ImportOptions options, Consumer<ImportedRow> sink) {
        var work = new ContactImport(sink);
        var contacts = ContactFile.open(file, options);
        for (var group = contacts.next(GROUP); !group.isEmpty(); group = contacts.next(GROUP)) {
            group.forEach(work::take);
        }
        return work.report(contacts);
    }

    private void take(ImportedRow row) {
        rows++;
        switch (row) {
            case ImportedRow.Accepted accepted -> accept(accepted);
            case ImportedRow.Suppressed _ -> {
                suppressed++;
                sink.accept(row);
            }
            case ImportedRow.Rejected(List<RowError> reasons) -> {
                failed++;
                errorCount += reasons.size();
                reasons.stream().limit(ImportReport.LISTED - errors.size()).forEach(errors::add);
            }
        }
    }

    private void accept(ImportedRow.Accepted row) {
        var first = firstLines.putIfAbsent(row.contact().id(), row.line());
        if (first != null) {
            merged++;
            if (duplicates.size() < ImportReport.LISTED) {
                duplicates.add(new ImportReport.Duplicate(row.line(), first));
            }
        }
        row.notes().stream().limit(ImportReport.LISTED - notes.size()).forEach(notes::add);
        sink.accept(row);
    }

    private ImportReport report(ContactFile file) {
        return new ImportReport(
                rows,
                firstLines.size(),
                merged,
                suppressed,
                failed,
                errors,
                errorCount,
                duplicates,
                notes,
                file.unmapped(),
                file.encoding());
    }
}
