package io.muster.functions.strategy.contacts;

/** A cell does not hold what its column promises; the message is the reason that the operator reads. */
final class BadCell extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadCell(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
