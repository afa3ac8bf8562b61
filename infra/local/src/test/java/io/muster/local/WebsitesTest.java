package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.domain.touch.Channel;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.inbox.Mail;
import io.muster.memory.calls.CallLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign among firms that have a website and nothing else. */
final class WebsitesTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ""));
    private static final int FIRMS = 20;

    @TempDir
    private Path folder;

    @Test
    void firms_are_reached_through_their_forms_once_and_answer_them() throws IOException {
        try (var stack = Stack.start(options().withMarket(2241L), new Installed(CallLog.ofThisRun()))) {
            var campaign = create(stack);
            stack.conductor().runUntil(Pace.AT_ONCE, () -> bids(stack, campaign) > 0 || ended(stack, campaign));
            assertTrue(bids(stack, campaign) > 0, "nobody answered what was posted");
            once(forms(stack));
        }
    }

    private static int bids(Stack stack, String campaign) {
        return stack.api()
                .get("/campaigns/" + campaign + "/status")
                .path("tally")
                .path("bids")
                .asInt();
    }

    @Test
    void a_captcha_becomes_a_task_and_a_site_without_a_form_is_worked_around() throws IOException {
        try (var stack = Stack.start(options(), new Installed(CallLog.ofThisRun()))) {
            var campaign = create(stack);
            stack.conductor().runUntil(Pace.AT_ONCE, () -> personWanted(stack) || ended(stack, campaign));
            assertTrue(personWanted(stack), "nobody was given the form with the CAPTCHA");
            stack.conductor().runUntil(Pace.AT_ONCE, () -> ended(stack, campaign));
            once(forms(stack));
            var reasons = StreamSupport.stream(
                            stack.api()
                                    .get("/campaigns/" + campaign)
                                    .path("touches")
                                    .spliterator(),
                            false)
                    .map(touch -> touch.path("reason").asText(""))
                    .collect(Collectors.toSet());
            assertTrue(reasons.containsAll(List.of("CAPTCHA", "NO_FORM")), reasons.toString());
        }
    }

    private static boolean personWanted(Stack stack) {
        return StreamSupport.stream(
                        stack.api().get("/tasks?limit=100").path("items").spliterator(), false)
                .map(task -> task.path("instructions").asText())
                .anyMatch(text -> text.contains("wants to see a person") && text.contains("Website: http"));
    }

    private static List<Mail> forms(Stack stack) {
        return stack.mailbox().all().stream()
                .filter(mail -> mail.channel() == Channel.WEBSITE_FORM)
                .toList();
    }

    private static void once(List<Mail> forms) {
        var touches = new HashSet<String>();
        forms.forEach(form -> assertTrue(
                touches.add(form.header("X-Muster-Touch").orElseThrow()), "no form is posted twice for a touch"));
        assertTrue(forms.size() >= 4, "only " + forms.size());
        assertEquals(
                List.of(),
                forms.stream()
                        .filter(form -> !String.valueOf(form.text()).contains("Never hear from us again: http"))
                        .toList());
    }

    private StackOptions options() {
        var count = new AtomicLong();
        return StackOptions.in(folder)
                .withMode(new Mode.Conducted(MONDAY))
                .repeatable(() -> String.format("01TEST%020d", count.incrementAndGet()), 2241);
    }

    private static String create(Stack stack) throws IOException {
        var rows = IntStream.range(0, FIRMS)
                .mapToObj(i -> "Firm %d,https://firm%d.example.com/,Lawn Care,1,Austin,TX,78745,30.2063,-97.7956"
                        .formatted(i, i))
                .collect(Collectors.joining("\n", "Company,Website,Trade,Tier,City,State,ZIP,Lat,Long\n", "\n"));
        stack.api().post("/contacts/import", "text/csv", rows.getBytes(StandardCharsets.UTF_8));
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
}
