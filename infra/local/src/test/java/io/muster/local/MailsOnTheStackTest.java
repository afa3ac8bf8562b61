package io.muster.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.inbox.Mail;
import io.muster.memory.calls.CallLog;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People answer the mails that they get, with a mail program of their own, by SMTP. */
final class MailsOnTheStackTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ""));

    @TempDir
    private Path folder;

    private StackOptions options() {
        var count = new AtomicLong();
        return StackOptions.in(folder)
                .withMode(new Mode.Conducted(MONDAY))
                .repeatable(() -> String.format("01MAXX%020d", count.incrementAndGet()), 7);
    }

    private static String campaign(Stack stack) throws IOException {
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

    /** Answers a mail as a mail program does: to its Reply-To, and with a header or two of its own. */
    private static void answer(Stack stack, Mail mail, String words, String... headers) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty(
                "mail.smtp.port", String.valueOf(stack.addresses().smtpPort()));
        try {
            var reply = new MimeMessage(Session.getInstance(properties));
            reply.setFrom(new InternetAddress(mail.recipients().getFirst()));
            reply.setRecipient(
                    Message.RecipientType.TO,
                    new InternetAddress(mail.header("Reply-To").orElseThrow()));
            reply.setSubject("Re: " + mail.subject());
            reply.setText(words + "\n\nOn Monday Muster Bids wrote:\n> To unsubscribe, follow the link\n");
            for (int i = 0; i < headers.length; i += 2) {
                reply.setHeader(headers[i], headers[i + 1]);
            }
            Transport.send(reply);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<JsonNode> answers(Stack stack, String campaign) {
        return StreamSupport.stream(
                        stack.api()
                                .get("/campaigns/" + campaign + "/timeline")
                                .path("items")
                                .spliterator(),
                        false)
                .map(item -> item.path("event"))
                .filter(event -> event.path("type").asText().matches("answered|machine_answered"))
                .toList();
    }

    private long filesLeft() {
        var kept = folder.resolve("files/kept/mail");
        if (!Files.exists(kept)) {
            return 0;
        }
        try (var files = Files.list(kept)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void replies_come_in_are_read_and_count_as_what_they_say() throws IOException {
        try (var stack = Stack.start(options(), new Installed(CallLog.ofThisRun()))) {
            var campaign = campaign(stack);
            stack.conductor().runUntil(Pace.AT_ONCE, () -> stack.mailbox().all().size() >= 3);
            var mails = stack.mailbox().all();
            answer(stack, mails.get(0), "Sounds good, please call me on Tuesday.");
            answer(stack, mails.get(1), "Please remove me from your list.");
            answer(stack, mails.get(2), "I am on vacation.", "Auto-Submitted", "auto-replied");
            stack.conductor()
                    .runUntil(Pace.AT_ONCE, () -> answers(stack, campaign).size() == 3);
            var answers = answers(stack, campaign);
            assertEquals(
                    List.of("positive", "opted_out", ""),
                    answers.stream().map(event -> event.path("answer").asText()).toList());
            var gone = answers.get(1).path("contactId").asText();
            assertTrue(
                    stack.api()
                            .get("/suppressions")
                            .path("items")
                            .toString()
                            .contains(mails.get(1).recipients().getFirst()),
                    gone);
            assertEquals(0, filesLeft(), "what was read is not kept");
            assertEquals(mails, stack.mailbox().all().subList(0, mails.size()));
            assertFalse(stack.mailbox().all().stream()
                    .anyMatch(mail -> mail.subject().startsWith("Re: ")));
        }
    }

    @Test
    void a_mail_to_an_address_that_somebody_made_up_is_nobodys_answer() throws Exception {
        try (var stack = Stack.start(options(), new Installed(CallLog.ofThisRun()))) {
            var campaign = campaign(stack);
            stack.conductor()
                    .runUntil(Pace.AT_ONCE, () -> !stack.mailbox().all().isEmpty());
            var mail = stack.mailbox().all().getFirst();
            var forged = new Mail(
                    mail.id(),
                    mail.channel(),
                    mail.receivedAt(),
                    mail.recipients(),
                    mail.from(),
                    mail.subject(),
                    List.of(new Mail.Field(
                            "Reply-To", mail.header("Reply-To").orElseThrow().replaceFirst("-0-(\\d+)\\.", "-0-9."))),
                    mail.text(),
                    mail.html());
            answer(stack, forged, "Please remove me from your list.");
            answer(stack, mail, "Yes, we can do it.");
            stack.conductor()
                    .runUntil(Pace.AT_ONCE, () -> !answers(stack, campaign).isEmpty());
            assertEquals(1, answers(stack, campaign).size());
            assertEquals(0, stack.api().get("/suppressions").path("items").size());
            assertTrue(Files.readString(kept(), StandardCharsets.UTF_8).contains("Please remove me"));
        }
    }

    private Path kept() throws IOException {
        try (var files = Files.list(folder.resolve("files/kept/mail"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
