package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.domain.touch.Channel;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.inbox.Mail;
import io.muster.memory.calls.CallLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four sample bid cards, all at once on one stack, through every channel that there is. */
final class EveryChannelTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final Path SAMPLES = Path.of(System.getProperty("muster.root", ""), "events/samples");
    private static final List<String> CARDS =
            List.of("emergency-plumbing", "group-bidding", "kitchen-remodel", "lawn-care");

    /** Whoever is reached in person only: a plumber to call, and one whose profile is all that is known of him. */
    private static final String BY_HAND = """
        company,phone,callConsentAt,profileUrl,leadScore,trade,tier,state,zip,lat,long
        Ring Me Plumbing,+15125550188,2026-05-01T12:00:00Z,,100,Plumbing,1,TX,78664,30.5145,-97.668
        Linked Plumbing,+15125550189,,https://profiles.example.com/in/linked-plumbing,100,Plumbing,1,TX,78664,30.5145,-97.668
        """;

    private static final Pattern MESSAGE = Pattern.compile("href=\"/inbox/(\\d+)\"");
    private static final Pattern OLDER = Pattern.compile("href=\"(/inbox\\?[^\"]*before=[^\"]*)\"");

    @TempDir
    private Path folder;

    private int looks;

    @Test
    void the_four_sample_bid_cards_run_through_every_channel_and_the_inbox_shows_every_message() throws Exception {
        try (var stack = Stack.start(options(), new Installed(CallLog.ofThisRun()))) {
            stack.api().post("/contacts/import", "text/csv", Files.readAllBytes(SAMPLES.resolve("contractors.csv")));
            stack.api().post("/contacts/import", "text/csv", BY_HAND.getBytes(StandardCharsets.UTF_8));
            var campaigns = new ArrayList<String>();
            for (var card : CARDS) {
                campaigns.add(created(stack, card));
            }
            stack.conductor().runUntil(Pace.AT_ONCE, () -> everyHour(() -> running(stack) == 0));
            campaigns.forEach(campaign -> assertEquals(
                    "completed",
                    stack.api()
                            .get("/campaigns/" + campaign + "/status")
                            .path("status")
                            .asText()));
            assertEquals(Set.of("email", "sms", "website_form", "phone", "linkedin"), carried(stack, campaigns));
            var messages = stack.mailbox().all();
            once(messages);
            assertEquals(
                    Set.of(Channel.EMAIL, Channel.SMS, Channel.WEBSITE_FORM),
                    Set.copyOf(messages.stream().map(Mail::channel).toList()));
            assertEquals(messages.size(), shown(stack));
        }
    }

    /** The emergency is asked on every channel; the others on those of their urgency. */
    private static String created(Stack stack, String card) throws IOException {
        var body = (ObjectNode) new ObjectMapper()
                .readTree(SAMPLES.resolve("bid-cards/" + card + ".json").toFile());
        if (card.startsWith("emergency")) {
            var channels = body.putArray("channels");
            List.of("email", "sms", "website_form", "phone", "linkedin").forEach(channels::add);
        }
        return stack.api()
                .post("/bid-cards", body, card)
                .path("campaign")
                .path("id")
                .asText();
    }

    /** Asking after every step would take longer than the steps. */
    private boolean everyHour(BooleanSupplier holds) {
        return looks++ % 60 == 0 && holds.getAsBoolean();
    }

    private static int running(Stack stack) {
        return stack.api().get("/campaigns?status=active").path("items").size();
    }

    private static Set<String> carried(Stack stack, List<String> campaigns) {
        var channels = new TreeSet<String>();
        for (var campaign : campaigns) {
            for (var touch : touches(stack, campaign)) {
                if (touch.path("state").asText().matches("sent|delivered")) {
                    channels.add(touch.path("channel").asText());
                }
            }
        }
        channels.remove("manual");
        return channels;
    }

    private static List<JsonNode> touches(Stack stack, String campaign) {
        var touches = stack.api().get("/campaigns/" + campaign).path("touches");
        return StreamSupport.stream(touches.spliterator(), false).toList();
    }

    private static void once(List<Mail> messages) {
        var touches = new HashSet<String>();
        messages.forEach(message ->
                assertTrue(touches.add(message.header("X-Muster-Touch").orElseThrow()), "no touch goes out twice"));
    }

    /** Returns how many messages the inbox page lists, page after page. */
    private static int shown(Stack stack) throws IOException, InterruptedException {
        var ids = new HashSet<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (var path = Optional.of("/inbox"); path.isPresent(); ) {
                var request = HttpRequest.newBuilder(
                                URI.create(stack.addresses().api() + path.get()))
                        .build();
                var page = http.send(request, BodyHandlers.ofString()).body();
                MESSAGE.matcher(page).results().forEach(found -> ids.add(found.group(1)));
                path = OLDER.matcher(page)
                        .results()
                        .map(found -> found.group(1).replace("&amp;", "&"))
                        .findFirst();
            }
        }
        return ids.size();
    }

    private StackOptions options() {
        var count = new AtomicLong();
        return StackOptions.in(folder)
                .withMode(new Mode.Conducted(MONDAY))
                .withMarket(2241L)
                .repeatable(() -> String.format("01TEST%020d", count.incrementAndGet()), 2241);
    }
}
