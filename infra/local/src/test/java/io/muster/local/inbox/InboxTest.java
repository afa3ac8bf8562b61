package io.muster.local.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.touch.Channel;
import io.muster.local.files.FolderFiles;
import io.muster.local.files.Tickets;
import io.muster.local.front.HttpFront;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

final class InboxTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void an_acknowledged_message_is_on_disk_and_read_again_after_a_restart() throws Exception {
        var mailbox = Mailbox.open(folder, () -> NOON);
        try (var smtp = SmtpInbox.start(0, mailbox)) {
            deliver(smtp.port(), "Lawn care in Austin", "<p>Bid please</p>");
            assertEquals(1, emls());
        }
        assertEquals(
                mailbox.all(), Mailbox.open(folder, () -> NOON.plusSeconds(60)).all());
        var mail = mailbox.all().getFirst();
        assertEquals(NOON, mail.receivedAt());
        assertEquals(List.of("ann@example.com"), mail.recipients());
        assertEquals("Lawn care in Austin", mail.subject());
        assertEquals("Bid please", String.valueOf(mail.text()).strip());
        assertEquals("<p>Bid please</p>", String.valueOf(mail.html()).strip());
        assertEquals("touch-1", mail.header("x-touch").orElseThrow());
    }

    @Test
    void two_equal_messages_are_two_messages() throws Exception {
        var mailbox = Mailbox.open(folder, () -> NOON);
        try (var smtp = SmtpInbox.start(0, mailbox)) {
            deliver(smtp.port(), "Same", "<p>same</p>");
            deliver(smtp.port(), "Same", "<p>same</p>");
        }
        assertEquals(2, mailbox.all().size());
        assertEquals(2, emls());
    }

    @Test
    void a_message_that_cannot_be_kept_is_not_acknowledged() throws Exception {
        var mailbox = Mailbox.open(folder, () -> NOON);
        Files.delete(folder);
        try (var smtp = SmtpInbox.start(0, mailbox)) {
            var refused = org.junit.jupiter.api.Assertions.assertThrows(
                    jakarta.mail.MessagingException.class, () -> deliver(smtp.port(), "Lost", "<p>lost</p>"));
            assertTrue(String.valueOf(refused.getMessage()).contains("451"), refused.toString());
        }
        assertEquals(List.of(), mailbox.all());
        Files.createDirectory(folder);
    }

    @Test
    void a_message_of_another_channel_is_kept_as_it_was_said_and_read_again_after_a_restart() throws Exception {
        var mailbox = Mailbox.open(folder, () -> NOON);
        var words = "Bonjour \u2013 4 bids?\r\n.\r\nFrom: nobody\n";
        mailbox.keep(
                Channel.SMS,
                "+15125550100",
                "+15125550101",
                "Text\r\nX-Inbox-Channel: PHONE",
                words,
                Map.of("X-Touch", "c-1-0-0"));
        var again = Mailbox.open(folder, () -> NOON.plusSeconds(60)).all();
        assertEquals(mailbox.all(), again);
        var text = again.getFirst();
        assertEquals(Channel.SMS, text.channel());
        assertEquals("+15125550100", text.from());
        assertEquals(List.of("+15125550101"), text.recipients());
        assertEquals("Text X-Inbox-Channel: PHONE", text.subject());
        assertEquals(words, text.text());
        assertEquals("c-1-0-0", text.header("x-touch").orElseThrow());
    }

    @Test
    void a_mail_cannot_pose_as_a_message_of_another_channel() throws Exception {
        var mailbox = Mailbox.open(folder, () -> NOON);
        mailbox.keep(
                "x@example.com",
                List.of("ann@example.com"),
                "X-Inbox-Channel: SMS\r\nSubject: Hi\r\n\r\nHi".getBytes(StandardCharsets.US_ASCII));
        assertEquals(Channel.EMAIL, mailbox.all().getFirst().channel());
    }

    @Test
    void the_page_lists_mails_and_open_tasks_and_shows_a_mail() throws Exception {
        var mailbox = Mailbox.open(folder, () -> NOON);
        var tasks = List.of(new OpenTask("t1", "call", "Call <Ann>", "Ring 512-555-0100", NOON.plusSeconds(3600)));
        try (var smtp = SmtpInbox.start(0, mailbox);
                var front = HttpFront.bind(0)
                        .serve("/inbox", new InboxPage(mailbox, () -> tasks, new TextAnswers(nobody()), answers()))) {
            front.start();
            deliver(smtp.port(), "Bids & more", "<html><head></head><body><script>x</script>Hi</body></html>");
            var list = get(front, "/inbox").body();
            assertTrue(list.contains("Bids &amp; more"), list);
            assertTrue(list.contains("Call &lt;Ann&gt;"), list);
            assertTrue(list.contains("Mails (1)"), list);
            assertTrue(list.contains("Calls (1)"), list);
            var mail = get(front, "/inbox/1");
            assertTrue(mail.body().contains("sandbox=\"allow-top-navigation-by-user-activation\""));
            assertFalse(mail.body().contains("<script>"));
            var frame = get(front, "/inbox/1/html");
            assertTrue(frame.body().contains("<head><base target=\"_top\">"), frame.body());
            var policy = frame.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.startsWith("sandbox "), policy);
            assertFalse(policy.contains("allow-scripts"), policy);
            deliver(
                    smtp.port(),
                    "Lines",
                    "<!DOCTYPE html>\n<html>\n<head>\n<title>x</title></head><body>Hi</body></html>");
            assertTrue(
                    get(front, "/inbox/2/html").body().startsWith("<!DOCTYPE html>"),
                    "the mail keeps its document type");
            assertTrue(get(front, "/inbox/2/html").body().contains("<head><base target=\"_top\">"));
            deliver(smtp.port(), "Bare", "<!DOCTYPE html>\n<header>Hi</header>");
            assertTrue(get(front, "/inbox/3/html").body().startsWith("<!DOCTYPE html><base target=\"_top\">"));
            assertEquals(404, get(front, "/inbox/4").statusCode());
            assertEquals(404, get(front, "/inbox/../x").statusCode());
        }
    }

    /** A topic from which nothing goes anywhere. */
    private Topic nobody() {
        return new Topic(
                "arn:aws:sns:us-east-1:000000000000:nobody",
                new SqsClient() {
                    @Override
                    public String serviceName() {
                        return SERVICE_NAME;
                    }

                    @Override
                    public void close() {}
                },
                "https://sqs/feedback",
                () -> NOON,
                TopicKeys.in(folder.resolve("topic"), () -> NOON));
    }

    private MailAnswers answers() {
        return new MailAnswers(new AnswersDomain("answers.example.com", files(), nobody(), () -> NOON));
    }

    private FolderFiles files() {
        return new FolderFiles(
                folder.resolve("files"), "http://127.0.0.1", Tickets.in(folder.resolve("key")), () -> NOON);
    }

    private long emls() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml")).count();
        }
    }

    private static void deliver(int port, String subject, String html) throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(port));
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("bids@example.com"));
        message.setRecipient(RecipientType.TO, new InternetAddress("ann@example.com"));
        message.setSubject(subject);
        message.setHeader("X-Touch", "touch-1");
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part("Bid please", "text/plain; charset=utf-8"));
        parts.addBodyPart(part(html, "text/html; charset=utf-8"));
        message.setContent(parts);
        Transport.send(message);
    }

    private static MimeBodyPart part(String content, String type) throws Exception {
        var part = new MimeBodyPart();
        part.setContent(content, type);
        return part;
    }

    private static HttpResponse<String> get(HttpFront front, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(front.url() + path)).build(), BodyHandlers.ofString());
        }
    }
}
