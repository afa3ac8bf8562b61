package io.muster.aws.adviser;

import io.muster.domain.adviser.Adviser;
import io.muster.domain.adviser.Question;
import io.muster.domain.adviser.Reply;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An adviser that is waited for only so long, and whose failures are answers like any other. */
public final class TimedAdviser implements Adviser {

    /** How long a check-in waits for its adviser. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Adviser adviser;
    private final Duration limit;

    public TimedAdviser(Adviser adviser, Duration limit) {
        this.adviser = adviser;
        this.limit = limit;
    }

    @Override
    public String name() {
        return adviser.name();
    }

    @Override
    public Reply ask(Question question) {
        var asking = new FutureTask<>(() -> adviser.ask(question));
        Thread.ofVirtual().name("adviser").start(asking);
        try {
            return asking.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLate) {
            asking.cancel(true);
            return new Reply.Unusable(Reply.Flaw.LATE, "no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException failure) {
            return new Reply.Unusable(Reply.Flaw.FAILED, kind(failure));
        } catch (InterruptedException stopped) {
            asking.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Unusable(Reply.Flaw.FAILED, "the wait was interrupted");
        }
    }

    /** The message of a failure may hold what was sent or received; its type does not. */
    private static String kind(ExecutionException failure) {
        var cause = failure.getCause();
        return (cause == null ? failure : cause).getClass().getSimpleName();
    }
}
