package io.muster.local.inbox;

import io.muster.domain.touch.Channel;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The ledger of messages on all channels: one file each, in the order in which they were accepted. */
public final class Mailbox {

    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final InstantSource business;
    private final NavigableMap<Long, Mail> mails = new ConcurrentSkipListMap<>();

    private Mailbox(Path folder, InstantSource business) {
        this.folder = folder;
        this.business = business;
    }

    /**
     * Opens the ledger of a folder, which is made when it is not there.
     *
     * @param business tells when a message comes
     */
    public static Mailbox open(Path folder, InstantSource business) {
        var box = new Mailbox(folder, business);
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(box::load);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the inbox cannot be opened: " + folder, e);
        }
        return box;
    }

    private void load(Path file) {
        var name = file.getFileName().toString();
        var id = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        try {
            mails.put(id, Mail.parse(id, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("a message of the inbox cannot be read: " + file, e);
        }
    }

    /**
     * Keeps a message of a channel that has no form of its own to keep; when this returns, a killed process has it still.
     *
     * @param from whom it says it comes from: a number, or a name
     * @param to where it went: a number, or the address of a form
     * @param notes whatever else is known of it, by header name
     */
    public Mail keep(Channel channel, String from, String to, String subject, String body, Map<String, String> notes)
            throws IOException {
        try {
            var message = new Unstamped();
            message.setHeader("From", encoded(from));
            message.setSubject(line(subject), "UTF-8");
            for (var note : notes.entrySet()) {
                message.setHeader(note.getKey(), encoded(note.getValue()));
            }
            message.setText(body, "UTF-8");
            message.setHeader("Content-Transfer-Encoding", "base64");
            message.saveChanges();
            var data = new ByteArrayOutputStream();
            message.writeTo(data);
            return keep(channel, "", List.of(line(to)), data.toByteArray());
        } catch (MessagingException e) {
            throw new IOException("the message cannot be written down", e);
        }
    }

    /** Whatever somebody sent stays on one line of the ledger, in ASCII. */
    private static String encoded(String value) throws UnsupportedEncodingException {
        return MimeUtility.encodeText(line(value), "UTF-8", null);
    }

    private static String line(String value) {
        return value.replaceAll("\\p{Cntrl}+", " ");
    }

    /** A message without an id: it would be a random one. */
    private static final class Unstamped extends MimeMessage {

        Unstamped() {
            super(Session.getInstance(new Properties()));
        }

        @Override
        protected void updateMessageID() {}
    }

    /** Keeps a mail as it came; when this returns, a killed process has it still. */
    Mail keep(String from, List<String> recipients, byte[] data) throws IOException {
        return keep(Channel.EMAIL, from, recipients, data);
    }

    private Mail keep(Channel channel, String from, List<String> recipients, byte[] data) throws IOException {
        var head = new StringBuilder("Return-Path: <" + from + ">\r\n");
        head.append(Mail.CHANNEL).append(": ").append(channel).append("\r\n");
        recipients.forEach(
                to -> head.append(Mail.DELIVERED_TO).append(": ").append(to).append("\r\n"));
        head.append(Mail.RECEIVED_AT).append(": ").append(business.instant()).append("\r\n");
        synchronized (this) {
            var id = mails.isEmpty() ? 1 : mails.lastKey() + 1;
            var eml = join(head.toString().getBytes(StandardCharsets.UTF_8), data);
            var fresh = folder.resolve(id + ".new");
            Files.write(fresh, eml);
            Files.move(fresh, folder.resolve(String.format("%08d", id) + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
            var mail = Mail.parse(id, eml);
            mails.put(id, mail);
            return mail;
        }
    }

    private static byte[] join(byte[] head, byte[] data) {
        var joined = new byte[head.length + data.length];
        System.arraycopy(head, 0, joined, 0, head.length);
        System.arraycopy(data, 0, joined, head.length, data.length);
        return joined;
    }

    /** Returns all messages, oldest first. */
    public List<Mail> all() {
        return new ArrayList<>(mails.values());
    }

    /** Returns the messages after one, oldest first. */
    public List<Mail> after(long id) {
        return new ArrayList<>(mails.tailMap(id, false).values());
    }

    /** Returns one message. */
    public Optional<Mail> find(long id) {
        return Optional.ofNullable(mails.get(id));
    }
}
