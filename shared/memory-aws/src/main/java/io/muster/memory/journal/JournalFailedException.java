package io.muster.memory.journal;

import java.io.IOException;
import java.nio.file.Path;

/** The log cannot be written: nothing more is acknowledged until the stack is started again. */
public final class JournalFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalFailedException(Path folder, IOException cause) {
        super(
                "The log in " + folder + " cannot be written (" + cause.getMessage()
                        + "): free the disk or repair it, then start again; every acknowledged change is safe.",
                cause);
    }
}
