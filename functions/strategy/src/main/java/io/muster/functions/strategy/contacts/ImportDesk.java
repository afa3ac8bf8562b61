package io.muster.functions.strategy.contacts;

import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.Problem;
import io.muster.aws.api.ProblemException;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.ContactStore.Saved;
import io.muster.aws.token.KeyRing;
import io.muster.domain.contact.Contact;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Takes files of contacts that come with a request, and keeps what they say. */
final class ImportDesk {

    private static final int CHUNK = 100;
    private static final int LONGEST_SOURCE = 200;
    private static final String DEFAULT_SOURCE = "import";

    private final ContactStore store;
    private final KeyRing keys;

    ImportDesk(ContactStore store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * What an import did.
     *
     * @param imported rows that were the first of their contact
     * @param merged rows about a contact that an earlier row of the file had named
     * @param failed rows with an error
     * @param created contacts that were not known
     * @param updated known contacts of which the file said something new
     * @param unchanged known contacts of which it did not; all of them when a file comes again
     */
    record Answer(
            int rows,
            int imported,
            int merged,
            int failed,
            int created,
            int updated,
            int unchanged,
            List<RowError> errors,
            int errorCount,
            List<ImportReport.Duplicate> duplicates) {

        Answer {
            errors = List.copyOf(errors);
            duplicates = List.copyOf(duplicates);
        }
    }

    /** Returns what became of the file that is the request's body. Rows about one contact are one change of it. */
    Answer take(ApiRequest request) {
        request.onlyQuery("source");
        var options = ImportOptions.inRequest(
                request.workspace(), keys.identity(request.workspace()), format(request), source(request));
        var contacts = new LinkedHashMap<String, Contact>();
        var report = read(request, options, contacts);
        var saved = save(request.workspace(), List.copyOf(contacts.values()));
        return new Answer(
                report.rows(),
                report.imported(),
                report.merged(),
                report.failed(),
                saved.getOrDefault(Saved.CREATED, 0),
                saved.getOrDefault(Saved.UPDATED, 0),
                saved.getOrDefault(Saved.UNCHANGED, 0),
                report.errors(),
                report.errorCount(),
                report.duplicates());
    }

    private static ImportReport read(ApiRequest request, ImportOptions options, Map<String, Contact> contacts) {
        var file = new ByteArrayInputStream(request.body().getBytes(StandardCharsets.UTF_8));
        try {
            return ContactImport.read(
                    file, options, contact -> contacts.merge(contact.id(), contact, Contact::updatedBy));
        } catch (ImportTooLarge tooLarge) {
            throw refused(413, "file_too_large", "The file is too large", "Split it: at most 5 MB fit into a request.");
        } catch (UnreadableImport unreadable) {
            throw refused(
                    422,
                    "unreadable_file",
                    "The file is no list of contacts",
                    Objects.requireNonNull(unreadable.getMessage()));
        }
    }

    private Map<Saved, Integer> save(String workspace, List<Contact> contacts) {
        var counts = new EnumMap<Saved, Integer>(Saved.class);
        for (int from = 0; from < contacts.size(); from += CHUNK) {
            var chunk = contacts.subList(from, Math.min(from + CHUNK, contacts.size()));
            store.save(workspace, chunk).values().forEach(saved -> counts.merge(saved, 1, Integer::sum));
        }
        return counts;
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

    private static String source(ApiRequest request) {
        var source = request.query("source").orElse(DEFAULT_SOURCE).strip();
        if (source.length() > LONGEST_SOURCE) {
            throw Problem.invalid("source", "is too long", "at most " + LONGEST_SOURCE + " characters")
                    .thrown();
        }
        return source;
    }

    private static ProblemException refused(int status, String code, String title, String detail) {
        return Problem.refused(status, code, title, detail).thrown();
    }
}
