package io.muster.memory.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Writes and reads SDK shapes as the AWS JSON protocols have them: absent members left out, bytes in Base64, moments as
 * seconds since 1970 with a fraction.
 */
public final class SdkJson {
    /** The one mapper: exact decimals, nothing else special. */
    public static final ObjectMapper MAPPER =
            new ObjectMapper().enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SdkJson() {}

    /** A value that is not of the type that its shape has. */
    public static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** Returns the shape as a JSON object. */
    public static ObjectNode write(SdkPojo shape) {
        var object = NODES.objectNode();
        for (var field : shape.sdkFields()) {
            var value = field.getValueOrDefault(shape);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                object.set(field.locationName(), node(value));
            }
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case String text -> NODES.textNode(text);
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Instant moment -> moment(moment);
            case SdkBytes bytes -> NODES.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            case List<?> list -> array(list);
            case Map<?, ?> map -> object(map);
            case SdkPojo shape -> write(shape);
            default -> throw new MalformedException("No JSON form for " + value.getClass());
        };
    }

    private static JsonNode moment(Instant moment) {
        var seconds = BigDecimal.valueOf(moment.getEpochSecond()).add(BigDecimal.valueOf(moment.getNano(), 9));
        return DecimalNode.valueOf(
                seconds.setScale(Math.max(0, seconds.stripTrailingZeros().scale())));
    }

    private static ArrayNode array(List<?> list) {
        var array = NODES.arrayNode(list.size());
        list.forEach(one -> array.add(node(one)));
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) {
        var object = NODES.objectNode();
        map.forEach((key, one) -> object.set(String.valueOf(key), node(one)));
        return object;
    }

    /** Reads the members of a JSON object into a builder of a shape and builds it. */
    public static Object read(JsonNode json, SdkPojo builder) {
        if (!json.isObject()) {
            throw new MalformedException("Expected an object.");
        }
        for (var field : builder.sdkFields()) {
            var member = json.get(field.locationName());
            if (member != null && !member.isNull()) {
                field.set(builder, value(member, field));
            }
        }
        return ((Buildable) builder).build();
    }

    /** Reads one member by the type of its field. */
    public static Object value(JsonNode node, SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> checked(node, node.isTextual(), field).textValue();
            case BOOLEAN -> checked(node, node.isBoolean(), field).booleanValue();
            case INTEGER -> checked(node, node.canConvertToInt(), field).intValue();
            case LONG -> checked(node, node.canConvertToLong(), field).longValue();
            case DOUBLE -> checked(node, node.isNumber(), field).doubleValue();
            case INSTANT -> instant(checked(node, node.isNumber(), field).decimalValue());
            case SDK_BYTES -> bytes(checked(node, node.isTextual(), field), field);
            case LIST -> list(checked(node, node.isArray(), field), field);
            case MAP -> map(checked(node, node.isObject(), field), field);
            case SDK_POJO -> read(node, field.constructor().get());
            default -> throw new MalformedException("No type " + field.marshallingType() + " is known here.");
        };
    }

    private static JsonNode checked(JsonNode node, boolean right, SdkField<?> field) {
        if (!right) {
            throw new MalformedException(node.getNodeType() + " cannot be converted to "
                    + field.marshallingType().getKnownType() + " for " + field.memberName());
        }
        return node;
    }

    private static Instant instant(BigDecimal seconds) {
        var whole = seconds.setScale(0, java.math.RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValue(), seconds.subtract(whole).movePointRight(9).longValue());
    }

    private static SdkBytes bytes(JsonNode node, SdkField<?> field) {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(node.textValue()));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("Invalid Base64 for " + field.memberName());
        }
    }

    private static List<Object> list(JsonNode node, SdkField<?> field) {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        var list = new ArrayList<Object>();
        node.forEach(one -> list.add(value(one, member)));
        return list;
    }

    private static Map<String, Object> map(JsonNode node, SdkField<?> field) {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        var map = new LinkedHashMap<String, Object>();
        node.properties().forEach(one -> map.put(one.getKey(), value(one.getValue(), member)));
        return map;
    }

    /** Returns the text of a JSON document in UTF-8. */
    public static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree can always be written", e);
        }
    }
}
