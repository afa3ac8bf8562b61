package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.local.runtime.PackagedFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a snapshot would be taken: much is loaded, nothing is connected, and nothing is there that copies must not share. */
class SnapStartTest {

    /** State that would be the same in every copy: ids that follow one another, seeded chance, connections. */
    private static final List<String> UNSHARED = List.of(
            "com.github.f4b6a3.ulid.UlidFactory",
            "sun.security.provider.HashDrbg",
            "sun.security.provider.HmacDrbg",
            "sun.security.provider.CtrDrbg",
            "sun.security.ssl.SSLSocketImpl",
            "java.util.SplittableRandom");

    @TempDir
    private Path folder;

    @Test
    void a_snapshot_holds_what_the_first_event_needs_and_nothing_that_copies_must_not_share() throws IOException {
        assertNotEquals(restored("one"), restored("two"));
    }

    /** Starts a function, looks at what a snapshot would hold, restores it and returns the id of what it made then. */
    private String restored(String copy) throws IOException {
        var place = Files.createDirectories(folder.resolve(copy));
        try (var scene = new Scene(Synthesised.everything(), "campaigns-api");
                var function = PackagedFunction.start(scene.snapped("campaigns-api", place), place)) {
            scene.deployed().cutOff(function::awaitInitialised);
            var held = held(function.process().pid());
            assertEquals(List.of(), UNSHARED.stream().filter(held::contains).toList());
            assertTrue(loaded(held, "software.amazon.awssdk.services.dynamodb."), "the table's client is loaded");
            assertEquals(0, scene.outside().credentialsGiven());
            function.restore();
            var answer = Scene.json(
                    function.invoke(Scene.sample("lambda/api-request.json").toString()));
            assertEquals(201, answer.path("statusCode").asInt(), answer::toString);
            assertEquals(1, scene.outside().credentialsGiven());
            return Scene.json(answer.path("body").asText()).path("id").asText();
        }
    }

    private static boolean loaded(List<String> held, String prefix) {
        return held.stream().anyMatch(type -> type.startsWith(prefix));
    }

    /** Returns the types of all objects that a process holds on to. */
    private static List<String> held(long process) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(jcmd, Long.toString(process), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var held = text.lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length >= 4)
                .flatMap(columns -> Stream.of(columns[3]))
                .toList();
        assertTrue(held.contains("java.lang.String"), text);
        return held;
    }
}
