package io.muster.aws.lambda;

import io.muster.aws.error.Categorized;
import io.muster.domain.error.Category;
import java.time.Duration;

/** A dead letter that nobody can be told of stays where it is, and is looked at again after a pause. */
public final class Parked extends RuntimeException implements Categorized {
    private static final long serialVersionUID = 1;

    private final Duration pause;

    public Parked(String why, Duration pause) {
        super(why);
        this.pause = pause;
    }

    /** Returns when it is looked at again. */
    public Duration pause() {
        return pause;
    }

    @Override
    public Category category() {
        return Category.VALIDATION;
    }

    @Override
    public String code() {
        return "dead_letter_of_nobody";
    }
}
