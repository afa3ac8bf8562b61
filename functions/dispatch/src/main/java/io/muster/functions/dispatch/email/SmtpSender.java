package io.muster.functions.dispatch.email;

import io.muster.domain.error.Category;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Sender;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Delivers mail to one SMTP server. Until the first byte of the message has left, every failure is a refusal; after
 * that only an answer of the server is, and silence is ambiguous. Connections are kept and reused.
 */
public final class SmtpSender implements Sender, AutoCloseable {

    private static final int PERMANENT = 500;

    private final Session session;
    private final ConcurrentLinkedDeque<SMTPTransport> idle = new ConcurrentLinkedDeque<>();

    /**
     * Returns nothing yet connected: the first message connects.
     *
     * @param patience how long to wait for each answer of the server; a claim's lease must outlast it
     */
    public SmtpSender(String host, int port, Duration patience) {
        var properties = new Properties();
        var millis = String.valueOf(patience.toMillis());
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", String.valueOf(port));
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.quitwait", "false");
        this.session = Session.getInstance(properties);
    }

    @Override
    public Receipt send(OutgoingMessage message) {
        try {
            var mime = new Traced(session, Mime.bytes(message));
            var reused = idle.poll();
            if (reused != null) {
                var receipt = offer(reused, mime);
                if (receipt instanceof Receipt.Accepted || mime.started || reused.isConnected()) {
                    return receipt;
                }
            }
            return offer((SMTPTransport) session.getTransport("smtp"), mime);
        } catch (AddressException e) {
            return new Receipt.BadAddress("not an email address");
        } catch (MessagingException e) {
            return unavailable(e);
        }
    }

    @Override
    public void close() {
        for (var transport = idle.poll(); transport != null; transport = idle.poll()) {
            drop(transport);
        }
    }

    private Receipt offer(SMTPTransport transport, Traced mime) {
        try {
            if (!transport.isConnected()) {
                transport.connect();
            }
            transport.sendMessage(mime, mime.getAllRecipients());
            idle.push(transport);
            return new Receipt.Accepted(mime.getMessageID());
        } catch (MessagingException e) {
            drop(transport);
            return failed(e, mime.started);
        }
    }

    private static Receipt failed(MessagingException failure, boolean started) {
        var address = cause(failure, SMTPAddressFailedException.class);
        if (address != null) {
            return answered("RCPT", address.getReturnCode());
        }
        if (started) {
            return failure instanceof SMTPSendFailedException answer && answer.getReturnCode() > 0
                    ? answered("DATA", answer.getReturnCode())
                    : new Receipt.Ambiguous("no answer after the message was sent");
        }
        return failure instanceof SendFailedException && cause(failure, AddressException.class) != null
                ? new Receipt.BadAddress("not an email address")
                : unavailable(failure);
    }

    /** A server that puts off a recipient asks for time for that one; one that puts off the message has trouble itself. */
    private static Receipt answered(String command, int code) {
        var said = "SMTP " + command + " answered " + code;
        if (code >= PERMANENT) {
            return new Receipt.BadAddress(said);
        }
        var category = command.equals("RCPT") ? Category.RATE_LIMIT : Category.API;
        return new Receipt.Refused(category, said, null);
    }

    private static Receipt unavailable(MessagingException failure) {
        var said = "SMTP is not available: " + failure.getClass().getSimpleName();
        if (failure instanceof AuthenticationFailedException) {
            return new Receipt.Refused(Category.INTEGRATION, said, null);
        }
        boolean late = cause(failure, SocketTimeoutException.class) != null;
        return new Receipt.Refused(late ? Category.TIMEOUT : Category.API, said, null);
    }

    private static <E extends Exception> @Nullable E cause(MessagingException failure, Class<E> type) {
        for (Exception at = failure;
                at != null;
                at = at instanceof MessagingException m ? m.getNextException() : null) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static void drop(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // it is gone already, which is what was wanted
        }
    }

    /** A message that knows whether any of it may have reached the server. */
    private static final class Traced extends MimeMessage {

        private boolean started;

        Traced(Session session, byte[] bytes) throws MessagingException {
            super(session, new ByteArrayInputStream(bytes));
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
            started = true;
            super.writeTo(out, ignored);
        }
    }
}
