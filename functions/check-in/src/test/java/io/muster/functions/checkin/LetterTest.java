package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a mail, however it is made. */
class LetterTest {

    private static Letter read(String mail) {
        return read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Letter read(byte[] mail) {
        try {
            return Letter.read(new ByteArrayInputStream(mail));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String words(String mail) {
        return read(mail).text().strip().replace("\r", "");
    }

    @Test
    void a_plain_mail_is_its_words_its_subject_and_its_headers() {
        var letter = read("""
            Return-Path: <ana@example.com>
            Subject: =?UTF-8?Q?Re:_Caf=C3=A9_garden?=
            AUTO-Submitted: no
            Content-Type: text/plain; charset=utf-8

            We can come on Tuesday.
            """);
        assertEquals("We can come on Tuesday.", letter.text().strip());
        assertEquals("Re: Caf\u00e9 garden", letter.subject());
        assertEquals("no", letter.headers().get("auto-submitted"));
        assertEquals("<ana@example.com>", letter.headers().get("return-path"));
    }

    @Test
    void of_text_and_html_side_by_side_the_text_is_read_unless_it_is_empty() {
        var both = """
            Content-Type: multipart/alternative; boundary="b"

            --b
            Content-Type: text/html; charset=utf-8

            <p>in HTML</p>
            --b
            Content-Type: text/plain; charset=utf-8

            %s
            --b--
            """;
        assertEquals("in text", words(both.formatted("in text")));
        assertEquals("in HTML", words(both.formatted(" ")));
    }

    @Test
    void html_is_read_line_by_line_without_what_it_quotes_or_hides() {
        assertEquals("""
            Not for us.
            Please & thank you
            remove us\
            """, words("""
                Content-Type: text/html; charset=utf-8

                <html><head><title>t</title><style>p { color: red }</style></head><body>
                <p>Not for us.</p><div>Please &amp; thank you<br>remove us</div>
                <div style="display: none">hidden words</div><script>unsubscribe()</script>
                <div class="gmail_quote">On Monday we wrote: unsubscribe here</div>
                <blockquote>To bid, click the link</blockquote></body></html>
                """).replaceAll("\\s*\n\\s*", "\n"));
    }

    @Test
    void what_is_attached_and_what_is_forwarded_is_not_said() {
        assertEquals("See the plan.\nAnd call me.", words("""
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain

            See the plan.
            --b
            Content-Type: text/plain
            Content-Disposition: attachment; filename="plan.txt"

            unsubscribe
            --b
            Content-Type: message/rfc822

            Subject: inner

            remove me
            --b
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            AAAA
            --b

            And call me.
            --b--
            """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain; charset=no-such-charset",
                "text/plain; charset=\"",
                "text/plain; charset",
                "text/plain; =; ;;",
                "TEXT/PLAIN",
                "text/plain; charset=" + "\u0000",
            })
    void parameters_written_wrong_cost_no_words(String type) {
        assertTrue(words("Content-Type: " + type + "\n\nStop writing to me.\n").contains("Stop"), type);
    }

    @Test
    void other_charsets_and_encodings_are_read() {
        var latin = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
                + "=C9 bom =\ndia";
        assertEquals("\u00c9 bom dia", words(latin));
        var encoded = Base64.getMimeEncoder().encodeToString("Ja, gerne \u2713".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "Ja, gerne \u2713",
                words("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + encoded));
    }

    @Test
    void of_a_mail_with_a_large_picture_the_words_before_it_are_read_and_no_more_than_two_megabytes() {
        var picture = "iVBORw0KGgoAAAANSUhEUgAA\r\n".repeat(400_000);
        var mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHere is the garden.\r\n--b\r\n"
                + "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + picture;
        var read = new int[1];
        var in = new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int from, int most) {
                int got = super.read(into, from, most);
                read[0] += Math.max(got, 0);
                return got;
            }
        };
        assertEquals("Here is the garden.", of(in).text().strip());
        assertEquals(Letter.LARGEST, read[0]);
    }

    private static Letter of(InputStream in) {
        try {
            return Letter.read(in);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=3Db|a=b",
                "=C3=A9|\u00e9",
                "=c3=a9|\u00e9",
                "50=|50=",
                "x=Zy|x=Zy",
                "=3|=3",
                "100 = 1e2|100 = 1e2"
            })
    void quoted_printable_is_decoded_and_what_is_none_stands_for_itself(String encoded, String decoded) {
        var bytes = QuotedPrintable.decoded(encoded.getBytes(StandardCharsets.US_ASCII));
        assertEquals(decoded, new String(bytes, StandardCharsets.UTF_8));
    }

    // -- what is made to hurt

    private static String fill(String head, String unit) {
        return head + unit.repeat((Letter.LARGEST - head.length()) / unit.length() + 1);
    }

    /** Mails of the full length, each of which is hard on a parser that does not look out. */
    private static List<String> hostile() {
        var nested = new StringBuilder();
        for (int depth = 0; nested.length() < Letter.LARGEST; depth++) {
            nested.append("Content-Type: multipart/mixed; boundary=b").append(depth);
            nested.append("\r\n\r\n--b").append(depth).append("\r\n");
        }
        var mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        return List.of(
                nested.toString(),
                fill(mixed, "--b\r\n\r\nx\r\n"),
                fill(mixed, "--b\r\n"),
                fill(mixed + "--b\r\n", "A: b\r\n"),
                fill("", "X-Header: value\r\n"),
                fill("X-Long: ", "x"),
                fill("Subject: ", "=?utf-8?q?a?= "),
                fill("Content-Type: text/plain; ", "a=b; "),
                fill("Content-Type: multipart/mixed; boundary=\"", "b"),
                fill("Content-Type: multipart/mixed\r\n\r\n--", "b"),
                fill(mixed + "--b\r\nContent-Disposition: attachment", "; filename=a"),
                fill(mixed, "--"),
                fill("Content-Type: text/html\r\n\r\n", "<div>"),
                fill("Content-Type: text/html\r\n\r\n", "<b><i><table>"),
                fill("Content-Type: text/html\r\n\r\n", "&amp"),
                fill("Content-Type: text/html\r\n\r\n<p style='", "display:none;"),
                fill("Content-Type: text/plain\r\n\r\n", ">"),
                fill("Content-Type: text/plain\r\n\r\n", "\r\n"),
                fill("Content-Transfer-Encoding: base64\r\n\r\n", "===="),
                fill("Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n", "M"),
                fill("Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=\r\n"),
                fill("Content-Transfer-Encoding: quoted-printable\r\n\r\n", "="),
                fill(mixed.replace("\r\n\r\n", "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"), "=\n"),
                fill("Content-Transfer-Encoding: no-such\r\n\r\n", "x"));
    }

    @Test
    void whatever_somebody_sends_is_read_in_seconds_and_comes_to_no_more_than_an_answer_may_have() {
        for (var mail : hostile()) {
            var letter = assertTimeout(
                    Duration.ofSeconds(20),
                    () -> read(mail.getBytes(StandardCharsets.ISO_8859_1)),
                    mail.substring(0, 40));
            assertTrue(letter.text().length() <= 220_000, mail.substring(0, 40));
        }
    }

    @Test
    void no_mail_that_was_garbled_on_the_way_fails() {
        var sound = """
            Return-Path: <ana@example.com>
            Subject: =?UTF-8?Q?Re:_Caf=C3=A9?=
            Content-Type: multipart/alternative; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            We can come =C3=A9 on Tuesday.
            --b
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            PHA+V2UgY2FuPC9wPg==
            --b--
            """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        var random = new Random(20_260_601);
        for (int round = 0; round < 3_000; round++) {
            var mail = Arrays.copyOf(sound, random.nextInt(10) == 0 ? random.nextInt(sound.length) : sound.length);
            for (int change = 0; change < random.nextInt(8) && mail.length > 0; change++) {
                mail[random.nextInt(mail.length)] = random.nextInt(3) == 0
                        ? (byte) "\r\n;=\"<>-:?".charAt(random.nextInt(10))
                        : (byte) random.nextInt(256);
            }
            assertNotNull(read(mail).text());
        }
    }
}
