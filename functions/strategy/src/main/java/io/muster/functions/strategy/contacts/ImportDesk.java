package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.Problem;
import io.muster.aws.api.ProblemException;
import io.muster.aws.file.ImportJob.Counts;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Takes files of contacts that come with a request, and keeps what they say. */
final class ImportDesk {

    private static final int GROUP = 1_000;
    private static final int LONGEST_SOURCE = 200;
    private static final String DEFAULT_SOURCE = "import";

    private final Platform platform;
    private final Intake intake;
    private final KeyRing keys;

    ImportDesk(Platform platform) {
        this.platform = platform;
        this.intake = new Intake(platform);
        this.keys = new KeyRing(Table.of(platform));
    }

    /**
     * What an import did.
     *
     * @param imported rows that were the first of their contact
     * @param merged rows about a contact that an earlier row of the file had named
     * @param suppressed rows about somebody who must not be contacted
     * @param failed rows with an error
     * @param created contacts that were not known
     * @param updated known contacts of which the file said something new
     * @param unchanged known contacts of which it did not; all of them when a file comes again
     */
    record Answer(
            int rows,
            int imported,
            int merged,
            int suppressed,
            int failed,
            long created,
            long updated,
            long unchanged,
            List<RowError> errors,
            int errorCount,
            List<ImportReport.Duplicate> duplicates,
            List<RowError> notes,
            List<String> unmapped,
            String encoding) {

        Answer {
            errors = List.copyOf(errors);
            duplicates = List.copyOf(duplicates);
            notes = List.copyOf(notes);
            unmapped = List.copyOf(unmapped);
        }

        static Answer of(ImportReport report, Counts counts) {
            return new Answer(
                    report.rows(),
                    report.imported(),
                    report.merged(),
                    report.suppressed(),
                    report.failed(),
                    counts.created(),
                    counts.updated(),
                    counts.unchanged(),
                    report.errors(),
                    report.errorCount(),
                    report.duplicates(),
                    report.notes(),
                    report.unmapped(),
                    report.encoding());
        }
    }

    /** Returns what became of the file that is the request's body. Rows about one contact are one change of it. */
    Answer take(ApiRequest request) {
        request.onlyQuery("source");
        refuseAnnouncedSize(request);
        var source = source(request.query("source").orElse(DEFAULT_SOURCE), "source");
        var options = ImportOptions.inRequest(
                request.workspace(),
                keys.identity(request.workspace()),
                format(request),
                source,
                platform.time().business());
        var rows = new ArrayList<ImportedRow>();
        var contacts = new LinkedHashMap<String, ImportedRow.Accepted>();
        var report = read(request, options, rows, contacts);
        rows.addAll(contacts.values());
        var counts = Counts.NONE;
        var at = platform.time().business();
        for (int from = 0; from < rows.size(); from += GROUP) {
            var group = rows.subList(from, Math.min(from + GROUP, rows.size()));
            counts = counts.plus(intake.take(request.workspace(), source, at, group));
        }
        return Answer.of(report, counts);
    }

    private static ImportReport read(
            ApiRequest request,
            ImportOptions options,
            List<ImportedRow> others,
            Map<String, ImportedRow.Accepted> contacts) {
        try {
            return ContactImport.rows(new ByteArrayInputStream(request.bytes()), options, row -> {
                switch (row) {
                    case ImportedRow.Accepted some ->
                        contacts.merge(some.contact().id(), some, ImportDesk::both);
                    case ImportedRow.Suppressed _, ImportedRow.Rejected _ -> others.add(row);
                }
            });
        } catch (ImportTooLarge tooLarge) {
            throw tooLarge();
        } catch (UnreadableImport unreadable) {
            throw refused(
                    422,
                    "unreadable_file",
                    "The file is no list of contacts",
                    Objects.requireNonNull(unreadable.getMessage()));
        }
    }

    private static ImportedRow.Accepted both(ImportedRow.Accepted first, ImportedRow.Accepted second) {
        return new ImportedRow.Accepted(first.line(), first.contact().updatedBy(second.contact()), List.of());
    }

    /** Before anything is read of it. */
    private static void refuseAnnouncedSize(ApiRequest request) {
        var announced = request.header("content-length").orElse("0");
        if (announced.matches("[0-9]{1,18}") && Long.parseLong(announced) > ImportOptions.IN_REQUEST) {
            throw tooLarge();
        }
    }

    private static ProblemException tooLarge() {
        return refused(
                413,
                "file_too_large",
                "The file is too large",
                "At most 5 MB fit into a request. Ask POST /contacts/imports for an address to upload up to 50 MB to.");
    }

    private static ImportOptions.Format format(ApiRequest request) {
        var type = request.header("content-type").orElse("").split(";", 2)[0].strip();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "text/csv", "application/csv" -> ImportOptions.Format.CSV;
            case "application/jsonl", "application/x-ndjson", "application/x-jsonlines" ->
                ImportOptions.Format.JSON_LINES;
            default ->
                throw refused(
                        415,
                        "unsupported_file",
                        "The content type is not supported",
                        "Send text/csv, application/jsonl or application/x-ndjson.");
        };
    }

    /** Returns how we came by the contacts, as the caller says. */
    static String source(String text, String field) {
        var source = text.strip();
        if (source.isEmpty() || source.length() > LONGEST_SOURCE) {
            throw Problem.invalid(
                            field, "must say where the contacts come from", "1 to " + LONGEST_SOURCE + " characters")
                    .thrown();
        }
        return source;
    }

    private static ProblemException refused(int status, String code, String title, String detail) {
        return Problem.refused(status, code, title, detail).thrown();
    }
}
