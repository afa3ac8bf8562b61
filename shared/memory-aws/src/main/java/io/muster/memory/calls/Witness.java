package io.muster.memory.calls;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/** Sees every call that one function makes, and lets it through unchanged. */
public final class Witness {

    private final String function;
    private final CallLog log;
    private final Set<Asked> seen = ConcurrentHashMap.newKeySet();

    Witness(String function, CallLog log) {
        this.function = function;
        this.log = log;
    }

    /** Notes a call of something that stands in for AWS without being a client of it. */
    public void saw(String action, String resource) {
        log.note(new Call(function, action, resource));
    }

    private void saw(Asked asked) {
        if (seen.add(asked)) {
            saw(asked.action(), asked.resource());
        }
    }

    /** Returns a client whose calls are noted. */
    public <C extends SdkClient> C watch(Class<C> type, C client) {
        var service = service(type);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> passed(service, client, proxy, method, arguments)));
    }

    /** Every client's type says how policies call its service. */
    private static String service(Class<?> type) {
        try {
            return (String) type.getField("SERVICE_NAME").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is no client's interface", e);
        }
    }

    /** What an interface makes of a call for convenience comes back here as the call itself. */
    private @Nullable Object passed(
            String service, Object client, Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null
                && arguments[0] instanceof SdkRequest request
                && !method.getName().endsWith("Paginator")) {
            Asked.by(service, method.getName(), request).forEach(this::saw);
        } else if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }
}
