package io.muster.local.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on loopback that keeps what it accepts in a mailbox, before it says so. */
public final class SmtpInbox implements AutoCloseable {

    private static final int LARGEST = 10 * 1024 * 1024;

    private final SMTPServer server;

    private SmtpInbox(SMTPServer server) {
        this.server = server;
    }

    /** Starts to listen; port 0 takes a free one. */
    public static SmtpInbox start(int port, Mailbox mailbox) {
        var server = SMTPServer.port(port)
                .bindAddress(InetAddress.ofLiteral("127.0.0.1"))
                .hostName("localhost")
                .softwareName("Muster")
                .insertReceivedHeaders(false)
                .maxMessageSize(LARGEST)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .messageHandlerFactory(context -> new Delivery(mailbox))
                .build();
        server.start();
        return new SmtpInbox(server);
    }

    /** Returns the port that it listens on. */
    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** One message on its way in. */
    private static final class Delivery implements MessageHandler {

        private final Mailbox mailbox;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        Delivery(Mailbox mailbox) {
            this.mailbox = mailbox;
        }

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, TooMuchDataException, IOException {
            var bytes = data.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new TooMuchDataException("a message may have " + LARGEST + " bytes");
            }
            try {
                mailbox.keep(sender, recipients, bytes);
            } catch (IOException e) {
                throw new RejectException(451, "the message cannot be kept: " + e.getMessage());
            }
            return null;
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }
}
