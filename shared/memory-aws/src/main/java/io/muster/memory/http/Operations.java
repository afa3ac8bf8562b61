package io.muster.memory.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.memory.wire.SdkJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** The operations of one client interface by AWS's name for them, found by reflection once. */
final class Operations {
    private final Object client;
    private final Map<String, Method> byName;

    private Operations(Object client, Map<String, Method> byName) {
        this.client = client;
        this.byName = byName;
    }

    static <T> Operations of(Class<T> client, T service) {
        return new Operations(
                service,
                Arrays.stream(client.getMethods())
                        .filter(method -> method.getParameterCount() == 1
                                && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                                && SdkResponse.class.isAssignableFrom(method.getReturnType()))
                        .collect(Collectors.toMap(Operations::nameOf, method -> method)));
    }

    private static String nameOf(Method method) {
        var request = method.getParameterTypes()[0].getSimpleName();
        return request.substring(0, request.length() - "Request".length());
    }

    Optional<Operation> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(method -> new Operation(client, method));
    }

    /** One operation of one client. */
    record Operation(Object client, Method method) {

        /** Returns an empty request to be filled in. */
        SdkPojo builder() {
            try {
                return (SdkPojo)
                        method.getParameterTypes()[0].getMethod("builder").invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("every request has a builder", e);
            }
        }

        JsonNode call(JsonNode json) {
            var request = SdkJson.read(json, builder());
            try {
                return SdkJson.write((SdkPojo) method.invoke(client, request));
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a client's operations are public", e);
            }
        }
    }
}
