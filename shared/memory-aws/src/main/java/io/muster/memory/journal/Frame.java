package io.muster.memory.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record as it stands in the file: length of the rest (4 bytes), CRC32C (4), length of the service's name (1), name,
 * payload. The checksum also covers the frame's place in the file, so that a frame found anywhere else, inside a payload
 * for instance, is never taken for a record.
 */
record Frame(String service, ByteBuffer content, int size) {
    private static final int HEADER = 8;

    /** Returns the bytes of a record that will stand at this offset. */
    static byte[] encode(long offset, String service, byte[] payload) {
        var name = service.getBytes(StandardCharsets.US_ASCII);
        var body = 1 + name.length + payload.length;
        var frame = ByteBuffer.allocate(HEADER + body)
                .putInt(body)
                .putInt(0)
                .put((byte) name.length)
                .put(name)
                .put(payload)
                .flip();
        return frame.putInt(4, checksum(offset, frame)).array();
    }

    /** Returns the record that stands at this index of the file, or nothing if no intact one does. */
    static Optional<Frame> at(ByteBuffer file, int index) {
        if (file.limit() - index < HEADER) {
            return Optional.empty();
        }
        var body = file.getInt(index);
        if (body < 1 || body > file.limit() - index - HEADER) {
            return Optional.empty();
        }
        var frame = file.slice(index, HEADER + body);
        if (frame.getInt(4) != checksum(index, frame)) {
            return Optional.empty();
        }
        var name = new byte[frame.get(HEADER)];
        frame.get(HEADER + 1, name);
        var content = frame.slice(HEADER + 1 + name.length, body - 1 - name.length);
        return Optional.of(new Frame(new String(name, StandardCharsets.US_ASCII), content, HEADER + body));
    }

    byte[] payload() {
        var payload = new byte[content.limit()];
        content.get(0, payload);
        return payload;
    }

    private static int checksum(long offset, ByteBuffer frame) {
        var sum = new CRC32C();
        sum.update(
                ByteBuffer.allocate(12).putLong(offset).putInt(frame.getInt(0)).flip());
        sum.update(frame.slice(HEADER, frame.limit() - HEADER));
        return (int) sum.getValue();
    }
}
