package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.Platform;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.metric.Metric;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Sender;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that a whole stack writes to its log while a campaign runs from its bid card to its report in bad weather: providers
 * that refuse, fall silent and break, texts that come in, messages that nobody can read. Everybody in it is called Canary.
 */
final class MeasuredStackTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What may stand in no line: names, addresses, words, and numbers however they are written. */
    private static final Pattern PERSONAL = Pattern.compile("(?i)canary|512[^0-9a-z]{0,3}555[^0-9a-z]?01|@");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream before = System.out;
    private final AtomicReference<Platform> platform = new AtomicReference<>();
    private final AtomicInteger mails = new AtomicInteger();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(before);
    }

    /** Every third mail goes wrong, each time in another way. */
    private Receipt mailed(OutgoingMessage message) {
        return switch (mails.incrementAndGet()) {
            case 2 -> new Receipt.Refused(Category.API, "451 try later", Duration.ofMinutes(1));
            case 3 -> new Receipt.Ambiguous("no answer");
            case 4 -> new Receipt.BadAddress("550 no such user");
            case 6 -> throw new IllegalStateException("cannot reach " + message.to() + ": " + message.text());
            default -> new Receipt.Accepted("provider-" + mails.get());
        };
    }

    private Stack start() {
        var count = new AtomicLong();
        var options = StackOptions.in(folder)
                .withMode(new Mode.Conducted(MONDAY))
                .repeatable(() -> String.format("01CALM%020d", count.incrementAndGet()), 7)
                .measuredAs("test");
        return Stack.start(options, (given, _) -> {
            platform.set(given);
            Sender texts = _ -> new Receipt.Accepted("text-1");
            Sender mail = this::mailed;
            return Installed.functions(given, Map.of(Channel.EMAIL, mail, Channel.SMS, texts));
        });
    }

    private static void contractors(Stack stack) {
        var rows = new StringBuilder(
                "company,contact,email,phone,smsConsentAt,trade,tier,city,state,zip,lat,long,notes\n");
        for (int i = 10; i < 40; i++) {
            rows.append("Canary Plumbing %d,Cora Canary,cora%d@canary.example.com,(512) 555-01%d,".formatted(i, i, i))
                    .append("2026-01-05,Plumbing,%d,Round Rock,TX,78664,30.51,-97.66,canary notes\n"
                            .formatted(1 + i % 3));
        }
        stack.api().post("/contacts/import", "text/csv", rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String campaign(Stack stack) throws IOException {
        var card = (ObjectNode) JSON.readTree(Path.of(System.getProperty("muster.root", ""))
                .resolve("events/samples/bid-cards/emergency-plumbing.json")
                .toFile());
        card.put("title", "Canary pipe").put("description", "Ring at Canary Lane, 512-555-0199");
        card.putObject("requester").put("name", "Cleo Canary").put("email", "cleo@canary.example.com");
        card.putArray("channels").add("email").add("sms");
        return stack.api()
                .post("/bid-cards", card, "create-canary")
                .path("campaign")
                .path("id")
                .asText();
    }

    /** Texts from contractors, one of them a stranger's, and messages that no function can make anything of. */
    private void disturb(Stack stack, String campaign) {
        var queues = given().installation().queues();
        for (int i = 10; i < 14; i++) {
            stack.topic().publish("""
                {"originationNumber": "+1512555010%d", "destinationNumber": "+15125550199",
                 "messageBody": "Canary here, call 512 555 0110", "inboundMessageId": "in-%d"}\
                """.formatted(i % 10, i));
            stack.topic().publish("""
                {"originationNumber": "+151255501%d", "destinationNumber": "+15125550199",
                 "messageBody": "Canary says no thanks, cora%d@canary.example.com", "inboundMessageId": "our-%d"}\
                """.formatted(i, i, i));
        }
        send(queues.reporting().url(), "Canary, cora@canary.example.com");
        send(queues.reporting().url(), """
            {"type": "Canary", "workspace": "demo", "campaignId": "cora@canary.example.com", "text": "+1 512 555 0110"}\
            """);
        send(
                queues.checkIn().url(),
                Messages.write(new Message.ShortfallFound(
                        campaign + "/shortfall/9", StackOptions.WORKSPACE, campaign, MONDAY, 9)));
        var wrong = JSON.createObjectNode().put("canary@example.com", "Canary").put("contactId", "Canary");
        assertThrows(
                LocalApi.Refused.class,
                () -> stack.api().post("/campaigns/" + campaign + "/bids", wrong, "canary-bid"));
        assertThrows(LocalApi.Refused.class, () -> stack.api().get("/contacts/canary@example.com"));
    }

    private Platform given() {
        var known = platform.get();
        assertNotNull(known);
        return known;
    }

    private void send(String queue, String body) {
        given().sqs().sendMessage(send -> send.queueUrl(queue).messageBody(body));
    }

    private void untilReported(Stack stack, String campaign) {
        var patience = MONDAY.plus(Duration.ofDays(2));
        stack.conductor()
                .runUntil(
                        Pace.AT_ONCE,
                        () -> reported(stack, campaign)
                                || stack.time().business().isAfter(patience));
        assertTrue(reported(stack, campaign), "the campaign is reported");
    }

    private static boolean reported(Stack stack, String campaign) {
        var timeline = stack.api().get("/campaigns/" + campaign + "/timeline").path("items");
        return timeline.path(timeline.size() - 1).at("/event/type").asText().equals("reported");
    }

    private List<JsonNode> run() throws IOException {
        try (var stack = start()) {
            contractors(stack);
            var campaign = campaign(stack);
            stack.conductor().runUntil(Pace.AT_ONCE, () -> mails.get() > 0);
            disturb(stack, campaign);
            untilReported(stack, campaign);
        }
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(MeasuredStackTest::parsed)
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError("a line that is no JSON: " + line, wrong);
        }
    }

    @Test
    void everything_is_measured_and_nobody_is_named() throws IOException {
        var lines = run();
        lines.forEach(line -> assertFalse(PERSONAL.matcher(line.toString()).find(), line::toString));
        lines.forEach(line -> assertTrue(
                Set.of("INFO", "WARN", "ERROR").contains(line.path("level").asText()), line::toString));
        lines.forEach(line -> assertNotNull(Instant.parse(line.path("timestamp").asText())));
        var metrics = lines.stream().filter(line -> line.has("_aws")).toList();
        assertEquals(Arrays.stream(Metric.values()).map(Metric::wire).collect(Collectors.toSet()), names(metrics));
        assertTrue(
                words(metrics, "outcome").containsAll(Set.of("sent", "refused", "failed", "unknown")),
                metrics::toString);
        assertEquals(mails.get(), (int) calls(metrics), "each call is counted once");
        assertTrue(highest(metrics, "UnknownTouches") >= 2, "the silent call and the broken one");
        metrics.forEach(MeasuredStackTest::hasOnlyWords);
    }

    /** Dimensions hold words of ours; an id among them would be a metric of its own, for each that there is. */
    private static void hasOnlyWords(JsonNode line) {
        var allowed = new ArrayList<>(List.of("test"));
        Arrays.stream(Channel.values()).map(Metric::word).forEach(allowed::add);
        Arrays.stream(Category.values()).map(Metric::word).forEach(allowed::add);
        allowed.addAll(List.of("sent", "refused", "failed", "unknown", "handed_over"));
        allowed.addAll(List.of("none", "mild", "moderate", "severe", "critical"));
        line.at("/_aws/CloudWatchMetrics/0/Dimensions/0").forEach(dimension -> {
            var word = line.path(dimension.asText()).asText();
            assertTrue(allowed.contains(word), () -> dimension + "=" + word);
            assertEquals(word.toLowerCase(Locale.ROOT), word);
        });
    }

    private static Set<String> names(List<JsonNode> metrics) {
        var names = new TreeSet<String>();
        metrics.forEach(line -> line.at("/_aws/CloudWatchMetrics/0/Metrics")
                .forEach(metric -> names.add(metric.path("Name").asText())));
        return names;
    }

    private static Set<String> words(List<JsonNode> metrics, String dimension) {
        return metrics.stream().map(line -> line.path(dimension).asText()).collect(Collectors.toSet());
    }

    private static double calls(List<JsonNode> metrics) {
        return metrics.stream()
                .filter(line ->
                        line.has("Sends") && line.path("channel").asText().equals("email"))
                .mapToDouble(line -> line.path("Sends").asDouble())
                .sum();
    }

    private static double highest(List<JsonNode> metrics, String metric) {
        return metrics.stream()
                .mapToDouble(line -> line.path(metric).asDouble())
                .max()
                .orElse(0);
    }
}
