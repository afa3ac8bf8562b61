package io.muster.functions.strategy.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The text of a file that came without a word about its encoding, packed with gzip or not: UTF-16 when its first bytes
 * say so, else UTF-8; a byte that is no UTF-8 is what Windows-1252 makes of it, so that lists from old programs keep
 * their names, whatever else is in them.
 */
final class Decoded extends Reader {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int BUFFER = 32 << 10;

    private final InputStream bytes;
    private final CharsetDecoder decoder;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
    private boolean over;
    private boolean fellBack;

    private Decoded(InputStream bytes, Charset charset) {
        this.bytes = bytes;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Opens a file of which at most so many bytes are read, unpacked. */
    static Decoded open(InputStream file, long maxBytes) throws IOException {
        var packed = new PushbackInputStream(file, 2);
        var magic = packed.readNBytes(2);
        packed.unread(magic);
        var plain = starts(magic, 0x1F, 0x8B) ? new GZIPInputStream(packed, BUFFER) : packed;
        var in = new PushbackInputStream(new Limited(plain, maxBytes), 3);
        var start = in.readNBytes(3);
        var charset = charset(start);
        int mark = mark(start);
        in.unread(start, mark, start.length - mark);
        return new Decoded(in, charset);
    }

    /** What the text turned out to be written in, as far as it is read. */
    String encoding() {
        return (fellBack ? WINDOWS : decoder.charset()).name();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        var out = CharBuffer.wrap(buffer, offset, length);
        while (out.position() == offset) {
            var result = decoder.decode(in, out, over);
            if (result.isError()) {
                fallBack(out, result.length());
            } else if (result.isUnderflow() && over) {
                break;
            } else if (result.isUnderflow()) {
                fill();
            }
        }
        return out.position() == offset ? -1 : out.position() - offset;
    }

    private void fallBack(CharBuffer out, int length) {
        if (decoder.charset().equals(StandardCharsets.UTF_8)) {
            fellBack = true;
            out.put(WINDOWS.decode(ByteBuffer.wrap(new byte[] {in.get()})));
        } else {
            in.position(in.position() + length);
            out.put('\uFFFD');
        }
    }

    private void fill() throws IOException {
        in.compact();
        int count = bytes.read(in.array(), in.position(), in.remaining());
        over = count < 0;
        in.position(in.position() + Math.max(count, 0)).flip();
    }

    private static int mark(byte[] start) {
        return starts(start, 0xEF, 0xBB, 0xBF) ? 3 : starts(start, 0xFF, 0xFE) || starts(start, 0xFE, 0xFF) ? 2 : 0;
    }

    /** A heading begins with a letter, so that a zero beside it tells UTF-16 even without a mark. */
    private static Charset charset(byte[] start) {
        if (starts(start, 0xFF, 0xFE) || (start.length > 1 && start[0] != 0 && start[1] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return starts(start, 0xFE, 0xFF) || (start.length > 1 && start[0] == 0 && start[1] != 0)
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_8;
    }

    private static boolean starts(byte[] start, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
