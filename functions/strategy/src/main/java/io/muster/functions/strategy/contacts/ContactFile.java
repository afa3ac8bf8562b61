package io.muster.functions.strategy.contacts;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file of contacts while it is read, so many rows at a time, in memory that does not grow with it. */
final class ContactFile {
    /** The most characters of a line; what is longer is reported and passed over. */
    static final int LONGEST_LINE = 1 << 20;

    private final Limited bytes;
    private final Decoded text;
    private final Rows rows;
    private final RowReader reader;

    private ContactFile(Limited bytes, ImportOptions options) throws IOException {
        this.bytes = bytes;
        this.text = Decoded.open(bytes, options.maxBytes());
        var lines = new Lines(text, LONGEST_LINE);
        this.rows = switch (options.format()) {
            case CSV -> new CsvRows(lines);
            case JSON_LINES -> new JsonRows(lines);
        };
        this.reader = RowReader.ofFile(options);
    }

    /**
     * Opens a file; the stream stays open.
     *
     * @throws UnreadableImport when it has no heading or no column with an address
     */
    static ContactFile open(InputStream file, ImportOptions options) {
        return reading(() -> new ContactFile(new Limited(file, Long.MAX_VALUE), options));
    }

    /**
     * The next rows; fewer than asked for, or none, at the end.
     *
     * @throws ImportTooLarge when there is more than the options allow
     * @throws UnreadableImport when the rest cannot be unpacked
     */
    List<ImportedRow> next(int most) {
        return reading(() -> {
            List<ImportedRow> next = new ArrayList<>();
            for (var row = row(); row != null; row = next.size() < most ? row() : null) {
                next.add(reader.read(row));
            }
            return next;
        });
    }

    /** Passes over rows that were read before. */
    void skip(long count) {
        reading(() -> {
            for (long i = 0; i < count && row() != null; i++) {}
            return this;
        });
    }

    private @Nullable RawRow row() throws IOException {
        return rows.next();
    }

    /** How much of the file is read, as it lies there. */
    long bytesRead() {
        return bytes.bytesRead();
    }

    List<String> unmapped() {
        return rows.unmapped();
    }

    String encoding() {
        return text.encoding();
    }

    /** Something that reads. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Reading<T> what) {
        try {
            return what.read();
        } catch (ZipException | EOFException damaged) {
            throw new UnreadableImport("The file is packed, and damaged.");
        } catch (IOException e) {
            throw new UncheckedIOException("the file of contacts could not be read", e);
        }
    }
}
