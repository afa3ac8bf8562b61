package io.muster.local.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A function as it is deployed.
 *
 * @param handler the class, as the function's configuration names it
 * @param archives what its classes lie in: one archive on AWS
 * @param environment its variables; what Lambda itself sets is added
 * @param limit how long one event may take
 * @param snapStart whether it stops before its first event, as for a snapshot
 * @param options of the Java process
 * @param onClassPath whether its classes lie beside the runtime's: not as on Lambda, but an AOT cache keeps no others
 */
public record Packaged(
        String name,
        String handler,
        List<Path> archives,
        Map<String, String> environment,
        Duration limit,
        boolean snapStart,
        List<String> options,
        boolean onClassPath) {

    /** The options with which Lambda's own runtime starts. */
    public static final List<String> AS_ON_LAMBDA = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public Packaged {
        archives = List.copyOf(archives);
        environment = Map.copyOf(environment);
        options = List.copyOf(options);
    }

    /** Makes a function that starts as on Lambda, without a snapshot. */
    public Packaged(String name, String handler, Path jar, Map<String, String> environment, Duration limit) {
        this(name, handler, List.of(jar), environment, limit, false, AS_ON_LAMBDA, false);
    }

    /** Returns it stopping for a snapshot. */
    public Packaged withSnapStart() {
        return new Packaged(name, handler, archives, environment, limit, true, options, onClassPath);
    }

    /** Returns it under other options. */
    public Packaged withOptions(List<String> others) {
        return new Packaged(name, handler, archives, environment, limit, snapStart, others, onClassPath);
    }

    /** Returns it with its classes beside the runtime's. */
    public Packaged beside() {
        return new Packaged(name, handler, archives, environment, limit, snapStart, options, true);
    }
}
