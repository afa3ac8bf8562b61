package io.muster.functions.strategy.contacts;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file that came without a word about its encoding: UTF-16 when its byte order mark says so, else UTF-8.
 * Bytes that are no UTF-8 become U+FFFD, which costs the rows they stand in and no others.
 */
final class Decoded {
    private Decoded() {}

    static BufferedReader open(InputStream bytes, long maxBytes) throws IOException {
        var in = new PushbackInputStream(new Limited(bytes, maxBytes), 3);
        var start = in.readNBytes(3);
        int mark = 0;
        Charset charset = StandardCharsets.UTF_8;
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            mark = 3;
        } else if (startsWith(start, 0xFF, 0xFE)) {
            mark = 2;
            charset = StandardCharsets.UTF_16LE;
        } else if (startsWith(start, 0xFE, 0xFF)) {
            mark = 2;
            charset = StandardCharsets.UTF_16BE;
        }
        in.unread(start, mark, start.length - mark);
        return new BufferedReader(new InputStreamReader(in, charset));
    }

    private static boolean startsWith(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Stops at the limit instead of filling the memory with what nobody meant to send. */
    private static final class Limited extends FilterInputStream {
        private final long maxBytes;
        private long read;

        Limited(InputStream in, long maxBytes) {
            super(in);
            this.maxBytes = maxBytes;
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
}
