package io.muster.local.files;

import io.muster.aws.file.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Files in a folder. A file appears whole or not at all. */
public final class FolderFiles implements FileStore {

    private final Path folder;
    private final String url;
    private final Tickets tickets;
    private final InstantSource clock;

    /**
     * Keeps files in a folder.
     *
     * @param url of the server that takes uploads, which shares the tickets
     * @param clock the machine's time
     */
    public FolderFiles(Path folder, String url, Tickets tickets, InstantSource clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.url = url;
        this.tickets = tickets;
        this.clock = clock;
    }

    @Override
    public Upload upload(String key, long bytes, Duration validity) {
        path(key);
        var ticket = tickets.sign(new Tickets.Ticket(key, bytes, clock.instant().plus(validity)));
        return new Upload(URI.create(url + UploadFront.PATH + ticket), Map.of());
    }

    @Override
    public InputStream open(String key) {
        try {
            return Files.newInputStream(path(key));
        } catch (NoSuchFileException none) {
            throw new NoSuchFile(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(String key, String text) {
        put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file, whatever was there. */
    public void put(String key, byte[] bytes) {
        try {
            var part = part();
            Files.write(part, bytes);
            move(part, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(path(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether there is such a file. */
    boolean has(String key) {
        return Files.exists(path(key));
    }

    /** Returns where a file can be written that nobody sees until it is moved. */
    Path part() throws IOException {
        return Files.createTempFile(Files.createDirectories(folder.resolve("parts")), "file", ".part");
    }

    /** Has what was written appear under its key. */
    void move(Path part, String key) throws IOException {
        var target = path(key);
        Files.createDirectories(target.getParent() == null ? folder : target.getParent());
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path path(String key) {
        var path = folder.resolve("kept").resolve(key).normalize();
        if (!path.startsWith(folder.resolve("kept")) || key.isBlank()) {
            throw new IllegalArgumentException("no key of a file: " + key);
        }
        return path;
    }
}
