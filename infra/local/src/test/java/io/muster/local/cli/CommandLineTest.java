package io.muster.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.local.Installed;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import io.muster.local.host.Conductor.Pace;
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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {

    private static final String ROOT = System.getProperty("muster.root", "");
    private static final Path ROOT_FOLDER = Path.of(ROOT);
    private static final String ACCOUNT = "events/samples/accounts/barton-foods.json";

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
            assertEquals(
                    command.matches("preview|create"), own.out.contains("barton-foods.json maxTouches=6"), own.out);
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

    @Test
    void an_account_is_previewed_touch_by_touch_then_begun_watched_and_reported() throws IOException {
        try (var stack = monday()) {
            var preview = run(with("preview", ACCOUNT, "maxTouches=4"));
            assertEquals(0, preview.code, preview.err);
            assertTrue(
                    preview.out.contains(
                            "    2  Wed May 06 09:00  Dana Reed             sms       the account's best contact, of"),
                    preview.out);
            assertTrue(preview.out.contains("    4  Thu May 14 09:00  Lee Okafor            email "), preview.out);
            assertFalse(preview.out.contains("    5  "), preview.out);
            assertTrue(preview.out.contains("Nothing speaks against it."), preview.out);

            var created = run(with("create", ACCOUNT, "maxTouches=4"));
            assertEquals(0, created.code, created.err);
            assertTrue(created.out.contains("5 people of Barton Foods, at most 4 touches\n"), created.out);
            assertTrue(
                    created.out.contains("first touch: Mon May 04 09:00 by email to Dana Reed, the account's best"),
                    created.out);
            var id = created.out.split("follow it with: watch ", -1)[1].strip();
            var again = run(with("create", ACCOUNT));
            assertEquals(
                    new Outcome(1, "", "muster: The account barton-foods has a live campaign: " + id + ".\n"), again);

            stack.conductor().runUntil(Pace.AT_ONCE, () -> ended(stack, id));
            var watched = run("watch", id, "--folder", folder.toString());
            assertEquals(
                    "[████████████] 4 of 4 touches made, 2 engaged, completed: unmet, since all 4 touches have been"
                            + " made; nobody has told what came of one of them, a call or a task\n",
                    watched.out);
            var report = run("report", id, "--folder", folder.toString());
            assertTrue(report.out.contains("UNMET: all 4 touches have been made"), report.out);
            assertTrue(
                    report.out.contains("4 touches to 2 people, from Mon May 04 09:00 to Sat May 16 09:00, 12 days"),
                    report.out);
            assertTrue(
                    report.out.contains("   Dana Reed                 primary          3  Sat May 09 09:00"),
                    report.out);
            assertTrue(
                    report.out.contains("Thu May 14 09:00  Lee Okafor read that Dana Reed had been written to"),
                    report.out);
        }
    }

    @Test
    void what_speaks_against_an_account_is_named_with_what_to_do_about_it() throws IOException {
        try (var _ = monday()) {
            var sold = "metadata={\"companyName\": \"Barton Foods\", \"deal\": \"won\", \"meetingAt\":"
                    + " \"2026-06-01T15:00:00Z\"}";
            var preview = run(with("preview", ACCOUNT, sold));
            assertTrue(preview.out.contains("Conflict: a meeting in the calendar."), preview.out);
            assertTrue(preview.out.contains("Conflict: a deal won."), preview.out);
            assertEquals(
                    new Outcome(
                            1,
                            "",
                            "muster: The account barton-foods is not to be written to now: meeting scheduled, deal won."
                                    + " Set conflictCheck=false to write all the same.\n"),
                    run(with("create", ACCOUNT, sold)));
            var created = run(with("create", ACCOUNT, sold, "conflictCheck=false"));
            assertTrue(created.out.contains("conflict: a deal won\n"), created.out + created.err);
            var wrong = run(with("create", ACCOUNT, "maxTouches=99"));
            assertTrue(wrong.err.contains("maxTouches: is out of range (allowed: 1 to 20)"), wrong.err);
        }
    }

    @Test
    void a_sequence_that_waits_for_a_person_says_for_what() {
        try (var stack = monday()) {
            var api = stack.api();
            var request =
                    CampaignFile.read(ROOT_FOLDER.resolve(ACCOUNT), Map.of()).request();
            var path = "/campaigns/"
                    + api.post("/campaigns", request, null).path("id").asText();
            var detail = api.get(path);
            var progress = Progress.of(detail, new Names(api));
            assertEquals(
                    "[············] 0 of 12 touches made, 0 engaged, next Mon May 04 09:00 by email to Dana Reed",
                    progress.line(api.get(path + "/status")));
            assertEquals(List.of(), progress.advice(api.get(path + "/status")));
            var lead = detail.at("/request/members/0/contactId").asText();
            api.post(
                    path + "/responses",
                    request.objectNode().put("contactId", lead).put("answer", "positive"),
                    null);
            var meeting = request.objectNode().put("id", "cal-7").put("startsAt", "2026-06-01T15:00:00Z");
            api.post(path + "/meetings", meeting, null);
            var paused = api.get(path + "/status");
            assertTrue(progress.line(paused).endsWith("paused: an answer, a meeting in the calendar"));
            assertEquals(
                    List.of(
                            "Somebody has answered: write back to them.",
                            "It is complete when the meeting of Mon Jun 01 10:00 has been held; if that is off: DELETE "
                                    + path + "/meetings/cal-7",
                            "To end it: POST " + path + "/cancel."),
                    progress.advice(paused));
            var report = run("report", detail.path("id").asText(), "--folder", folder.toString());
            assertTrue(report.out.contains("PAUSED: an answer, a meeting in the calendar"), report.out);
            assertTrue(
                    report.out.contains("Mon May 04 09:00 to now: an answer, a meeting in the calendar"), report.out);
        }
    }

    @Test
    void the_demo_of_an_account_tells_plan_sequence_and_report() {
        var demo = run(
                "demo",
                "--scenario",
                "account",
                "--speed",
                "0",
                "--account",
                ROOT_FOLDER.resolve(ACCOUNT).toString());
        assertEquals(0, demo.code, demo.err);
        assertTrue(demo.out.contains("meeting     Sat May 30 09:00; the sequence is paused"), demo.out);
        assertTrue(demo.out.contains("GOAL MET: the meeting of Saturday, May 30, 9:00 AM CDT has been held"), demo.out);
    }

    private Stack monday() {
        var options = StackOptions.in(folder)
                .withMode(new StackOptions.Mode.Conducted(Instant.parse("2026-05-04T14:00:00Z"), 240));
        return Stack.start(options, new Installed());
    }

    private static boolean ended(Stack stack, String campaign) {
        return Progress.ended(stack.api().get("/campaigns/" + campaign + "/status"));
    }

    /** Returns a command on the running stack, with the sample at its place. */
    private String[] with(String command, String sample, String... overrides) {
        return Stream.of(
                        Stream.of(command, ROOT_FOLDER.resolve(sample).toString()),
                        Stream.of(overrides),
                        Stream.of("--folder", folder.toString()))
                .flatMap(each -> each)
                .toArray(String[]::new);
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
