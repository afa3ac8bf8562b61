package io.muster.memory.journal;

import java.nio.file.Path;

/** Two processes must not write one log: the second one is told which folder is taken. */
public final class FolderInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder) {
        super("The folder " + folder
                + " is in use by another running stack: stop that one, or give this one a folder of" + " its own.");
    }
}
