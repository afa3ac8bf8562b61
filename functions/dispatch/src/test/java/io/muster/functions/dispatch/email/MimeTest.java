package io.muster.functions.dispatch.email;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.Unsendable;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeTest {

    private static final String OPT_OUT = "https://muster.example.com/u/abc";

    static OutgoingMessage message(String subject, Address to) {
        return new OutgoingMessage(
                "camp1-1-0-0",
                Channel.EMAIL,
                new Address("Grün & Söhne, Bids", "bids@example.com"),
                to,
                subject,
                "Hällo\n",
                "<p>Hällo</p>",
                "r+ws.camp1-1-0-0.mac@example.com",
                OPT_OUT,
                Instant.parse("2026-11-24T12:00:00Z"));
    }

    private static MimeMessage parsed(OutgoingMessage message) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(Mime.bytes(message)));
    }

    @Test
    void a_mail_carries_text_and_html_side_by_side() throws Exception {
        var mail = parsed(message("Bid", new Address("Ana", "ana@example.com")));
        assertTrue(mail.getContentType().startsWith("multipart/alternative"), mail.getContentType());
        var parts = (MimeMultipart) mail.getContent();
        assertEquals(2, parts.getCount());
        assertTrue(parts.getBodyPart(0).isMimeType("text/plain"));
        assertEquals("Hällo\n", parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"));
        assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
        assertEquals("<p>Hällo</p>", parts.getBodyPart(1).getContent());
    }

    @Test
    void names_and_subjects_in_any_script_arrive_as_they_were_and_travel_as_ascii() throws Exception {
        var message = message("Angebot für Übergröße 草刈り", new Address("株式会社 緑, Tōkyō", "midori@example.com"));
        var mail = parsed(message);
        assertEquals("Angebot für Übergröße 草刈り", mail.getSubject());
        assertEquals("株式会社 緑, Tōkyō", ((InternetAddress) mail.getAllRecipients()[0]).getPersonal());
        assertEquals("Grün & Söhne, Bids", ((InternetAddress) mail.getFrom()[0]).getPersonal());
        var raw = new String(Mime.bytes(message), StandardCharsets.ISO_8859_1);
        assertTrue(raw.chars().allMatch(c -> c < 128), raw);
        assertTrue(Arrays.stream(raw.split("\r\n", -1)).allMatch(line -> line.length() <= 998));
    }

    @Test
    void opt_out_works_with_one_click_and_the_touch_is_named() throws Exception {
        var mail = parsed(message("Bid", new Address(null, "ana@example.com")));
        assertArrayEquals(new String[] {"<" + OPT_OUT + ">"}, mail.getHeader("List-Unsubscribe"));
        assertArrayEquals(new String[] {"List-Unsubscribe=One-Click"}, mail.getHeader("List-Unsubscribe-Post"));
        assertArrayEquals(new String[] {"camp1-1-0-0"}, mail.getHeader("X-Muster-Touch"));
        assertEquals("<camp1-1-0-0@example.com>", mail.getMessageID());
        assertEquals("r+ws.camp1-1-0-0.mac@example.com", mail.getReplyTo()[0].toString());
        assertEquals(Instant.parse("2026-11-24T12:00:00Z"), mail.getSentDate().toInstant());
    }

    @Test
    void a_notice_has_no_opt_out() throws Exception {
        var notice = new OutgoingMessage(
                "camp1-2-0-0",
                Channel.EMAIL,
                new Address(null, "bids@example.com"),
                new Address(null, "owner@example.com"),
                "Report",
                "text",
                null,
                null,
                null,
                Instant.parse("2026-11-24T12:00:00Z"));
        var mail = parsed(notice);
        assertNull(mail.getHeader("List-Unsubscribe"));
        assertTrue(mail.isMimeType("text/plain"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bid\r\nBcc: everybody@example.com", "Bid\nX: y", "Bid\rX: y", "Bid\0"})
    void a_line_break_in_a_header_value_is_refused(String value) {
        assertThrows(Unsendable.class, () -> message(value, new Address(null, "ana@example.com")));
        assertThrows(Unsendable.class, () -> message("Bid", new Address(value, "ana@example.com")));
        assertThrows(Unsendable.class, () -> message("Bid", new Address("Ana", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ana", "ana@", "ana@@example.com", "a@example.com, b@example.com"})
    void what_is_no_single_address_is_refused(String address) {
        assertThrows(AddressException.class, () -> Mime.bytes(message("Bid", new Address(null, address))));
    }
}
