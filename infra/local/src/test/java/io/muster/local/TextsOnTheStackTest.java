package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.domain.touch.Channel;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.inbox.Mail;
import io.muster.memory.calls.CallLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A burst pipe on a Monday morning: who is silent by mail is texted, if it agreed to that. */
final class TextsOnTheStackTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ""));

    @TempDir
    private Path folder;

    private StackOptions options() {
        var count = new AtomicLong();
        return StackOptions.in(folder)
                .withMode(new Mode.Conducted(MONDAY))
                .repeatable(() -> String.format("01TEXT%020d", count.incrementAndGet()), 7);
    }

    private static String campaign(Stack stack, byte[] contractors) throws IOException {
        stack.api().post("/contacts/import", "text/csv", contractors);
        JsonNode card = new ObjectMapper()
                .readTree(ROOT.resolve("events/samples/bid-cards/emergency-plumbing.json")
                        .toFile());
        return stack.api()
                .post("/bid-cards", card, "create")
                .path("campaign")
                .path("id")
                .asText();
    }

    private static void untilReported(Stack stack, String campaign) {
        stack.conductor().runUntil(Pace.AT_ONCE, () -> {
            var timeline =
                    stack.api().get("/campaigns/" + campaign + "/timeline").path("items");
            return timeline.path(timeline.size() - 1)
                    .path("event")
                    .path("type")
                    .asText()
                    .equals("reported");
        });
    }

    private static List<Mail> texts(Stack stack) {
        var touches = new HashSet<String>();
        for (var message : stack.mailbox().all()) {
            assertTrue(touches.add(message.header("X-Muster-Touch").orElseThrow()), "no touch goes out twice");
        }
        return stack.mailbox().all().stream()
                .filter(message -> message.channel() == Channel.SMS)
                .toList();
    }

    private static List<JsonNode> touches(Stack stack, String campaign) {
        return StreamSupport.stream(
                        stack.api()
                                .get("/campaigns/" + campaign)
                                .path("touches")
                                .spliterator(),
                        false)
                .toList();
    }

    private static boolean invitedByMail(List<JsonNode> touches, String contact) {
        return touches.stream()
                .anyMatch(touch -> touch.path("contactId").asText().equals(contact)
                        && touch.path("kind").asText().equals("invitation")
                        && touch.path("channel").asText().equals("email"));
    }

    @Test
    void the_silent_are_reminded_by_text_where_they_consented_and_by_mail_where_not() throws IOException {
        try (var stack = Stack.start(options(), new Installed(CallLog.ofThisRun()))) {
            var campaign = campaign(stack, Files.readAllBytes(ROOT.resolve("events/samples/contractors.csv")));
            untilReported(stack, campaign);
            var texts = texts(stack);
            assertTrue(!texts.isEmpty(), "somebody was texted");
            texts.forEach(text -> {
                assertEquals("+15125550199", text.from());
                assertTrue(String.valueOf(text.text()).contains("STOP"), "a way out is in every text");
            });
            int mailedFirst = 0;
            var touches = touches(stack, campaign);
            for (var touch : touches) {
                var contact = touch.path("contactId").asText();
                if (touch.path("channel").asText().equals("sms")) {
                    assertTrue(
                            stack.api()
                                    .get("/contacts/" + contact)
                                    .path("consents")
                                    .has("sms"),
                            contact);
                    mailedFirst += invitedByMail(touches, contact) ? 1 : 0;
                } else if (touch.path("kind").asText().equals("reminder")
                        && touch.path("channel").asText().equals("email")) {
                    assertFalse(
                            stack.api()
                                    .get("/contacts/" + contact)
                                    .path("consents")
                                    .has("sms"),
                            contact);
                }
            }
            assertTrue(mailedFirst > 0, "somebody was mailed first and texted then");
        }
    }

    @Test
    void whoever_has_only_a_number_is_invited_by_text_and_answers_it() throws IOException {
        var rows = new StringBuilder("company,phone,smsConsentAt,trade,tier,city,state,zip,lat,long\n");
        for (int i = 10; i < 30; i++) {
            rows.append("Plumber ").append(i).append(",(512) 555-01").append(i).append(",2026-01-05,");
            rows.append("Plumbing,1,Round Rock,TX,78664,30.51,-97.66\n");
        }
        try (var stack = Stack.start(options().withMarket(7L), new Installed(CallLog.ofThisRun()))) {
            var campaign = campaign(stack, rows.toString().getBytes(StandardCharsets.UTF_8));
            untilReported(stack, campaign);
            var status = stack.api().get("/campaigns/" + campaign + "/status");
            assertTrue(texts(stack).size() >= 2, "invited by text");
            assertTrue(status.path("tally").path("bids").asInt() >= 1, status.toString());
            assertEquals(MONDAY, texts(stack).getFirst().receivedAt());
        }
    }

    /** Answers a text as its reader does in the inbox page. */
    private static void answer(Stack stack, Mail text, String words) throws IOException, InterruptedException {
        var form = HttpRequest.newBuilder(URI.create(stack.addresses().inbox() + "/" + text.id() + "/answer"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", stack.addresses().api())
                .POST(BodyPublishers.ofString("words=" + words));
        try (var client = HttpClient.newHttpClient()) {
            assertEquals(
                    303, client.send(form.build(), BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void a_number_of_no_campaign_that_stops_is_told_so_once_and_left_alone() throws Exception {
        try (var stack = Stack.start(options(), new Installed(CallLog.ofThisRun()))) {
            var to = new ObjectMapper().readTree("{\"to\": \"+15125550177\"}");
            stack.api().post("/templates/sms.invitation/test-send", to, "test");
            var test = texts(stack).getFirst();
            answer(stack, test, "HELP");
            stack.conductor().runUntil(Pace.AT_ONCE, () -> texts(stack).size() == 2);
            answer(stack, test, "Stop");
            stack.conductor().runUntil(Pace.AT_ONCE, () -> texts(stack).size() == 3);
            answer(stack, test, "Stop");
            answer(stack, test, "HELP");
            var later = stack.time().business().plusSeconds(600);
            stack.conductor()
                    .runUntil(Pace.AT_ONCE, () -> stack.time().business().isAfter(later));
            var words = texts(stack).stream()
                    .map(text -> String.valueOf(text.text()))
                    .toList();
            assertEquals(3, words.size(), words.toString());
            assertTrue(words.get(1).contains("Text STOP"), words.get(1));
            assertTrue(words.get(2).contains("no more messages"), words.get(2));
            assertTrue(texts(stack).stream().allMatch(text -> text.recipients().equals(List.of("+15125550177"))));
            assertEquals(
                    "stop_word",
                    stack.api().get("/suppressions").at("/items/0/reason").asText());
        }
    }
}
