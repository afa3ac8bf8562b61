package io.muster.aws.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The personal part of an item: those of its attributes that lie in it sealed, as one, bound to the item's key. */
public final class SealedPart {

    private static final String SEALED = "sealed";
    private static final JsonMapper JSON = new JsonMapper();

    private SealedPart() {}

    /** Puts some attributes of an item under seal, those that it has. */
    public static void seal(Map<String, AttributeValue> item, Collection<String> names, DataKey key) {
        var part = JsonNodeFactory.instance.objectNode();
        for (var name : names) {
            var value = item.remove(name);
            if (value != null) {
                part.set(name, node(value));
            }
        }
        try {
            var sealed = key.seal(place(item), JSON.writeValueAsBytes(part));
            item.put(SEALED, AttributeValue.fromB(SdkBytes.fromByteArray(sealed)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Returns whether an item has a sealed part, as those have not that an earlier version wrote. */
    public static boolean in(Map<String, AttributeValue> item) {
        return item.containsKey(SEALED);
    }

    /** Returns an item with nothing sealed; empty when its part cannot be read any more. */
    public static Optional<Map<String, AttributeValue>> opened(
            Map<String, AttributeValue> item, @Nullable DataKey key) {
        var sealed = item.get(SEALED);
        if (sealed == null) {
            return Optional.of(item);
        }
        return Optional.ofNullable(key)
                .flatMap(held -> held.open(place(item), sealed.b().asByteArray()))
                .map(part -> {
                    var whole = new HashMap<>(item);
                    whole.remove(SEALED);
                    parsed(part).properties().forEach(entry -> whole.put(entry.getKey(), value(entry.getValue())));
                    return whole;
                });
    }

    private static String place(Map<String, AttributeValue> item) {
        var key = Key.of(item);
        return key.pk() + "/" + key.sk();
    }

    private static JsonNode parsed(byte[] part) {
        try {
            return JSON.readTree(part);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Returns an attribute as DynamoDB's own JSON has it, which loses nothing. */
    private static ObjectNode node(AttributeValue value) {
        var node = JsonNodeFactory.instance.objectNode();
        return switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case BOOL -> node.put("BOOL", value.bool());
            case L -> {
                var list = node.putArray("L");
                value.l().forEach(element -> list.add(node(element)));
                yield node;
            }
            case M -> {
                var map = node.putObject("M");
                value.m().forEach((name, element) -> map.set(name, node(element)));
                yield node;
            }
            default -> throw new IllegalArgumentException("no record has a value of type " + value.type());
        };
    }

    private static AttributeValue value(JsonNode node) {
        var entry = node.properties().iterator().next();
        var inner = entry.getValue();
        return switch (entry.getKey()) {
            case "S" -> AttributeValue.fromS(inner.asText());
            case "N" -> AttributeValue.fromN(inner.asText());
            case "BOOL" -> AttributeValue.fromBool(inner.asBoolean());
            case "L" ->
                AttributeValue.fromL(inner.valueStream().map(SealedPart::value).toList());
            case "M" -> {
                var map = new HashMap<String, AttributeValue>();
                inner.properties().forEach(one -> map.put(one.getKey(), value(one.getValue())));
                yield AttributeValue.fromM(map);
            }
            default -> throw new IllegalArgumentException("no value of type " + entry.getKey() + " was sealed");
        };
    }
}
