package io.muster.memory.sqs;

import io.muster.memory.sqs.Message.Letter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The log's form of a {@link Change}: a byte for its kind, then its fields in order; texts as length and UTF-8. */
final class ChangeCodec {
    private ChangeCodec() {}

    static byte[] encode(Change change) {
        var bytes = new ByteArrayOutputStream(256);
        try {
            new Writer(new DataOutputStream(bytes)).change(change);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array takes everything", e);
        }
        return bytes.toByteArray();
    }

    static Change decode(byte[] bytes) {
        try {
            return new Reader(new DataInputStream(new ByteArrayInputStream(bytes))).change();
        } catch (IOException e) {
            throw new UncheckedIOException("a record of the queues is unreadable", e);
        }
    }

    private interface Each<T> {
        void write(T value) throws IOException;
    }

    private interface One<T> {
        T read() throws IOException;
    }

    private record Writer(DataOutputStream out) {

        void change(Change change) throws IOException {
            switch (change) {
                case Change.QueueCreated(var queue, var attributes, var at) -> {
                    head(1, queue).map(attributes, this::text);
                    out.writeLong(at);
                }
                case Change.AttributesSet(var queue, var changes, var at) -> {
                    head(2, queue).map(changes, this::text);
                    out.writeLong(at);
                }
                case Change.TagsSet(var queue, var tags) -> head(3, queue).map(tags, this::text);
                case Change.QueueDeleted(var queue) -> head(4, queue);
                case Change.QueuePurged(var queue, var at) -> head(5, queue).out.writeLong(at);
                case Change.Sent(var queue, var letters) -> head(6, queue).list(letters, this::letter);
                case Change.Received(var queue, var numbers, var at) -> {
                    head(7, queue).list(numbers, out::writeLong);
                    out.writeLong(at);
                }
                case Change.Deleted(var queue, var numbers) -> head(8, queue).list(numbers, out::writeLong);
                case Change.DeadLettered(var queue, var target, var numbers) -> {
                    head(9, queue).text(target);
                    list(numbers, out::writeLong);
                }
                case Change.Redriven(var task, var moves) -> {
                    head(10, task.handle()).task(task);
                    list(moves, this::move);
                }
                case Change.Kept(var queue, var letter, var receives, var first) -> {
                    head(11, queue).letter(letter);
                    out.writeInt(receives);
                    out.writeLong(first);
                }
                case Change.Numbered(var last) -> head(12, "").out.writeLong(last);
            }
        }

        private Writer head(int kind, String queue) throws IOException {
            out.writeByte(kind);
            text(queue);
            return this;
        }

        private void task(Change.MoveTask task) throws IOException {
            text(task.source());
            text(task.destination());
            out.writeInt(task.rate());
            out.writeLong(task.startedAt());
            out.writeLong(task.moved());
        }

        private void move(Change.Move move) throws IOException {
            out.writeLong(move.number());
            text(move.target());
            letter(move.letter());
        }

        private void letter(Letter letter) throws IOException {
            out.writeLong(letter.number());
            text(letter.id());
            text(letter.body());
            map(letter.attributes(), this::attribute);
            optional(letter.group());
            optional(letter.trace());
            out.writeLong(letter.sentAt());
            out.writeLong(letter.delayedUntil());
            optional(letter.source());
        }

        private void attribute(MessageAttributeValue value) throws IOException {
            text(value.dataType());
            optional(value.stringValue());
            out.writeBoolean(value.binaryValue() != null);
            if (value.binaryValue() != null) {
                bytes(value.binaryValue().asByteArrayUnsafe());
            }
        }

        private void optional(@Nullable String value) throws IOException {
            out.writeBoolean(value != null);
            if (value != null) {
                text(value);
            }
        }

        private <T> void map(Map<String, T> map, Each<T> each) throws IOException {
            out.writeInt(map.size());
            for (var entry : map.entrySet()) {
                text(entry.getKey());
                each.write(entry.getValue());
            }
        }

        private <T> void list(List<T> list, Each<T> each) throws IOException {
            out.writeInt(list.size());
            for (var one : list) {
                each.write(one);
            }
        }

        private void text(String text) throws IOException {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        private void bytes(byte[] bytes) throws IOException {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private record Reader(DataInputStream in) {

        Change change() throws IOException {
            var kind = in.readByte();
            var queue = text();
            return switch (kind) {
                case 1 -> new Change.QueueCreated(queue, map(this::text), in.readLong());
                case 2 -> new Change.AttributesSet(queue, map(this::text), in.readLong());
                case 3 -> new Change.TagsSet(queue, map(this::text));
                case 4 -> new Change.QueueDeleted(queue);
                case 5 -> new Change.QueuePurged(queue, in.readLong());
                case 6 -> new Change.Sent(queue, list(this::letter));
                case 7 -> new Change.Received(queue, list(in::readLong), in.readLong());
                case 8 -> new Change.Deleted(queue, list(in::readLong));
                case 9 -> new Change.DeadLettered(queue, text(), list(in::readLong));
                case 10 -> new Change.Redriven(task(queue), list(this::move));
                case 11 -> new Change.Kept(queue, letter(), in.readInt(), in.readLong());
                case 12 -> new Change.Numbered(in.readLong());
                default -> throw new IOException("no kind " + kind + " of record is known to this version");
            };
        }

        private Change.MoveTask task(String handle) throws IOException {
            return new Change.MoveTask(handle, text(), text(), in.readInt(), in.readLong(), in.readLong());
        }

        private Change.Move move() throws IOException {
            return new Change.Move(in.readLong(), text(), letter());
        }

        private Letter letter() throws IOException {
            return new Letter(
                    in.readLong(),
                    text(),
                    text(),
                    map(this::attribute),
                    optional(),
                    optional(),
                    in.readLong(),
                    in.readLong(),
                    optional());
        }

        private MessageAttributeValue attribute() throws IOException {
            var value = MessageAttributeValue.builder().dataType(text()).stringValue(optional());
            if (in.readBoolean()) {
                value.binaryValue(SdkBytes.fromByteArrayUnsafe(bytes()));
            }
            return value.build();
        }

        private @Nullable String optional() throws IOException {
            return in.readBoolean() ? text() : null;
        }

        private <T> Map<String, T> map(One<T> one) throws IOException {
            var map = new LinkedHashMap<String, T>();
            for (var left = in.readInt(); left > 0; left--) {
                map.put(text(), one.read());
            }
            return map;
        }

        private <T> List<T> list(One<T> one) throws IOException {
            var list = new ArrayList<T>();
            for (var left = in.readInt(); left > 0; left--) {
                list.add(one.read());
            }
            return list;
        }

        private String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        private byte[] bytes() throws IOException {
            return in.readNBytes(in.readInt());
        }
    }
}
