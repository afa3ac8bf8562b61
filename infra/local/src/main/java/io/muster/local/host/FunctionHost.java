package io.muster.local.host;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs functions as Lambda does: one call a thread, ended when its time is over. */
public final class FunctionHost {

    private final Duration limit;

    /** Makes a host whose functions may run so long. */
    public FunctionHost(Duration limit) {
        this.limit = limit;
    }

    /** Returns the name under which schedules and events know a function. */
    public static String arn(String function) {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
    }

    /**
     * Returns a function's answer to an event.
     *
     * @throws FunctionFailed with the function's exception, or a {@link TimeoutException}, as its cause
     */
    public <I, O> O invoke(String function, RequestHandler<I, O> handler, I event) {
        var task = new FutureTask<>((Callable<O>) () -> handler.handleRequest(event, new Invocation(function, limit)));
        var thread = Thread.ofVirtual().name(function).start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new FunctionFailed(function, Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new FunctionFailed(function, e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new FunctionFailed(function, e);
        }
    }
}
