package io.muster.local.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The ledger of messages: one file each, in the order in which they were accepted. */
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

    /** Keeps a message; when this returns, a killed process has it still. */
    Mail keep(String from, List<String> recipients, byte[] data) throws IOException {
        var head = new StringBuilder("Return-Path: <" + from + ">\r\n");
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
