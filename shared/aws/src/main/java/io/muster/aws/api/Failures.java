package io.muster.aws.api;

import io.muster.aws.error.Cause;
import io.muster.aws.error.Overtaken;
import io.muster.domain.error.Category;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which problem an exception is: its {@link Cause}, as a caller may be told of it. Messages are for the log. */
final class Failures {

    private Failures() {}

    static Problem problem(RuntimeException failure) {
        return switch (failure) {
            case ProblemException refusal -> refusal.problem();
            case Overtaken overtaken ->
                Problem.conflict(
                        "changed_meanwhile",
                        "Somebody else changed " + overtaken.what() + " meanwhile; read it again.");
            default -> problem(Cause.of(failure));
        };
    }

    /** Returns the code under which a problem of ours is counted: more exact than what callers are told. */
    static String code(RuntimeException failure) {
        return failure instanceof ProblemException refusal
                ? refusal.problem().code()
                : Cause.of(failure).code();
    }

    /** A fault of our own set-up, or in what we sent on, is no fault of the caller's: it is a 500 as any other. */
    private static Problem problem(Cause cause) {
        return switch (cause.category()) {
            case DATABASE -> Problem.unavailable(Category.DATABASE, seconds(cause.retryAfter(), 1));
            case API -> Problem.unavailable(Category.API, seconds(cause.retryAfter(), 5));
            case TIMEOUT -> Problem.unavailable(Category.TIMEOUT, seconds(cause.retryAfter(), 10));
            case RATE_LIMIT -> Problem.unavailable(Category.RATE_LIMIT, seconds(cause.retryAfter(), 60));
            case INTEGRATION, PERMISSION -> Problem.misconfigured(cause.category());
            case VALIDATION, UNKNOWN -> Problem.unexpected();
        };
    }

    private static int seconds(@Nullable Duration asked, int usual) {
        return asked == null ? usual : (int) Math.max(1, asked.toSeconds());
    }
}
