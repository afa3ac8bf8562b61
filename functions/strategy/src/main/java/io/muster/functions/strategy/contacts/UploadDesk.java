package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.file.FileStore;
import io.muster.aws.file.ImportJob;
import io.muster.aws.file.ImportStore;
import io.muster.aws.file.ImportTrigger;
import io.muster.aws.store.Idempotency;
import io.muster.domain.error.Category;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives out addresses for files that are too large for a request, and tells how far their imports are. */
final class UploadDesk {

    /** How long a file may take to come (machine time). */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final String LIST = "imports";
    private static final String NO_UPLOADS =
            "This installation takes no uploads; send up to 5 MB to POST /contacts/import.";

    /** So much of the list of bad rows stays well below what an answer may weigh, in bytes. */
    private static final int LONGEST_LIST = 2 << 20;

    private final Platform platform;
    private final @Nullable FileStore files;
    private final ImportStore imports;
    private final Idempotency idempotency;

    UploadDesk(Platform platform, @Nullable FileStore files) {
        this.platform = platform;
        this.files = files;
        this.imports = new ImportStore(platform);
        this.idempotency = new Idempotency(platform);
    }

    /** What is asked for: an import of a file of this format and length. */
    private record Wish(
            ImportOptions.@Nullable Format format,
            int bytes,
            @Nullable String source) {

        static Wish of(Fields fields) {
            var format = fields.choice("format", ImportOptions.Format.class);
            var bytes = fields.integer("bytes", 1, (int) ImportOptions.UPLOADED);
            if (bytes == null) {
                fields.missing("bytes");
            }
            return new Wish(format, bytes == null ? 0 : bytes, fields.text("source", 200));
        }
    }

    /** Answers the address; the same key finds the import that it made, with a fresh address. */
    ApiResponse create(ApiRequest request) {
        request.onlyQuery();
        var store = store();
        var wish = Body.read(request, Wish::of);
        var asked = request.idempotencyKey().map(key -> new Idempotency.Request(key, Body.digest(request)));
        var earlier = asked.flatMap(key -> repeated(request.workspace(), key));
        var job = earlier.orElseGet(() -> waiting(wish));
        if (earlier.isEmpty() && !imports.create(request.workspace(), job, asked.orElse(null))) {
            job = asked.flatMap(key -> repeated(request.workspace(), key))
                    .orElseThrow(() -> Problem.unavailable(Category.DATABASE, 1).thrown());
        }
        var upload = store.upload(new ImportTrigger(request.workspace(), job.id()).file(), job.bytes(), PATIENCE);
        return ApiResponse.created(
                "/contacts/imports/" + job.id(),
                ImportView.of(job, platform.time().machine()).with(upload, job.uploadUntil()));
    }

    private Optional<ImportJob> repeated(String workspace, Idempotency.Request asked) {
        return idempotency.find(workspace, asked.key()).flatMap(entry -> {
            if (!entry.fingerprint().equals(asked.fingerprint())) {
                throw Applied.keyReused().thrown();
            }
            return imports.find(workspace, entry.result());
        });
    }

    private ImportJob waiting(Wish wish) {
        var now = platform.time().machine();
        var format = wish.format() == null ? ImportOptions.Format.CSV : wish.format();
        var source = wish.source() == null ? "import" : wish.source();
        return ImportJob.waiting(platform.ids().next(), format.name(), source, wish.bytes(), now, now.plus(PATIENCE));
    }

    ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var cursor = Cursor.of(request, LIST);
        var page = imports.list(request.workspace(), cursor.limit(), cursor.after());
        var now = platform.time().machine();
        return ApiResponse.ok(new Page<>(
                page.imports().stream().map(job -> ImportView.of(job, now)).toList(),
                Cursor.nextOrNull(LIST, page.next())));
    }

    ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        return ApiResponse.ok(ImportView.of(job(request), platform.time().machine()));
    }

    /** Answers the bad rows as CSV, and where they are too many for one answer, a link to the next. */
    ApiResponse errors(ApiRequest request) {
        request.onlyQuery("cursor");
        var job = job(request);
        var list = LIST + "/" + job.id();
        var after = Cursor.of(request, list).after();
        var left = job.noted().stream()
                .filter(row -> after == null || row > row(after))
                .toList();
        var csv = new StringBuilder(Complaints.HEADING);
        var last = "";
        for (var row : left) {
            if (csv.length() > LONGEST_LIST) {
                break;
            }
            csv.append(text(new ImportTrigger(request.workspace(), job.id()).complaints(row)));
            last = row.toString();
        }
        boolean more = !left.isEmpty() && !left.getLast().toString().equals(last);
        return new ApiResponse(200, csv.toString(), headers(job, more ? Cursor.next(list, last) : null));
    }

    private static long row(String cursor) {
        if (!cursor.matches("[0-9]{1,9}")) {
            throw Problem.invalid("cursor", "is not one of this list", "the next of an earlier answer")
                    .thrown();
        }
        return Long.parseLong(cursor);
    }

    private static Map<String, String> headers(ImportJob job, @Nullable String next) {
        var headers = new HashMap<String, String>();
        headers.put("content-type", "text/csv; charset=utf-8");
        headers.put("content-disposition", "attachment; filename=\"errors.csv\"");
        if (next != null) {
            headers.put("link", "</contacts/imports/" + job.id() + "/errors?cursor=" + next + ">; rel=\"next\"");
        }
        return headers;
    }

    private String text(String key) {
        try (var file = store().open(key)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the list of bad rows could not be read", e);
        }
    }

    private ImportJob job(ApiRequest request) {
        var id = request.path("id");
        return imports.find(request.workspace(), id)
                .orElseThrow(() -> Problem.notFound("import", id).thrown());
    }

    private FileStore store() {
        if (files == null) {
            throw Problem.refused(501, "no_uploads", "There are no uploads here", NO_UPLOADS)
                    .thrown();
        }
        return files;
    }
}
