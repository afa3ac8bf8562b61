package io.muster.functions.strategy.contacts;

/** The file as a whole cannot be a list of contacts; nothing of it was imported. */
public final class UnreadableImport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableImport(String reason) {
        super(reason);
    }
}
