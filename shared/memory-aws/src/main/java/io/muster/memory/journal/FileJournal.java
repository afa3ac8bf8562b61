package io.muster.memory.journal;

import io.muster.memory.Journal;
import io.muster.memory.Journaled;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Journal} in one file of one folder, which survives {@code kill -9} at any byte.
 *
 * <p>Open it, build the services on it, {@link #recover} them, and use them. Every {@link #append} is called with the
 * world's lock held and by services that append before they apply; therefore a compaction at the start of an append
 * sees exactly what the log holds.
 */
public final class FileJournal implements Journal, AutoCloseable {
    static final byte[] HEADER = "muster journal 1\n".getBytes(StandardCharsets.US_ASCII);

    private final Options options;
    private final Path file;
    private final FolderLock lock;
    private List<Journaled> services = List.of();
    private @Nullable FileOutputStream out;
    private long size;
    private long compactAt;
    private @Nullable IOException failure;

    /**
     * How a log is kept.
     *
     * @param folder where it lies; made if absent
     * @param fsync whether an acknowledgement also waits for the disk (power loss), and not for the kernel only (kill -9)
     * @param compactAt bytes from which on the log is replaced by a snapshot, unless the last snapshot was over half of it
     */
    public record Options(Path folder, boolean fsync, long compactAt) {
        /** Returns the usual options: no fsync, compaction from 64 MiB on. */
        public static Options of(Path folder) {
            return new Options(folder, false, 64L << 20);
        }
    }

    /**
     * What a start found.
     *
     * @param records how many were replayed
     * @param tornBytes how many bytes of a last, never acknowledged record were cut off
     */
    public record Recovery(long records, long tornBytes) {}

    private FileJournal(Options options, FolderLock lock) {
        this.options = options;
        this.lock = lock;
        this.file = options.folder().resolve("journal.log");
    }

    /** Opens the folder for this process alone; throws {@link FolderInUseException} if another has it. */
    public static FileJournal open(Options options) {
        try {
            Files.createDirectories(options.folder());
            return new FileJournal(options, FolderLock.take(options.folder()));
        } catch (IOException e) {
            throw new JournalFailedException(options.folder(), e);
        }
    }

    /** Replays the log into these services, cuts off a torn tail, and from then on accepts appends. */
    public Recovery recover(List<? extends Journaled> journaled) {
        try {
            services = List.copyOf(journaled);
            Files.deleteIfExists(next());
            if (!Files.exists(file)) {
                replaceBySnapshot();
            }
            var recovery = replay(Files.readAllBytes(file));
            out = new FileOutputStream(file.toFile(), true);
            compactAt = options.compactAt();
            return recovery;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Recovery replay(byte[] bytes) throws IOException {
        if (bytes.length < HEADER.length || !Arrays.equals(HEADER, Arrays.copyOf(bytes, HEADER.length))) {
            throw new CorruptJournalException(file, 0, "it does not begin as a log of this version does");
        }
        var byName = services.stream().collect(Collectors.toMap(Journaled::service, Function.identity()));
        var buffer = ByteBuffer.wrap(bytes);
        var records = 0L;
        var index = HEADER.length;
        for (var frame = Frame.at(buffer, index); frame.isPresent(); frame = Frame.at(buffer, index)) {
            serviceOf(byName, frame.get(), index).replay(frame.get().payload());
            index += frame.get().size();
            records++;
        }
        cutTail(buffer, index);
        size = index;
        return new Recovery(records, bytes.length - index);
    }

    private Journaled serviceOf(Map<String, Journaled> byName, Frame frame, int index) {
        var service = byName.get(frame.service());
        if (service == null) {
            throw new CorruptJournalException(file, index, "no service is called '" + frame.service() + "'");
        }
        return service;
    }

    private void cutTail(ByteBuffer buffer, int end) throws IOException {
        if (end == buffer.limit()) {
            return;
        }
        for (var later = end + 1; later < buffer.limit(); later++) {
            if (Frame.at(buffer, later).isPresent()) {
                throw new CorruptJournalException(file, end, "a record is unreadable, and intact ones follow");
            }
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
    }

    @Override
    public void append(String service, byte[] entry) {
        if (failure != null) {
            throw failed(failure);
        }
        if (out == null) {
            throw failed(new IOException("not open: recover first, and append nothing after close"));
        }
        try {
            if (size >= compactAt) {
                compact();
            }
            write(out, Frame.encode(size, service, entry));
        } catch (IOException e) {
            failure = e;
            throw failed(e);
        }
    }

    private void write(FileOutputStream out, byte[] frame) throws IOException {
        // A plain stream, for an interrupt closes a channel.
        out.write(frame);
        if (options.fsync()) {
            out.getFD().sync();
        }
        size += frame.length;
    }

    /** Replaces the log by a snapshot now; called with the world's lock held and nothing appended that is not applied. */
    public void forget() {
        if (failure != null) {
            throw failed(failure);
        }
        try {
            compact();
        } catch (IOException e) {
            failure = e;
            throw failed(e);
        }
    }

    private void compact() throws IOException {
        replaceBySnapshot();
        if (out != null) {
            out.close();
        }
        out = new FileOutputStream(file.toFile(), true);
        compactAt = Math.max(options.compactAt(), 2 * size);
    }

    private void replaceBySnapshot() throws IOException {
        try (var stream = new FileOutputStream(next().toFile())) {
            var snapshot = new Snapshot(new BufferedOutputStream(stream, 1 << 16));
            services.forEach(snapshot::add);
            size = snapshot.finish();
            stream.getFD().sync();
        }
        Files.move(next(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(options.folder(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private Path next() {
        return options.folder().resolve("journal.next");
    }

    private JournalFailedException failed(IOException e) {
        return new JournalFailedException(options.folder(), e);
    }

    /** Returns how many bytes the log has now. */
    public long size() {
        return size;
    }

    @Override
    public void close() {
        try (lock) {
            if (out != null) {
                out.close();
            }
            out = null;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static final class Snapshot {
        private final OutputStream out;
        private long size;
        private @Nullable IOException failure;

        Snapshot(OutputStream out) {
            this.out = out;
            write(HEADER);
        }

        void add(Journaled service) {
            service.snapshot(entry -> write(Frame.encode(size, service.service(), entry)));
        }

        private void write(byte[] frame) {
            try {
                out.write(frame);
                size += frame.length;
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }

        long finish() throws IOException {
            if (failure != null) {
                throw failure;
            }
            out.flush();
            return size;
        }
    }
}
