package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.memory.calls.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Granted is used: the calls of which the stack on AWS makes the functions' roles are those that the functions made while
 * the tests of all modules ran, no more and no fewer. It runs after them.
 */
class LeastPrivilegeTest {

    private static final Path GRANTED = Root.folder().resolve("infra/cdk/src/main/resources/io/muster/cdk/calls.txt");
    private static final Path SEEN = Root.folder().resolve("infra/rules/target/calls-of-all.txt");

    private static final String HEAD = """
        # What each function asks of AWS, and so what its role allows: function, action, resource.
        # Seen while the tests ran. A test holds this list against them and leaves a new one to put in its place.
        """;

    @Test
    void each_function_is_granted_what_it_asks_of_aws_and_nothing_else() throws IOException {
        var some = System.getProperty("test", "");
        assumeTrue(some.isEmpty(), "only some tests ran (" + some + "), which do not make every call");
        var seen = seen();
        Files.writeString(SEEN, HEAD + seen.stream().map(call -> call + "\n").collect(Collectors.joining()));
        var differences = differences(calls(GRANTED), seen);
        assertEquals(
                List.of(),
                differences,
                () -> String.join("\n", differences) + "\nIf this is meant, and all tests ran, then:\n  cp "
                        + Root.folder().relativize(SEEN) + " " + Root.folder().relativize(GRANTED) + "\n");
    }

    @Test
    void a_difference_is_told_in_words_whichever_way_it_is() {
        var get = new Call("reads-api", "dynamodb:GetItem", "table");
        var put = new Call("reads-api", "dynamodb:PutItem", "table");
        assertEquals(List.of(), differences(set(get, put), set(put, get)));
        assertEquals(
                List.of("reads-api was granted dynamodb:PutItem on table and never uses it"),
                differences(set(get, put), set(get)));
        assertEquals(
                List.of("reads-api uses dynamodb:PutItem on table and was not granted it"),
                differences(set(get), set(get, put)));
        assertThrows(IllegalArgumentException.class, () -> Call.of("reads-api dynamodb:PutItem"));
    }

    private static List<String> differences(SortedSet<Call> granted, SortedSet<Call> used) {
        var differences = new ArrayList<String>();
        var all = new TreeSet<>(granted);
        all.addAll(used);
        for (var call : all) {
            var what = call.action() + " on " + call.resource();
            if (!used.contains(call)) {
                differences.add(call.function() + " was granted " + what + " and never uses it");
            } else if (!granted.contains(call)) {
                differences.add(call.function() + " uses " + what + " and was not granted it");
            }
        }
        return differences;
    }

    /** Every module's tests leave what they saw beside their results. */
    private static SortedSet<Call> seen() throws IOException {
        var all = new TreeSet<Call>();
        for (var group : List.of("shared", "functions", "infra")) {
            try (var modules = Files.newDirectoryStream(Root.folder().resolve(group))) {
                for (var module : modules) {
                    all.addAll(calls(module.resolve("target/calls.txt")));
                }
            }
        }
        assertFalse(all.isEmpty(), "the tests of no module left their calls");
        return all;
    }

    private static SortedSet<Call> calls(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new TreeSet<>();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Call::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<Call> set(Call... calls) {
        return new TreeSet<>(List.of(calls));
    }
}
