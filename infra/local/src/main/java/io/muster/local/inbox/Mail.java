package io.muster.local.inbox;

import io.muster.domain.touch.Channel;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A message as its reader sees it: a mail, a text, or what was posted through a website's form.
 *
 * @param id its place in the ledger, from 1
 * @param channel what it came by
 * @param receivedAt when the server took it (business time)
 * @param recipients whom the sender named to the server
 * @param headers all of them, in order
 */
public record Mail(
        long id,
        Channel channel,
        Instant receivedAt,
        List<String> recipients,
        String from,
        String subject,
        List<Field> headers,
        @Nullable String text,
        @Nullable String html) {

    /** Where the ledger notes when a message came. */
    static final String RECEIVED_AT = "X-Inbox-Received-At";

    /** Where the ledger notes what a message came by; ledgers of before hold mails alone, without a note. */
    static final String CHANNEL = "X-Inbox-Channel";

    /** Where the ledger notes whom a message came for. */
    static final String DELIVERED_TO = "Delivered-To";

    private static final Session SESSION = Session.getInstance(new Properties());

    public Mail {
        recipients = List.copyOf(recipients);
        headers = List.copyOf(headers);
    }

    /** A header field. */
    public record Field(String name, String value) {}

    /** Returns the first value of a header. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** Reads a message of the ledger. */
    static Mail parse(long id, byte[] eml) {
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(eml));
            var headers = Collections.list(message.getAllHeaders()).stream()
                    .map(Mail::field)
                    .toList();
            var recipients = headers.stream()
                    .filter(field -> field.name().equals(DELIVERED_TO))
                    .map(Field::value)
                    .toList();
            var channel = message.getHeader(CHANNEL, null);
            return new Mail(
                    id,
                    channel == null ? Channel.EMAIL : Channel.valueOf(channel),
                    Instant.parse(message.getHeader(RECEIVED_AT, null)),
                    recipients,
                    decoded(message.getHeader("From", null)),
                    Optional.ofNullable(message.getSubject()).orElse("(no subject)"),
                    headers,
                    content(message, "text/plain"),
                    content(message, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("message " + id + " of the inbox cannot be read", e);
        }
    }

    private static String decoded(@Nullable String value) throws UnsupportedEncodingException {
        return value == null ? "(nobody)" : MimeUtility.decodeText(value);
    }

    private static Field field(Header header) {
        return new Field(header.getName(), header.getValue().replaceAll("\\s*\\r?\\n\\s*", " "));
    }

    private static @Nullable String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart multipart) {
            for (BodyPart inner : parts(multipart)) {
                var found = content(inner, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static List<BodyPart> parts(Multipart multipart) throws MessagingException {
        var parts = new ArrayList<BodyPart>();
        for (int i = 0; i < multipart.getCount(); i++) {
            parts.add(multipart.getBodyPart(i));
        }
        return parts;
    }
}
