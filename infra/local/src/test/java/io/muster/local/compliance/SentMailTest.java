package io.muster.local.compliance;

import static io.muster.local.compliance.Town.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mail server received, read with a MIME parser. */
class SentMailTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T14:00:00Z");
    private static final List<String> SIGNED = List.of(
            "From",
            "Reply-To",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "List-Unsubscribe",
            "List-Unsubscribe-Post");

    @TempDir
    private Path folder;

    @Test
    void every_mail_to_a_contractor_says_who_writes_why_how_to_answer_and_how_to_end_it() throws Exception {
        try (var town = new Town(folder, MONDAY)) {
            run(town);
            var mails = town.mails().stream()
                    .filter(mail -> header(mail, "To").contains("@contractor.example.com"))
                    .toList();
            assertTrue(mails.size() >= 4, mails.size() + " mails, reminders among them");
            assertTrue(mails.stream().anyMatch(mail -> subject(mail).startsWith("Reminder: ")));
            for (var mail : mails) {
                assertSigned(mail);
                assertSender(mail);
                assertOneClick(mail, town.url());
                assertWords(mail);
                assertEquals("auto-generated", header(mail, "Auto-Submitted"));
                assertEquals("bulk", header(mail, "Precedence"));
            }
        }
    }

    @Test
    void a_notice_to_the_campaigns_own_people_is_no_mailing() throws Exception {
        try (var town = new Town(folder, MONDAY)) {
            run(town);
            var notices = town.mailsTo("dana@example.com");
            assertTrue(notices.stream().anyMatch(mail -> subject(mail).contains("lawn care")), notices.toString());
            for (var notice : notices) {
                assertNull(notice.getHeader("List-Unsubscribe"));
                assertNull(notice.getHeader("List-Unsubscribe-Post"));
                assertNull(notice.getHeader("Precedence"));
                assertEquals("auto-generated", header(notice, "Auto-Submitted"));
                assertFrom(notice);
                assertEquals("bids@muster.example.com", header(notice, "Reply-To"), "no campaign reads it");
                assertTrue(part(notice, 0).contains("1 Main Street, Austin, TX 78701"));
            }
        }
    }

    @Test
    void a_hostile_name_arrives_as_a_name() throws Exception {
        try (var town = new Town(folder, MONDAY)) {
            run(town);
            var mail = town.mailsTo("evil@contractor.example.com").getFirst();
            var name = "{{optOutUrl}} <script>alert(1)</script> \"Bcc: all@example.com\"";
            assertEquals(name, ((InternetAddress) mail.getAllRecipients()[0]).getPersonal());
            assertEquals(1, mail.getAllRecipients().length);
            assertTrue(part(mail, 0).contains("Hello " + name + ","), part(mail, 0));
            var html = part(mail, 1);
            assertTrue(html.contains("Hello {{optOutUrl}} &lt;script&gt;alert(1)&lt;/script&gt; &quot;Bcc: "), html);
            assertFalse(html.contains("<script"), html);
        }
    }

    /** Three contractors, nobody answers, until the campaign has ended. */
    private static void run(Town town) {
        town.contractors(
                "company,email,trade,state,zip,tier,source",
                "Grün & Söhne,gruen@contractor.example.com,lawn care,TX,78704,1,the city's licence register",
                "Oak Yard,oak@contractor.example.com,lawn care,TX,78704,1,the city's licence register",
                "\"{{optOutUrl}} <script>alert(1)</script> \"\"Bcc: all@example.com\"\"\","
                        + "evil@contractor.example.com,lawn care,TX,78704,1,the city's licence register");
        town.campaign(
                "bc_1",
                "TX",
                "{\"bidsNeeded\": 3, \"timelineHours\": 24, \"channels\": [\"email\"], \"urgency\": \"urgent\"}");
        town.at(MONDAY.plus(Duration.ofHours(25)));
    }

    /** RFC 8058 wants both opt-out fields under the signature: each stands once, in ASCII, in lines that mail allows. */
    private static void assertSigned(MimeMessage mail) throws Exception {
        for (var name : SIGNED) {
            assertFalse(header(mail, name).isBlank(), name);
        }
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        var raw = bytes.toString(StandardCharsets.ISO_8859_1);
        var head = raw.substring(0, raw.indexOf("\r\n\r\n"));
        assertTrue(head.chars().allMatch(c -> c < 128), head);
        assertTrue(Arrays.stream(head.split("\r\n", -1)).allMatch(line -> line.length() <= 998), head);
    }

    /** The domain that signs is the one that readers see, and answers go to a part of it. */
    private static void assertSender(MimeMessage mail) throws Exception {
        assertFrom(mail);
        var touch = header(mail, "X-Muster-Touch");
        assertTrue(
                header(mail, "Reply-To")
                        .matches("r\\+demo\\.\\Q" + touch.toLowerCase(java.util.Locale.ROOT)
                                + "\\E\\.[a-z2-7]{16}@answers\\.muster\\.example\\.com"),
                header(mail, "Reply-To"));
    }

    private static void assertFrom(MimeMessage mail) throws Exception {
        var from = (InternetAddress) mail.getFrom()[0];
        assertEquals("bids@muster.example.com", from.getAddress());
        assertEquals("Muster Bids", from.getPersonal());
        var touch = header(mail, "X-Muster-Touch");
        assertEquals("<" + touch + "@muster.example.com>", header(mail, "Message-ID"));
    }

    private static void assertOneClick(MimeMessage mail, String url) {
        assertTrue(
                header(mail, "List-Unsubscribe").matches("<\\Q" + url + "\\E/u/[A-Za-z0-9_-]{100,}>"),
                header(mail, "List-Unsubscribe"));
        assertEquals("List-Unsubscribe=One-Click", header(mail, "List-Unsubscribe-Post"));
    }

    private static void assertWords(MimeMessage mail) throws Exception {
        assertTrue(mail.isMimeType("multipart/alternative"), mail.getContentType());
        assertEquals(2, ((MimeMultipart) mail.getContent()).getCount());
        var source = "your firm is on our list of contractors (source: the city's licence register)";
        for (int index = 0; index < 2; index++) {
            var words = part(mail, index).replace("&#39;", "'");
            for (var said : List.of(
                    "Muster Bids",
                    "1 Main Street, Austin, TX 78701",
                    Town.optOut(mail).toString(),
                    source)) {
                assertTrue(words.contains(said), said + " is not in " + words);
            }
        }
        assertTrue(part(mail, 1).contains("mailto:" + header(mail, "Reply-To")), "the way to answer");
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return ((MimeMultipart) mail.getContent())
                .getBodyPart(index)
                .getContent()
                .toString();
    }
}
