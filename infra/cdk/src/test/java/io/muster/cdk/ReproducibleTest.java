package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The template is the same wherever and whenever it is made, and the command that makes it says what it lacks. */
class ReproducibleTest {

    @Test
    void the_template_comes_out_the_same_byte_for_byte_twice_and_in_another_process() throws Exception {
        var stack = Synthesised.development();
        var folder = Synthesised.temporary("elsewhere");
        var elsewhere = main(folder, Synthesised.LEAST);
        assertArrayEquals(stack.bytes(), Synthesised.make(Map.of()).bytes());
        assertEquals(0, elsewhere.waitFor(), () -> output(folder));
        assertArrayEquals(stack.bytes(), Files.readAllBytes(folder.resolve("muster-development.template.json")));
    }

    @Test
    void all_that_is_missing_is_said_at_once_and_ends_in_two() throws Exception {
        Synthesised.needNode();
        var folder = Synthesised.temporary("incomplete");
        var process = main(folder, Map.of("senderName", "Bids", "concurrentFunctions", "many"));
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        var said = output(folder);
        for (var name : new String[] {"senderAddress", "senderPostalAddress", "alarmAddress", "concurrentFunctions"}) {
            assertTrue(said.contains("\n  " + name + " is "), said);
        }
    }

    /** Another process has other hashes, by which Java's unordered collections are arranged. */
    private static Process main(Path folder, Map<String, String> context) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                Synthesised.projectFolder().toString());
        builder.environment().put("CDK_OUTDIR", folder.toString());
        builder.environment().put("CDK_CONTEXT_JSON", new ObjectMapper().writeValueAsString(new TreeMap<>(context)));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static String output(Path folder) {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
