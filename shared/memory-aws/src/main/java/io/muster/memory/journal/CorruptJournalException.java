package io.muster.memory.journal;

import java.nio.file.Path;

/** A log that is damaged before its tail is refused rather than guessed at: what stands behind the damage was acknowledged. */
public final class CorruptJournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptJournalException(Path file, long offset, String what) {
        super("The log " + file + " is damaged at byte " + offset + ": " + what
                + ". Restore the folder from a backup, or move it away to start empty.");
    }
}
