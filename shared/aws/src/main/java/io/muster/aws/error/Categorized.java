package io.muster.aws.error;

import io.muster.domain.error.Category;

/** An exception of ours that knows what it means; all others are in the table of {@link Cause}. */
public interface Categorized {

    /** Returns the kind of failure. */
    Category category();

    /** Returns a stable word for it, lower case, that says nothing of whom it concerns. */
    String code();
}
