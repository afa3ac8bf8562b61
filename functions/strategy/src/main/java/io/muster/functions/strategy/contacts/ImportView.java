package io.muster.functions.strategy.contacts;

import io.muster.aws.file.FileStore;
import io.muster.aws.file.ImportJob;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An import as the API shows it.
 *
 * @param percent of the file that is read
 * @param errors the first of the bad rows; all of them are a list of their own
 * @param reason why it failed
 * @param upload where the file is to be put; told once, to who asked for it
 */
record ImportView(
        String id,
        ImportJob.Status status,
        String format,
        String source,
        long bytes,
        int percent,
        ImportJob.Counts counts,
        List<ImportJob.Complaint> errors,
        List<String> unmapped,
        @Nullable String encoding,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Upload upload) {

    ImportView {
        errors = List.copyOf(errors);
        unmapped = List.copyOf(unmapped);
    }

    /** How a file is to be sent. */
    record Upload(String method, String url, Map<String, String> headers, Instant until) {

        Upload {
            headers = Map.copyOf(headers);
        }
    }

    /** Shows an import; one whose file never came has failed, though nothing was written about it. */
    static ImportView of(ImportJob job, Instant now) {
        boolean late = job.status() == ImportJob.Status.WAITING && now.isAfter(job.uploadUntil());
        return new ImportView(
                job.id(),
                late ? ImportJob.Status.FAILED : job.status(),
                job.format().toLowerCase(Locale.ROOT),
                job.source(),
                job.bytes(),
                job.percent(),
                job.counts(),
                job.complaints(),
                job.unmapped(),
                job.encoding(),
                late ? "The file did not come in time; ask for a new address." : job.reason(),
                job.createdAt(),
                job.updatedAt(),
                null);
    }

    ImportView with(FileStore.Upload address, Instant until) {
        return new ImportView(
                id,
                status,
                format,
                source,
                bytes,
                percent,
                counts,
                errors,
                unmapped,
                encoding,
                reason,
                createdAt,
                updatedAt,
                new Upload("PUT", address.url().toString(), address.headers(), until));
    }
}
