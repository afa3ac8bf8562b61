package io.muster.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.local.Installed;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {

    private static final String ROOT = System.getProperty("muster.root", "");

    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    @Test
    void every_command_explains_itself() {
        var help = run("--help");
        assertEquals(0, help.code);
        for (var command : List.of("run", "demo", "import", "preview", "create", "watch", "report", "token")) {
            assertTrue(help.out.contains(command), help.out);
            var own = run(command, "--help");
            assertEquals(0, own.code);
            assertTrue(own.out.startsWith("Usage: muster " + command), own.out);
            assertFalse(own.out.contains("\u001b"), "no colour where there is no terminal");
        }
    }

    @Test
    void a_wrong_command_and_a_wrong_option_are_wrong_usage() {
        assertEquals(2, run("improt").code);
        assertTrue(run("improt").err.contains("Did you mean: muster import"), run("improt").err);
        assertEquals(2, run("run", "--speed", "fast").code);
        assertEquals(2, run().code);
        assertEquals(2, run("watch").code);
    }

    @Test
    void without_a_running_stack_the_message_says_how_to_start_one() {
        var outcome = run("report", "c1", "--folder", folder.toString());
        assertEquals(1, outcome.code);
        assertEquals(
                "muster: no stack runs on the folder " + folder
                        + "; start one with: mvn -Plocal (or name the folder of one that runs with --folder)\n",
                outcome.err);
        assertEquals(
                "muster: no stack runs on the folder " + folder.resolve("none")
                        + "; start one with: mvn -Plocal (or name the folder of one that runs with --folder)\n",
                run("token", "--folder", folder.resolve("none").toString()).err);
        assertFalse(Files.exists(folder.resolve("issuer")), "asking makes no secrets");
    }

    @Test
    void a_taken_port_and_a_wrong_moment_are_named_with_what_to_do() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());
            for (var option : List.of("--port", "--aws-port", "--smtp-port")) {
                var line = new java.util.ArrayList<>(List.of("run", "--folder", folder.toString()));
                for (var each : List.of("--port", "--aws-port", "--smtp-port")) {
                    line.addAll(List.of(each, each.equals(option) ? port : "0"));
                }
                var outcome = run(line.toArray(String[]::new));
                assertEquals(1, outcome.code);
                assertEquals(
                        "muster: the stack cannot start: port " + port
                                + " cannot be used (another stack, perhaps); choose one with " + option
                                + ", 0 for a free one\n",
                        outcome.err);
            }
        }
        var moment = run("run", "--folder", folder.toString(), "--start", "tomorrow");
        assertEquals(1, moment.code);
        assertTrue(moment.err.contains("2026-05-04T14:00:00Z, not tomorrow"), moment.err);
        var speed = run("demo", "--speed", "fast");
        assertEquals(1, speed.code);
        assertEquals("", speed.out, "nothing begins with a wrong speed");
        assertTrue(speed.err.contains("not fast"), speed.err);
    }

    @Test
    void a_bid_card_that_is_missing_or_none_is_named() throws IOException {
        var missing = run("demo", "--bid-card", folder.resolve("none.json").toString());
        assertEquals(1, missing.code);
        assertTrue(missing.err.contains("none.json cannot be read"), missing.err);
        var text = Files.writeString(folder.resolve("text.json"), "hello");
        assertTrue(run("demo", "--bid-card", text.toString()).err.contains("is not JSON"));
        var list = Files.writeString(folder.resolve("list.json"), "[]");
        assertTrue(run("demo", "--bid-card", list.toString()).err.contains("no JSON object"));
    }

    @Test
    void the_demo_tells_the_same_story_twice_with_an_escalation_and_a_happy_end() {
        var first = demo("--speed", "0");
        assertEquals(0, first.code, first.err);
        assertTrue(first.out.contains("escalation"), first.out);
        assertTrue(first.out.contains("GOAL MET"), first.out);
        assertTrue(first.out.contains("each exactly once"), first.out);
        assertEquals(first.out, demo("--speed", "0").out);
    }

    @Test
    void another_seed_and_another_bid_card_tell_another_story() {
        var card = Path.of(ROOT, "events/samples/bid-cards/emergency-plumbing.json");
        var other = demo("--speed", "0", "--seed", "5", "--bid-card", card.toString());
        assertEquals(0, other.code, other.err);
        assertTrue(other.out.contains("5  The report"), other.out);
        assertFalse(other.out.contains("lawn"), other.out);
    }

    @Test
    void a_preview_shows_the_strategy_and_what_comes_of_it_and_refuses_what_the_api_refuses() throws IOException {
        var card = Path.of(ROOT, "events/samples/bid-cards/lawn-care.json").toString();
        var options = StackOptions.in(folder)
                .withMode(new StackOptions.Mode.Conducted(Instant.parse("2026-05-04T14:00:00Z")));
        try (var stack = Stack.start(options, new Installed())) {
            ImportPage.send(stack.api(), Path.of(ROOT, "events/samples/contractors.csv"));
            var line = new String[] {
                "preview", card, "bidsNeeded=3", "--folder", folder.toString(), "--simulate", "100", "--seed", "7"
            };
            var first = run(line);
            assertEquals(0, first.code, first.err);
            assertTrue(first.out.contains("3 bids"), first.out);
            assertTrue(first.out.contains("In 100 simulated lives (seed 7)"), first.out);
            assertTrue(first.out.contains("worst level"), first.out);
            assertEquals(first.out, run(line).out);
            var without = run("preview", card, "--folder", folder.toString());
            assertFalse(without.out.contains("simulated"), without.out);
            var refused = run("preview", card, "--folder", folder.toString(), "--simulate", "many");
            assertEquals(1, refused.code);
            assertTrue(refused.err.contains("simulate: is out of range (allowed: 1 to 10000)"), refused.err);
        }
    }

    private static Outcome demo(String... options) {
        var card = Path.of(ROOT, "events/samples/bid-cards/lawn-care.json").toString();
        var contractors = Path.of(ROOT, "events/samples/contractors.csv").toString();
        var line = new java.util.ArrayList<>(List.of("demo", "--contractors", contractors));
        if (!List.of(options).contains("--bid-card")) {
            line.addAll(List.of("--bid-card", card));
        }
        line.addAll(List.of(options));
        return run(line.toArray(String[]::new));
    }

    private static Outcome run(String... arguments) {
        var printed = new ByteArrayOutputStream();
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false);
        var code = Main.commandLine(console)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(
                code,
                out + printed.toString(StandardCharsets.UTF_8),
                err.toString().replace("\r", ""));
    }
}
