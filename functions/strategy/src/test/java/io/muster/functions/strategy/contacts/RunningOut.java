package io.muster.functions.strategy.contacts;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** An invocation whose time runs out as a test says, however long it takes. */
final class RunningOut {

    private RunningOut() {}

    /** Returns an invocation that has these milliseconds left, one after the other, and the last from then on. */
    static Context with(int... millisLeft) {
        var asked = new AtomicInteger();
        return (Context) Proxy.newProxyInstance(
                RunningOut.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                    if (!method.getName().equals("getRemainingTimeInMillis")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return millisLeft.length == 0
                            ? 30_000
                            : millisLeft[Math.min(asked.getAndIncrement(), millisLeft.length - 1)];
                });
    }
}
