package io.muster.functions.dispatch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Every remote call of one life passes here, is counted, and may be its last. */
final class Remote {

    /** When the process dies at a call. */
    enum Death {
        BEFORE_THE_CALL,
        AFTER_THE_CALL,
        /** It lives on, and the call failed before it did anything. */
        CALL_FAILED,
        /** It lives on, and only the answer of the call was lost. */
        ANSWER_LOST
    }

    private final int last;
    private final Death death;
    private Runnable meanwhile = () -> {};
    final List<String> calls = new ArrayList<>();
    private boolean overtaken;
    boolean died;

    /** Returns a life that ends at its n-th remote call, from 1; 0 for one that does not end. */
    Remote(int last, Death death) {
        this.last = last;
        this.death = death;
    }

    /** Returns a life at whose n-th remote call, before it is made, somebody else does something. */
    static Remote overtaken(int call, Runnable meanwhile) {
        var remote = new Remote(call, Death.BEFORE_THE_CALL);
        remote.meanwhile = meanwhile;
        remote.overtaken = true;
        return remote;
    }

    static Remote immortal() {
        return new Remote(0, Death.BEFORE_THE_CALL);
    }

    synchronized <T> T call(String name, Supplier<T> action) {
        calls.add(name);
        boolean now = !died && calls.size() == last;
        if (!now) {
            return action.get();
        }
        died = true;
        if (overtaken) {
            meanwhile.run();
            return action.get();
        }
        switch (death) {
            case BEFORE_THE_CALL -> throw new Killed();
            case CALL_FAILED -> throw SdkClientException.create("not sent");
            case AFTER_THE_CALL -> {
                calls.set(last - 1, name + ", unheard: " + action.get());
                throw new Killed();
            }
            case ANSWER_LOST -> {
                calls.set(last - 1, name + ", unheard: " + action.get());
                throw SdkClientException.create("timed out");
            }
        }
        throw new IllegalStateException("every death throws");
    }

    /** Returns a client whose calls pass here. */
    <T> T watch(Class<T> type, T client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(method.getName(), () -> {
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw rethrown(e.getTargetException());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })));
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        return new IllegalStateException(cause);
    }
}
