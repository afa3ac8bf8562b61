package io.muster.bench.cost;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked of AWS.
 *
 * @param requests by service and operation, such as {@code DynamoDb.query}
 * @param sends messages handed to the provider
 */
public record Count(Map<String, Integer> requests, double writeUnits, double readUnits, int sends) {

    /** Nothing was asked. */
    public static final Count NONE = new Count(Map.of(), 0, 0, 0);

    public Count {
        requests = Collections.unmodifiableMap(new TreeMap<>(requests));
    }

    /** Returns how many requests there were. */
    public int total() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many requests a service had, or one operation of it. */
    public int of(String prefix) {
        return requests.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Returns this and the other together. */
    public Count plus(Count other) {
        var both = new TreeMap<>(requests);
        other.requests.forEach((operation, times) -> both.merge(operation, times, Integer::sum));
        return new Count(both, writeUnits + other.writeUnits, readUnits + other.readUnits, sends + other.sends);
    }
}
