package io.muster.functions.strategy.contacts;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and stops at a limit instead of filling the memory with what nobody meant to send. */
final class Limited extends FilterInputStream {
    private final long maxBytes;
    private long read;

    Limited(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    long bytesRead() {
        return read;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int more) {
        read += more;
        if (read > maxBytes) {
            throw new ImportTooLarge(maxBytes);
        }
    }
}
