package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.host.Functions;
import io.muster.local.inbox.Mail;
import io.muster.memory.calls.CallLog;
import io.muster.memory.journal.FolderInUseException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StackTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ""));

    @TempDir
    private Path folder;

    @Test
    void a_campaign_runs_from_its_bid_card_to_its_report() throws IOException {
        try (var stack = Stack.start(options(folder).withMarket(2241L), new Installed(CallLog.ofThisRun()))) {
            var campaign = create(stack);
            stack.conductor().runUntil(Pace.AT_ONCE, () -> ended(stack, campaign));
            var status = stack.api().get("/campaigns/" + campaign + "/status");
            assertEquals("completed", status.path("status").asText());
            assertEquals("goal_met", status.path("result").asText());
            assertEquals(4, status.path("tally").path("bids").asInt());
            var touches = new HashSet<String>();
            stack.mailbox()
                    .all()
                    .forEach(mail -> assertTrue(
                            touches.add(mail.header("X-Muster-Touch").orElseThrow()), "no touch is mailed twice"));
        }
    }

    @Test
    void without_any_answer_it_escalates_and_ends_at_its_deadline() throws IOException {
        try (var stack = Stack.start(options(folder), new Installed(CallLog.ofThisRun()))) {
            var campaign = create(stack);
            stack.conductor().runUntil(Pace.AT_ONCE, () -> ended(stack, campaign));
            var status = stack.api().get("/campaigns/" + campaign + "/status");
            assertEquals("unmet", status.path("result").asText());
            assertEquals("critical", status.path("highestLevel").asText());
            assertEquals(MONDAY.plusSeconds(24 * 3600), stack.time().business());
            stack.conductor()
                    .runUntil(
                            Pace.AT_ONCE,
                            () -> stack.api().get("/tasks").path("items").isEmpty());
            var expired = stack.api().get("/tasks?state=expired").path("items");
            assertFalse(expired.isEmpty(), "people were given work, which nobody needs any more");
            assertEquals(
                    "the campaign has ended: unmet",
                    expired.get(0).path("closedBecause").asText());
        }
    }

    @Test
    void whoever_opts_out_is_written_to_no_more() throws Exception {
        try (var stack = Stack.start(options(folder), new Installed(CallLog.ofThisRun()))) {
            var campaign = create(stack);
            stack.conductor()
                    .runUntil(Pace.AT_ONCE, () -> !stack.mailbox().all().isEmpty());
            var mail = stack.mailbox().all().getFirst();
            var link = mail.header("List-Unsubscribe").orElseThrow().replaceAll("[<>]", "");
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(link))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                                .build(),
                        BodyHandlers.ofString());
                assertEquals(200, answer.statusCode(), answer.body());
            }
            stack.conductor().runUntil(Pace.AT_ONCE, () -> ended(stack, campaign));
            assertEquals(1, to(stack, mail.recipients().getFirst()));
        }
    }

    @Test
    void a_stack_that_stops_in_mid_campaign_goes_on_where_it_stopped() throws IOException {
        String campaign;
        try (var stack = Stack.start(options(folder).withMarket(2241L), new Installed(CallLog.ofThisRun()))) {
            campaign = create(stack);
            stack.conductor().runUntil(Pace.AT_ONCE, () -> bids(stack, campaign) == 1);
        }
        var later = MONDAY.plusSeconds(3 * 3600);
        var options = options(folder).withMarket(2241L).withMode(new Mode.Conducted(later));
        try (var stack = Stack.start(options, new Installed(CallLog.ofThisRun()))) {
            stack.conductor().runUntil(Pace.AT_ONCE, () -> ended(stack, campaign));
            assertTrue(bids(stack, campaign) >= 4);
            Set<String> touches = new HashSet<>();
            for (Mail mail : stack.mailbox().all()) {
                assertTrue(touches.add(mail.header("X-Muster-Touch").orElseThrow()), "no touch is mailed twice");
            }
        }
    }

    @Test
    void the_sweeper_runs_at_boot_and_every_minute() {
        var sweeps = new ArrayList<Instant>();
        Assembly watched = (platform, providers) ->
                new Functions(Map.of(), List.of(), Map.of(Resources.SWEEP, (RequestHandler<ScheduledEvent, String>)
                        (event, context) -> {
                            sweeps.add(Instant.ofEpochMilli(event.getTime().getMillis()));
                            return "swept";
                        }));
        try (var stack = Stack.start(options(folder), watched)) {
            stack.conductor().runUntil(Pace.AT_ONCE, () -> sweeps.size() == 3);
        }
        assertEquals(MONDAY, sweeps.get(0));
        assertEquals(Duration.ofMinutes(1), Duration.between(sweeps.get(1), sweeps.get(2)));
    }

    @Test
    void a_folder_belongs_to_one_stack_at_a_time() throws IOException {
        try (var stack = Stack.start(options(folder), new Installed(CallLog.ofThisRun()))) {
            assertThrows(
                    FolderInUseException.class, () -> Stack.start(options(folder), new Installed(CallLog.ofThisRun())));
            assertTrue(Addresses.of(folder).isPresent(), "the first stack can still be found");
            assertEquals(stack.addresses(), Addresses.of(folder).orElseThrow());
        }
        assertTrue(Addresses.of(folder).isEmpty());
    }

    @Test
    void a_live_stack_keeps_its_speed() {
        Stack.start(StackOptions.in(folder).withMode(new Mode.Live(3600, MONDAY)), new Installed(CallLog.ofThisRun()))
                .close();
        var other = StackOptions.in(folder).withMode(new Mode.Live(60, MONDAY));
        var refused = assertThrows(
                IllegalArgumentException.class, () -> Stack.start(other, new Installed(CallLog.ofThisRun())));
        assertTrue(String.valueOf(refused.getMessage()).contains("runs at speed 3600"), refused.toString());
    }

    @Test
    void a_live_stack_goes_on_where_it_stopped_and_says_so_when_another_start_is_asked_for() {
        var monday = StackOptions.in(folder).withMode(new Mode.Live(1, MONDAY));
        Stack.start(monday, new Installed(CallLog.ofThisRun())).close();
        Stack.start(monday, new Installed(CallLog.ofThisRun())).close();
        var tuesday = monday.withMode(new Mode.Live(1, MONDAY.plus(Duration.ofDays(1))));
        var refused = assertThrows(
                IllegalArgumentException.class, () -> Stack.start(tuesday, new Installed(CallLog.ofThisRun())));
        assertTrue(String.valueOf(refused.getMessage()).contains("began at " + MONDAY), refused.toString());
    }

    @Test
    void a_stack_on_the_machines_own_time_cannot_be_given_another() {
        Stack.start(StackOptions.in(folder), new Installed(CallLog.ofThisRun())).close();
        var fast = StackOptions.in(folder).withMode(new Mode.Live(3600, null));
        var refused = assertThrows(
                IllegalArgumentException.class, () -> Stack.start(fast, new Installed(CallLog.ofThisRun())));
        assertTrue(String.valueOf(refused.getMessage()).contains("the machine's own time"), refused.toString());
        assertFalse(Files.exists(folder.resolve("clock")), "it can still be started as it was");
    }

    private static StackOptions options(Path folder) {
        var count = new java.util.concurrent.atomic.AtomicLong();
        return StackOptions.in(folder)
                .withMode(new Mode.Conducted(MONDAY))
                .repeatable(() -> "01TEST" + System.identityHashCode(count) + count.incrementAndGet(), 2241);
    }

    private static String create(Stack stack) throws IOException {
        stack.api()
                .post(
                        "/contacts/import",
                        "text/csv",
                        Files.readAllBytes(ROOT.resolve("events/samples/contractors.csv")));
        JsonNode card = new ObjectMapper()
                .readTree(
                        ROOT.resolve("events/samples/bid-cards/lawn-care.json").toFile());
        return stack.api()
                .post("/bid-cards", card, "create")
                .path("campaign")
                .path("id")
                .asText();
    }

    private static boolean ended(Stack stack, String campaign) {
        var timeline = stack.api().get("/campaigns/" + campaign + "/timeline").path("items");
        return timeline.path(timeline.size() - 1)
                .path("event")
                .path("type")
                .asText()
                .equals("reported");
    }

    private static int bids(Stack stack, String campaign) {
        return stack.api()
                .get("/campaigns/" + campaign + "/status")
                .path("tally")
                .path("bids")
                .asInt();
    }

    private static long to(Stack stack, String recipient) {
        return stack.mailbox().all().stream()
                .filter(mail -> mail.recipients().contains(recipient))
                .count();
    }
}
