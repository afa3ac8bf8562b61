package io.muster.memory.dynamodb;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The log's encoding of {@link Effect}s: a byte for the kind, lengths before contents, UTF-8. */
final class Codec {

    private Codec() {}

    /** Reads one element. */
    private interface Read<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] encode(Effect effect) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            switch (effect) {
                case Effect.TableCreated(var name, var created, var schema, var indexes) -> {
                    out.writeByte(1);
                    text(out, name);
                    out.writeLong(created.toEpochMilli());
                    schema(out, schema);
                    list(out, indexes, i -> index(out, i));
                }
                case Effect.TableDeleted(var name) -> {
                    out.writeByte(2);
                    text(out, name);
                }
                case Effect.TimeToLiveSet(var name, var attribute) -> {
                    out.writeByte(3);
                    text(out, name);
                    optional(out, attribute);
                }
                case Effect.Written(var rows, var token) -> {
                    out.writeByte(4);
                    list(out, rows, r -> row(out, r));
                    token(out, token);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Effect decode(byte[] entry) {
        try (var in = new DataInputStream(new java.io.ByteArrayInputStream(entry))) {
            var kind = in.readByte();
            return switch (kind) {
                case 1 ->
                    new Effect.TableCreated(
                            text(in), Instant.ofEpochMilli(in.readLong()), schema(in), list(in, Codec::index));
                case 2 -> new Effect.TableDeleted(text(in));
                case 3 -> new Effect.TimeToLiveSet(text(in), optional(in));
                case 4 -> new Effect.Written(list(in, Codec::row), token(in));
                default -> throw new IllegalArgumentException("unknown kind of DynamoDB log record: " + kind);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("torn DynamoDB log record of " + entry.length + " bytes", e);
        }
    }

    private static void row(DataOutputStream out, Effect.Row row) throws IOException {
        text(out, row.table());
        out.writeBoolean(row.item() != null);
        map(out, row.item() == null ? row.key() : row.item());
    }

    private static Effect.Row row(DataInputStream in) throws IOException {
        var table = text(in);
        var put = in.readBoolean();
        var attributes = map(in);
        return put ? new Effect.Row(table, Map.of(), attributes) : new Effect.Row(table, attributes, null);
    }

    private static void token(DataOutputStream out, Effect.@Nullable Token token) throws IOException {
        out.writeBoolean(token != null);
        if (token != null) {
            text(out, token.token());
            out.writeInt(token.parameters());
            out.writeLong(token.until().toEpochMilli());
        }
    }

    private static Effect.@Nullable Token token(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Effect.Token(text(in), in.readInt(), Instant.ofEpochMilli(in.readLong())) : null;
    }

    private static void schema(DataOutputStream out, KeySchema schema) throws IOException {
        text(out, schema.hash().name());
        text(out, schema.hash().type());
        optional(out, schema.range() == null ? null : schema.range().name());
        optional(out, schema.range() == null ? null : schema.range().type());
    }

    private static KeySchema schema(DataInputStream in) throws IOException {
        var hash = new KeySchema.Part(text(in), text(in));
        var name = optional(in);
        var type = optional(in);
        return new KeySchema(hash, name == null || type == null ? null : new KeySchema.Part(name, type));
    }

    private static void index(DataOutputStream out, Index index) throws IOException {
        text(out, index.name());
        schema(out, index.schema());
        out.writeBoolean(index.projected() != null);
        if (index.projected() != null) {
            list(out, List.copyOf(index.projected()), n -> text(out, n));
        }
    }

    private static Index index(DataInputStream in) throws IOException {
        return new Index(text(in), schema(in), in.readBoolean() ? new HashSet<>(list(in, Codec::text)) : null);
    }

    private static void map(DataOutputStream out, Map<String, AttributeValue> map) throws IOException {
        out.writeInt(map.size());
        for (var entry : map.entrySet()) {
            text(out, entry.getKey());
            value(out, entry.getValue());
        }
    }

    private static Map<String, AttributeValue> map(DataInputStream in) throws IOException {
        var size = in.readInt();
        var map = HashMap.<String, AttributeValue>newHashMap(size);
        for (var i = 0; i < size; i++) {
            map.put(text(in), value(in));
        }
        return map;
    }

    private static void value(DataOutputStream out, AttributeValue value) throws IOException {
        out.writeUTF(value.type().name());
        switch (value.type()) {
            case S -> text(out, value.s());
            case N -> text(out, value.n());
            case B -> bytes(out, value.b().asByteArrayUnsafe());
            case SS -> list(out, value.ss(), t -> text(out, t));
            case NS -> list(out, value.ns(), t -> text(out, t));
            case BS -> list(out, value.bs(), b -> bytes(out, b.asByteArrayUnsafe()));
            case M -> map(out, value.m());
            case L -> list(out, value.l(), v -> value(out, v));
            case BOOL -> out.writeBoolean(value.bool());
            case NUL -> {}
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no type: " + value);
        }
    }

    private static AttributeValue value(DataInputStream in) throws IOException {
        return switch (AttributeValue.Type.valueOf(in.readUTF())) {
            case S -> AttributeValue.fromS(text(in));
            case N -> AttributeValue.fromN(text(in));
            case B -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes(in)));
            case SS -> AttributeValue.fromSs(list(in, Codec::text));
            case NS -> AttributeValue.fromNs(list(in, Codec::text));
            case BS -> AttributeValue.fromBs(list(in, i -> SdkBytes.fromByteArrayUnsafe(bytes(i))));
            case M -> AttributeValue.fromM(map(in));
            case L -> AttributeValue.fromL(list(in, Codec::value));
            case BOOL -> AttributeValue.fromBool(in.readBoolean());
            case NUL -> AttributeValue.fromNul(true);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("unknown type in log record");
        };
    }

    /** Writes one element. */
    private interface Each<T> {
        void write(T element) throws IOException;
    }

    private static <T> void list(DataOutputStream out, List<T> list, Each<T> each) throws IOException {
        out.writeInt(list.size());
        for (var element : list) {
            each.write(element);
        }
    }

    private static <T> List<T> list(DataInputStream in, Read<T> read) throws IOException {
        var size = in.readInt();
        var list = new ArrayList<T>(size);
        for (var i = 0; i < size; i++) {
            list.add(read.from(in));
        }
        return list;
    }

    private static void optional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            text(out, text);
        }
    }

    private static @Nullable String optional(DataInputStream in) throws IOException {
        return in.readBoolean() ? text(in) : null;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
