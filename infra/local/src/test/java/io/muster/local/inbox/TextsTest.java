package io.muster.local.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.Installation;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.sms.SmsSender;
import io.muster.local.files.FolderFiles;
import io.muster.local.files.Tickets;
import io.muster.local.front.HttpFront;
import io.muster.memory.MemoryAws;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts in the inbox: kept by the adapter that AWS is used with, shown, and answered. */
final class TextsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String HOSTILE = "</pre><script>alert('x')</script><img src=x onerror=alert(1)>\n& \"done\"";

    private static final String ARN = "arn:aws:sns:us-east-1:000000000000:muster-provider-events";

    @TempDir
    private Path folder;

    private MemoryAws aws;
    private String queue;
    private Mailbox mailbox;
    private SmsSender sender;
    private FolderFiles files;
    private HttpFront front;
    private final List<OpenTask> tasks = new ArrayList<>();

    @BeforeEach
    void open() {
        aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> NOON));
        queue = aws.sqs().createQueue(create -> create.queueName("feedback")).queueUrl();
        mailbox = Mailbox.open(folder.resolve("inbox"), () -> NOON);
        sender = new SmsSender(new InboxTexts(mailbox), new Installation.Sms("+15125550199", "texts"));
        var topic = new Topic(ARN, aws.sqs(), queue, () -> NOON, TopicKeys.in(folder.resolve("topic"), () -> NOON));
        files = new FolderFiles(
                folder.resolve("files"), "http://127.0.0.1", Tickets.in(folder.resolve("key")), () -> NOON);
        var domain = new AnswersDomain("answers.example.com", files, topic, () -> NOON);
        front = HttpFront.bind(0)
                .serve("/inbox", new InboxPage(mailbox, () -> tasks, new TextAnswers(topic), new MailAnswers(domain)));
        front.start();
    }

    @AfterEach
    void close() {
        front.close();
        aws.close();
    }

    private Receipt send(String text) {
        return sender.send(new OutgoingMessage(
                "demo",
                "camp1-1-0-0",
                Channel.SMS,
                new Address("Muster", "bids@example.com"),
                new Address("Ana", "+15125550101"),
                "Bids",
                text,
                null,
                null,
                "https://muster.example.com/u/t",
                NOON));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(front.url() + path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> answer(String path, String words, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(front.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("words=" + URLEncoder.encode(words, StandardCharsets.UTF_8)));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1].replace("HOME", front.url()));
        }
        return send(request);
    }

    private List<String> queued() {
        return aws.sqs().receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
                .map(message -> message.body())
                .toList();
    }

    @Test
    void an_accepted_text_is_on_disk_with_its_touch_and_read_again_after_a_restart() {
        assertEquals(new Receipt.Accepted("text-1"), send("Bids wanted \u2013 reply STOP to end"));
        var again = Mailbox.open(folder.resolve("inbox"), () -> NOON).all();
        assertEquals(mailbox.all(), again);
        var text = again.getFirst();
        assertEquals(Channel.SMS, text.channel());
        assertEquals("+15125550199", text.from());
        assertEquals(List.of("+15125550101"), text.recipients());
        assertEquals("Bids wanted \u2013 reply STOP to end", text.text());
        assertEquals("camp1-1-0-0", text.header("X-Muster-Touch").orElseThrow());
        assertEquals("demo", text.header("X-Muster-Workspace").orElseThrow());
    }

    @Test
    void a_text_that_cannot_be_kept_is_not_acknowledged() throws Exception {
        Files.delete(folder.resolve("inbox"));
        assertInstanceOf(Receipt.Ambiguous.class, send("Bids wanted"));
        assertEquals(List.of(), mailbox.all());
    }

    @Test
    void two_equal_texts_are_two_texts() {
        send("Same");
        send("Same");
        assertEquals(2, mailbox.all().size());
    }

    @Test
    void whatever_a_text_says_is_shown_and_does_nothing() throws Exception {
        send(HOSTILE);
        for (var page : List.of(get("/inbox"), get("/inbox/1"))) {
            assertEquals(200, page.statusCode());
            assertFalse(page.body().contains("<script"), page.body());
            assertFalse(page.body().contains("<img"), page.body());
            assertTrue(page.body().contains("&lt;script&gt;alert(&#39;x&#39;)"), page.body());
            var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"), policy);
        }
    }

    @Test
    void the_newest_comes_first_and_each_channel_can_be_seen_alone() throws Exception {
        send("Older text");
        mailbox.keep(
                Channel.WEBSITE_FORM,
                "Muster",
                "https://firm.example.com/contact",
                "A form was filled",
                "name: Muster",
                Map.of());
        send("Newer text");
        tasks.add(new OpenTask("t1", "call", "Call Ana", "Ring her", NOON));
        tasks.add(new OpenTask("t2", "outreach", "Write to Bo", "Find him", NOON));
        var all = get("/inbox").body();
        assertTrue(all.indexOf("Newer text") < all.indexOf("A form was filled"), all);
        assertTrue(all.indexOf("A form was filled") < all.indexOf("Older text"), all);
        assertTrue(all.contains("Call Ana") && all.contains("Write to Bo"));
        assertEquals("Newer text Older text", seen("texts"));
        assertEquals("A form was filled", seen("forms"));
        assertEquals("", seen("mails"));
        assertEquals("Call Ana", seen("calls"));
        assertEquals("Call Ana Write to Bo", seen("tasks"));
        assertEquals("Newer text A form was filled Older text Call Ana Write to Bo", seen("no such filter"));
        assertTrue(get("/inbox?show=texts").body().contains("aria-current=\"page\">Texts (2)"));
    }

    private String seen(String filter) throws Exception {
        var page = get("/inbox?show=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .body();
        return String.join(
                " ",
                List.of("Newer text", "A form was filled", "Older text", "Call Ana", "Write to Bo").stream()
                        .filter(page::contains)
                        .toList());
    }

    @Test
    void older_messages_are_a_page_away() throws Exception {
        for (int i = 1; i <= 101; i++) {
            mailbox.keep(Channel.SMS, "+15125550199", "+15125550101", "Text", "Text no. " + i + ".", Map.of());
        }
        var first = get("/inbox?show=texts").body();
        assertTrue(first.contains("Text no. 101.") && first.contains("Text no. 2."));
        assertFalse(first.contains("Text no. 1."));
        assertTrue(first.contains("/inbox?show=texts&amp;before=2"), first);
        var second = get("/inbox?show=texts&before=2").body();
        assertTrue(second.contains("Text no. 1.") && !second.contains("Older messages"));
    }

    @Test
    void an_answer_reaches_the_feedback_queue_as_sns_publishes_it() throws Exception {
        send("Bids wanted");
        var done = answer("/inbox/1/answer", " I can do it for 350 & more ", "Origin", "HOME");
        assertEquals(303, done.statusCode());
        assertEquals(
                "/inbox/1?answered=1", done.headers().firstValue("Location").orElseThrow());
        assertTrue(get("/inbox/1?answered=1").body().contains("role=\"status\""));
        var json = new ObjectMapper();
        JsonNode envelope = json.readTree(queued().getFirst());
        assertEquals("Notification", envelope.path("Type").asText());
        assertEquals(NOON.toString(), envelope.path("Timestamp").asText());
        JsonNode inbound = json.readTree(envelope.path("Message").asText());
        assertEquals("+15125550101", inbound.path("originationNumber").asText());
        assertEquals("+15125550199", inbound.path("destinationNumber").asText());
        assertEquals("I can do it for 350 & more", inbound.path("messageBody").asText());
        assertEquals("text-1", inbound.path("previousPublishedMessageId").asText());
        assertFalse(inbound.path("inboundMessageId").asText().isEmpty());
    }

    @Test
    void a_mail_that_asks_for_an_answer_can_be_answered_and_lies_where_ses_would_lay_it() throws Exception {
        mailbox.keep("bids@example.com", List.of("ana@example.com"), """
            From: Bids <bids@example.com>
            Reply-To: r+demo.c-1-0-0.mac@Answers.example.com
            Subject: Lawn care

            To unsubscribe, follow the link
            """.getBytes(StandardCharsets.US_ASCII));
        assertTrue(get("/inbox/1").body().contains("Mail back"));
        assertEquals(
                303,
                answer("/inbox/1/answer", "We can come at 3", "Origin", "HOME").statusCode());
        var json = new ObjectMapper();
        JsonNode received =
                json.readTree(json.readTree(queued().getFirst()).path("Message").asText());
        assertEquals("Received", received.path("notificationType").asText());
        assertEquals(
                "r+demo.c-1-0-0.mac@Answers.example.com",
                received.at("/receipt/recipients/0").asText());
        try (var file = files.open("mail/" + received.at("/mail/messageId").asText())) {
            var mail = new String(file.readAllBytes(), StandardCharsets.US_ASCII).replace("\r", "");
            assertTrue(mail.startsWith("Return-Path: <ana@example.com>\n"), mail);
            assertTrue(mail.contains("Subject: Re: Lawn care\n"), mail);
            assertTrue(mail.contains("\nWe can come at 3\n"), mail);
            assertTrue(mail.contains("\n> To unsubscribe, follow the link"), mail);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example.com",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void another_sites_page_cannot_answer(String header, String value) throws Exception {
        send("Bids wanted");
        assertEquals(403, answer("/inbox/1/answer", "STOP", header, value).statusCode());
        assertEquals(List.of(), queued());
    }

    @Test
    void what_is_no_answer_is_refused() throws Exception {
        send("Bids wanted");
        mailbox.keep(
                "x@example.com",
                List.of("ana@example.com"),
                "Subject: Hi\r\n\r\nHi".getBytes(StandardCharsets.US_ASCII));
        assertEquals(400, answer("/inbox/1/answer", "  ").statusCode());
        assertEquals(400, answer("/inbox/1/answer", "a".repeat(1601)).statusCode());
        assertTrue(answer("/inbox/1/answer", "").body().contains("role=\"alert\""));
        assertEquals(405, get("/inbox/1/answer").statusCode());
        assertEquals(405, answer("/inbox/2/answer", "Hi").statusCode());
        assertEquals(404, answer("/inbox/3/answer", "Hi").statusCode());
        assertEquals(List.of(), queued());
    }
}
