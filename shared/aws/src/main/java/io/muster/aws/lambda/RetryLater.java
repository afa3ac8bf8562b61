package io.muster.aws.lambda;

import io.muster.aws.error.Categorized;
import io.muster.domain.error.Category;

/** A message cannot be handled now, since others write what it is about; it is to be delivered again. */
public final class RetryLater extends RuntimeException implements Categorized {
    private static final long serialVersionUID = 1;

    public RetryLater(String why) {
        super(why);
    }

    @Override
    public Category category() {
        return Category.DATABASE;
    }

    @Override
    public String code() {
        return "contended";
    }
}
