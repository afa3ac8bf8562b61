package io.muster.functions.strategy.contacts;

import io.muster.domain.contact.Contact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    private final Consumer<Contact> sink;
    private final Map<String, Long> firstLines = new HashMap<>();
    private final List<RowError> errors = new ArrayList<>();
    private final List<ImportReport.Duplicate> duplicates = new ArrayList<>();
    private int errorCount;
    private int rows;
    private int merged;
    private int failed;

    private ContactImport(Consumer<Contact> sink) {
        this.sink = sink;
    }

    /**
     * Reads all of a file; the stream stays open.
     *
     * @throws ImportTooLarge when there is more than the options allow; rows before may have reached the sink
     * @throws UnreadableImport when it has no heading or no column with an address; nothing has reached the sink
     */
    public static ImportReport read(InputStream file, ImportOptions options, Consumer<Contact> sink) {
        var work = new ContactImport(sink);
        var reader = new RowReader(options);
        try {
            var text = Decoded.open(file, options.maxBytes());
            switch (options.format()) {
                case CSV -> CsvRows.forEach(text, row -> work.take(reader.read(row)));
                case JSON_LINES -> JsonRows.forEach(text, row -> work.take(reader.read(row)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the file of contacts could not be read", e);
        }
        return work.report();
    }

    private void take(ImportedRow row) {
        rows++;
        switch (row) {
            case ImportedRow.Accepted(long line, Contact contact) -> accept(line, contact);
            case ImportedRow.Rejected(List<RowError> reasons) -> {
                failed++;
                errorCount += reasons.size();
                reasons.stream().limit(ImportReport.LISTED - errors.size()).forEach(errors::add);
            }
        }
    }

    private void accept(long line, Contact contact) {
        var first = firstLines.putIfAbsent(contact.id(), line);
        if (first != null) {
            merged++;
            if (duplicates.size() < ImportReport.LISTED) {
                duplicates.add(new ImportReport.Duplicate(line, first));
            }
        }
        sink.accept(contact);
    }

    private ImportReport report() {
        return new ImportReport(rows, firstLines.size(), merged, failed, errors, errorCount, duplicates);
    }
}
