package io.muster.functions.dispatch.email;

import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Unsendable;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A message as internet mail (RFC 5322): text and HTML side by side, one-click opt-out (RFC 8058), and the touch id in
 * a header of its own, by which bounces and copies are recognised. It says that no person typed it (RFC 3834), so that
 * no out-of-office note comes back; outreach says so in the older way as well.
 */
final class Mime {

    /** The header that carries the touch id. */
    static final String TOUCH_HEADER = "X-Muster-Touch";

    private static final Session SESSION = Session.getInstance(new Properties());

    private Mime() {}

    /**
     * Returns the message's bytes.
     *
     * @throws AddressException when the recipient's address is none
     */
    static byte[] bytes(OutgoingMessage message) throws AddressException {
        try {
            var mime = new Identified(message);
            mime.setFrom(address(message.from()));
            mime.setRecipient(Message.RecipientType.TO, recipient(message));
            if (message.replyTo() != null) {
                mime.setReplyTo(new Address[] {new InternetAddress(message.replyTo(), true)});
            }
            mime.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            mime.setSentDate(Date.from(message.at()));
            mime.setHeader(TOUCH_HEADER, message.touchId());
            mime.setHeader("Auto-Submitted", "auto-generated");
            setOptOut(mime, message.optOutUrl());
            setBody(mime, message);
            mime.saveChanges();
            var bytes = new ByteArrayOutputStream();
            mime.writeTo(bytes);
            return bytes.toByteArray();
        } catch (AddressException e) {
            throw e;
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("touch " + message.touchId() + " cannot be written as mail", e);
        }
    }

    private static InternetAddress recipient(OutgoingMessage message) throws AddressException {
        var recipient = address(message.to());
        recipient.validate();
        return recipient;
    }

    private static InternetAddress address(OutgoingMessage.Address address) throws AddressException {
        try {
            var parsed = new InternetAddress(address.address(), true);
            parsed.setPersonal(address.name(), StandardCharsets.UTF_8.name());
            return parsed;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
    }

    private static void setOptOut(MimeMessage mime, @Nullable String url) throws MessagingException {
        if (url != null) {
            mime.setHeader("List-Unsubscribe", "<" + url + ">");
            mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            mime.setHeader("Precedence", "bulk");
        }
    }

    private static void setBody(MimeMessage mime, OutgoingMessage message) throws MessagingException {
        var html = message.html();
        if (html == null) {
            mime.setText(message.text(), StandardCharsets.UTF_8.name());
            return;
        }
        var text = new MimeBodyPart();
        text.setText(message.text(), StandardCharsets.UTF_8.name());
        var rich = new MimeBodyPart();
        rich.setText(html, StandardCharsets.UTF_8.name(), "html");
        mime.setContent(new MimeMultipart("alternative", text, rich));
    }

    /** The same touch always bears the same Message-ID, so that even a copy made on the way is known as one. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(OutgoingMessage message) {
            super(SESSION);
            var from = message.from().address();
            int at = from.lastIndexOf('@');
            if (at < 0) {
                throw new Unsendable(message.touchId(), "the sender's address has no domain");
            }
            this.id = "<" + message.touchId() + from.substring(at) + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
