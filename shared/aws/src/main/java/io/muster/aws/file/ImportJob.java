package io.muster.aws.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An import of an uploaded file: what was asked for and how far it is. Its size does not grow with the file, but for the
 * list of rows at which bad ones were noted, which lie in files of their own.
 *
 * @param format as the function that reads it calls it
 * @param source how we came by the contacts
 * @param bytes of the file, as announced
 * @param bytesRead of them so far
 * @param uploadUntil when the address for the upload ends (machine time, as all moments here)
 * @param complaints the first of them
 * @param noted the rows at which a list of bad rows begins
 * @param unmapped headings that nothing was made of
 * @param encoding of the text, once it is known
 * @param reason why it failed or does not go on, when it is so
 * @param version counts the changes of this record
 */
public record ImportJob(
        String id,
        String format,
        String source,
        long bytes,
        long bytesRead,
        Instant createdAt,
        Instant uploadUntil,
        Instant updatedAt,
        Status status,
        Counts counts,
        List<Complaint> complaints,
        List<Long> noted,
        List<String> unmapped,
        @Nullable String encoding,
        @Nullable String reason,
        long version) {

    /** How many complaints are told with the state. */
    public static final int SHOWN = 20;

    public ImportJob {
        complaints = List.copyOf(complaints);
        noted = List.copyOf(noted);
        unmapped = List.copyOf(unmapped);
    }

    /** How far it is. */
    public enum Status {
        WAITING,
        RUNNING,
        /** Its message lies in the dead letters: it goes on where it was once that is redriven. */
        STALLED,
        DONE,
        FAILED
    }

    /**
     * What became of rows: rows = created + updated + unchanged + merged + suppressed + refused.
     *
     * @param merged rows about a contact that a row shortly before was about too
     * @param suppressed rows whose addresses must not be contacted, and are on the list for it
     */
    public record Counts(
            long rows, long created, long updated, long unchanged, long merged, long suppressed, long refused) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        /** Returns both together. */
        public Counts plus(Counts more) {
            return new Counts(
                    rows + more.rows,
                    created + more.created,
                    updated + more.updated,
                    unchanged + more.unchanged,
                    merged + more.merged,
                    suppressed + more.suppressed,
                    refused + more.refused);
        }
    }

    /** What is wrong with a row, or with one field of it. */
    public record Complaint(long line, @Nullable String field, String reason) {}

    /** Returns an import whose file has not come yet. */
    public static ImportJob waiting(
            String id, String format, String source, long bytes, Instant createdAt, Instant uploadUntil) {
        return new ImportJob(
                id,
                format,
                source,
                bytes,
                0,
                createdAt,
                uploadUntil,
                createdAt,
                Status.WAITING,
                Counts.NONE,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                0);
    }

    /** Returns whether nothing more will happen. */
    public boolean over() {
        return status == Status.DONE || status == Status.FAILED;
    }

    /** Returns how much of the file is read, 0 to 100; 100 when all is done and not before. */
    public int percent() {
        return status == Status.DONE ? 100 : (int) Math.min(99, bytes == 0 ? 0 : 100 * bytesRead / bytes);
    }

    /** Returns this import with more rows read. */
    public ImportJob read(
            Counts more, List<Complaint> wrong, long bytesSoFar, List<String> headings, String text, Instant at) {
        var begun = new ArrayList<>(noted);
        if (!wrong.isEmpty()) {
            begun.add(counts.rows());
        }
        return new ImportJob(
                id,
                format,
                source,
                bytes,
                bytesSoFar,
                createdAt,
                uploadUntil,
                at,
                Status.RUNNING,
                counts.plus(more),
                Stream.concat(complaints.stream(), wrong.stream()).limit(SHOWN).toList(),
                begun,
                headings,
                text,
                null,
                version);
    }

    /** Returns this import with all rows read. */
    public ImportJob done(Instant at) {
        return ended(Status.DONE, null, at);
    }

    /** Returns this import given up; what was imported stays. */
    public ImportJob failed(String why, Instant at) {
        return ended(Status.FAILED, why, at);
    }

    /** Returns this import waiting for somebody to send its message again. */
    ImportJob stalled(String why, Instant at) {
        return ended(Status.STALLED, why, at);
    }

    private ImportJob ended(Status end, @Nullable String why, Instant at) {
        return new ImportJob(
                id,
                format,
                source,
                bytes,
                bytesRead,
                createdAt,
                uploadUntil,
                at,
                end,
                counts,
                complaints,
                noted,
                unmapped,
                encoding,
                why,
                version);
    }

    /** Returns this import as it is stored next. */
    ImportJob next() {
        return new ImportJob(
                id,
                format,
                source,
                bytes,
                bytesRead,
                createdAt,
                uploadUntil,
                updatedAt,
                status,
                counts,
                complaints,
                noted,
                unmapped,
                encoding,
                reason,
                version + 1);
    }
}
