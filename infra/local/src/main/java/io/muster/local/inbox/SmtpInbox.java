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

/** An SMTP server on loopback that keeps what it accepts, before it says so: in a mailbox, or as an answer to us. */
public final class SmtpInbox implements AutoCloseable {

    private static final int LARGEST = 10 * 1024 * 1024;

    private final SMTPServer server;

    private SmtpInbox(SMTPServer server) {
        this.server = server;
    }

    /** Starts to listen for mail to anybody; port 0 takes a free one. */
    public static SmtpInbox start(int port, Mailbox mailbox) {
        return start(port, mailbox, null);
    }

    /** Starts to listen; what comes for the domain of answers goes there, and everything else into the mailbox. */
    public static SmtpInbox start(int port, Mailbox mailbox, @Nullable AnswersDomain answers) {
        var server = SMTPServer.port(port)
                .bindAddress(InetAddress.ofLiteral("127.0.0.1"))
                .hostName("localhost")
                .softwareName("Muster")
                .insertReceivedHeaders(false)
                .maxMessageSize(LARGEST)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .messageHandlerFactory(context -> new Delivery(mailbox, answers))
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
        private final @Nullable AnswersDomain answers;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        Delivery(Mailbox mailbox, @Nullable AnswersDomain answers) {
            this.mailbox = mailbox;
            this.answers = answers;
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
                deliver(bytes);
            } catch (IOException e) {
                throw new RejectException(451, "the message cannot be kept: " + e.getMessage());
            }
            return null;
        }

        private void deliver(byte[] bytes) throws IOException {
            var others = new ArrayList<>(recipients);
            if (answers != null) {
                others.removeIf(answers::has);
                var ours = recipients.stream().filter(answers::has).toList();
                if (!ours.isEmpty()) {
                    answers.take(sender, ours, bytes);
                }
            }
            if (!others.isEmpty()) {
                mailbox.keep(sender, others, bytes);
            }
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }
}
