package io.muster.cdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a function may ask of AWS: what it was seen to ask while the tests ran, as {@code calls.txt} lists it, and nothing
 * else. A test holds that list against the calls of the day, both ways.
 *
 * @param actions on a resource, by the resource's name within an installation
 */
record Grants(SortedMap<String, SortedSet<String>> actions) {

    private static final SortedMap<String, Grants> ALL = read();

    Grants {
        actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
    }

    static Grants of(String function) {
        var grants = ALL.get(function);
        if (grants == null) {
            throw new IllegalStateException("calls.txt has no call of the function " + function);
        }
        return grants;
    }

    /** Returns the functions that have grants. */
    static SortedSet<String> functions() {
        return new TreeSet<>(ALL.keySet());
    }

    private static SortedMap<String, Grants> read() {
        var calls = new TreeMap<String, SortedMap<String, SortedSet<String>>>();
        try (var file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Grants.class.getResourceAsStream("calls.txt")), StandardCharsets.UTF_8))) {
            file.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                var parts = line.strip().split(" +", -1);
                if (parts.length != 3) {
                    throw new IllegalStateException("calls.txt is no list of function, action, resource here: " + line);
                }
                calls.computeIfAbsent(parts[0], _ -> new TreeMap<>())
                        .computeIfAbsent(parts[2], _ -> new TreeSet<>())
                        .add(parts[1]);
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var all = new TreeMap<String, Grants>();
        calls.forEach((function, actions) -> all.put(function, new Grants(actions)));
        return all;
    }
}
