package io.muster.functions.checkin;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail as far as an answer is read of it: its headers, its subject and its words. Of a large one the beginning is read,
 * which is where people write; what cannot be read is passed over, and none of it is run, opened or fetched.
 *
 * @param headers by name, the first of each name
 * @param text its words, what it quotes among them; empty where there are none
 */
record Letter(Map<String, String> headers, @Nullable String subject, String text) {

    /** How much of a mail is read, in bytes. */
    static final int LARGEST = 2 * 1024 * 1024;

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final int MOST_HEADERS = 500;
    private static final int LONGEST_HEADER = 8_192;
    private static final int LONGEST_SUBJECT = 998;

    Letter {
        headers = Map.copyOf(headers);
    }

    /** Reads a mail. */
    static Letter read(InputStream mail) throws IOException {
        var bytes = mail.readNBytes(LARGEST);
        try {
            var message = new MimeMessage(SESSION, new SharedByteArrayInputStream(bytes));
            var headers = headers(message);
            return new Letter(headers, subject(headers), new LetterText().of(message));
        } catch (MessagingException unreadable) {
            return new Letter(Map.of(), null, "");
        }
    }

    private static Map<String, String> headers(MimeMessage message) throws MessagingException {
        var headers = new HashMap<String, String>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            var value = header.getValue();
            if (headers.size() < MOST_HEADERS && value != null) {
                headers.putIfAbsent(
                        header.getName().toLowerCase(java.util.Locale.ROOT),
                        value.substring(0, Math.min(LONGEST_HEADER, value.length())));
            }
        }
        return headers;
    }

    private static @Nullable String subject(Map<String, String> headers) {
        var raw = headers.get("subject");
        if (raw == null) {
            return null;
        }
        var subject = decoded(MimeUtility.unfold(raw));
        return subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length()));
    }

    private static String decoded(String raw) {
        try {
            return MimeUtility.decodeText(raw);
        } catch (UnsupportedEncodingException unknown) {
            return raw;
        }
    }
}
