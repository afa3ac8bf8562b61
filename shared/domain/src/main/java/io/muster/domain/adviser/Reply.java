package io.muster.domain.adviser;

/** What came of asking an adviser. */
public sealed interface Reply {

    /** It answered, in due form. */
    record Given(Advice advice) implements Reply {}

    /**
     * Nothing that could be used came back.
     *
     * @param detail for people; never what the adviser wrote
     */
    record Unusable(Flaw flaw, String detail) implements Reply {}

    /** Why an answer could not be used. */
    enum Flaw {
        /** It does not fit the schema, or asks for what cannot be. */
        INVALID,
        /** It did not come in time. */
        LATE,
        /** The adviser would not answer, or was not allowed to. */
        REFUSED,
        /** The adviser broke. */
        FAILED,
        /** The campaign had changed by the time it came. */
        OUTDATED
    }
}
