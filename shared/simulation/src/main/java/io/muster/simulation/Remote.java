package io.muster.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A client of a service as functions see it. It stands behind the SDK's whole interface, so that a call that nobody
 * thought of yet is a place like all others.
 */
final class Remote implements InvocationHandler {

    private final Service service;
    private final Object target;
    private final Function<Service.Call, Object> carrier;
    private final BiFunction<Service.Call, Function<Service.Call, Object>, Object> wire;

    private Remote(
            Service service,
            Object target,
            Function<Service.Call, Object> carrier,
            BiFunction<Service.Call, Function<Service.Call, Object>, Object> wire) {
        this.service = service;
        this.target = target;
        this.carrier = carrier;
        this.wire = wire;
    }

    /** Returns a client whose calls go over a wire to what implements the service. */
    static <C> C client(
            Class<C> client,
            Service service,
            C target,
            BiFunction<Service.Call, Function<Service.Call, Object>, Object> wire) {
        return proxy(client, new Remote(service, target, Service.on(target), wire));
    }

    /** Returns a client whose calls go over a wire to somebody who answers requests. */
    static <C> C stub(
            Class<C> client,
            Service service,
            Function<Service.Call, Object> carrier,
            BiFunction<Service.Call, Function<Service.Call, Object>, Object> wire) {
        return proxy(client, new Remote(service, carrier, carrier, wire));
    }

    private static <C> C proxy(Class<C> client, Remote remote) {
        return client.cast(Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, remote));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length == 1) {
            if (arguments[0] instanceof SdkRequest request) {
                return wire.apply(new Service.Call(service, method, request), carrier);
            }
            if (arguments[0] instanceof Consumer) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
        }
        return method.invoke(target, arguments);
    }
}
