package io.muster.functions.strategy.contacts;

/** The file is larger than this way of importing takes; rows before that point may have been imported. */
public final class ImportTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportTooLarge(long maxBytes) {
        super("The file is larger than " + maxBytes + " bytes; split it.");
    }
}
