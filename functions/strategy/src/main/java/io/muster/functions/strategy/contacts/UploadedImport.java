package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.file.FileStore;
import io.muster.aws.file.ImportJob;
import io.muster.aws.file.ImportStore;
import io.muster.aws.file.ImportTrigger;
import io.muster.aws.lambda.Log;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * Imports an uploaded file group by group: the group is kept, then the progress is written over what it was, so that
 * whatever ends in between repeats one group, which changes nothing, and of two that work on the same file one stops.
 * Where the time of a call ends, a message has another go on; it passes over the rows that are done.
 */
final class UploadedImport {

    /** The most rows of one file. */
    static final long MOST_ROWS = 100_000;

    private static final int GROUP = 1_000;

    private final Platform platform;
    private final FileStore files;
    private final ImportStore imports;
    private final Intake intake;
    private final KeyRing keys;
    private final Log log;

    UploadedImport(Platform platform, FileStore files, Log log) {
        this.platform = platform;
        this.files = files;
        this.imports = new ImportStore(platform);
        this.intake = new Intake(platform);
        this.keys = new KeyRing(Table.of(platform));
        this.log = log;
    }

    /**
     * Goes on with an import for as long as there is time.
     *
     * @param millisLeft of this call; a third of them is kept for the end
     */
    void goOn(ImportTrigger trigger, IntSupplier millisLeft) {
        var fields = Map.of("workspace", trigger.workspace(), "import", trigger.importId());
        var found = imports.find(trigger.workspace(), trigger.importId());
        if (found.isEmpty()) {
            log.warn("import_unknown", fields);
            files.delete(trigger.file());
        } else if (found.get().over()) {
            files.delete(trigger.file());
        } else {
            work(trigger, found.get(), millisLeft);
        }
    }

    private void work(ImportTrigger trigger, ImportJob job, IntSupplier millisLeft) {
        int reserve = millisLeft.getAsInt() / 3;
        var now = job;
        try (var bytes = files.open(trigger.file())) {
            var file = ContactFile.open(bytes, options(trigger, job));
            file.skip(job.counts().rows());
            while (true) {
                var rows = file.next(GROUP);
                var next = rows.isEmpty()
                        ? now.done(platform.time().machine())
                        : now.counts().rows() + rows.size() > MOST_ROWS
                                ? failed(now, "The file has more than " + MOST_ROWS + " rows; split it.")
                                : kept(trigger, now, rows, file);
                var saved = imports.save(trigger.workspace(), next);
                if (saved.isEmpty()) {
                    return; // another delivery is at work on this file
                }
                now = saved.get();
                if (now.over()) {
                    break;
                }
                if (millisLeft.getAsInt() < reserve) {
                    imports.goOn(trigger, now);
                    return;
                }
            }
        } catch (UnreadableImport refused) {
            imports.save(trigger.workspace(), failed(now, Objects.requireNonNull(refused.getMessage())));
        } catch (ImportTooLarge refused) {
            imports.save(trigger.workspace(), failed(now, Objects.requireNonNull(refused.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException("the uploaded file could not be read", e);
        }
        files.delete(trigger.file());
    }

    /** The import with these rows kept, its complaints noted first, so that none of them is missing later. */
    private ImportJob kept(ImportTrigger trigger, ImportJob job, List<ImportedRow> rows, ContactFile file) {
        var wrong = Complaints.of(rows);
        if (!wrong.isEmpty()) {
            files.put(trigger.complaints(job.counts().rows()), Complaints.csv(wrong));
        }
        var counts =
                intake.take(trigger.workspace(), job.source(), platform.time().business(), rows);
        return job.read(
                counts,
                wrong,
                file.bytesRead(),
                file.unmapped(),
                file.encoding(),
                platform.time().machine());
    }

    private ImportJob failed(ImportJob job, String why) {
        return job.failed(why, platform.time().machine());
    }

    private ImportOptions options(ImportTrigger trigger, ImportJob job) {
        return new ImportOptions(
                trigger.workspace(),
                keys.identity(trigger.workspace()),
                ImportOptions.Format.valueOf(job.format()),
                job.source(),
                "US",
                ImportOptions.UPLOADED,
                platform.time().business());
    }
}
