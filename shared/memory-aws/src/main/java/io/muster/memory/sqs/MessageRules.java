package io.muster.memory.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What SQS demands of a message, and the digests by which clients check that it arrived whole. */
final class MessageRules {
    /** The most bytes of a message, and of a batch, its attributes included: 1 MiB. */
    static final int LARGEST = 1 << 20;

    private static final Pattern GROUP = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_.\\-]{1,256}");
    private static final Pattern ATTRIBUTE_TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");
    private static final HexFormat HEX = HexFormat.of();

    private MessageRules() {}

    static void checkBody(@Nullable String body) {
        if (body == null || body.isEmpty()) {
            throw Errors.missing("MessageBody");
        }
        if (!body.codePoints().allMatch(MessageRules::allowed)) {
            throw Errors.invalidContents();
        }
    }

    private static boolean allowed(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    static void checkGroup(@Nullable String group) {
        if (group != null && !GROUP.matcher(group).matches()) {
            throw Errors.invalid(
                    group,
                    "MessageGroupId",
                    "MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }

    static void checkAttributes(Map<String, MessageAttributeValue> attributes) {
        if (attributes.size() > 10) {
            throw Errors.invalid(
                    "Number of message attributes [" + attributes.size() + "] exceeds the allowed maximum" + " [10].");
        }
        attributes.forEach(MessageRules::checkAttribute);
    }

    private static void checkAttribute(String name, MessageAttributeValue value) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!ATTRIBUTE_NAME.matcher(name).matches()
                || name.startsWith(".")
                || name.endsWith(".")
                || name.contains("..")
                || lower.startsWith("aws.")
                || lower.startsWith("amazon.")) {
            throw Errors.invalid("The message attribute name '" + name + "' is invalid. Attribute name can contain A-Z,"
                    + " a-z, 0-9, underscore (_), hyphen (-), and period (.) characters.");
        }
        var type = value.dataType();
        if (type == null || type.isEmpty()) {
            throw Errors.invalid("The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        if (!ATTRIBUTE_TYPE.matcher(type).matches()) {
            throw Errors.invalid(
                    "The message attribute '" + name + "' has an invalid message attribute type, the set of"
                            + " supported type prefixes is Binary, Number, and String.");
        }
        checkValue(name, type, value);
    }

    private static void checkValue(String name, String type, MessageAttributeValue value) {
        if (type.startsWith("Binary")) {
            if (value.binaryValue() == null || value.binaryValue().asByteArrayUnsafe().length == 0) {
                throw Errors.invalid(
                        "The message attribute '" + name + "' must contain non-empty message attribute value"
                                + " for message attribute type '" + type + "'.");
            }
            return;
        }
        var text = value.stringValue();
        if (text == null || text.isEmpty()) {
            throw Errors.invalid(
                    "The message attribute '" + name + "' must contain non-empty message attribute value for"
                            + " message attribute type '" + type + "'.");
        }
        if (type.startsWith("Number") && !isNumber(text)) {
            throw Errors.invalid("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
    }

    private static boolean isNumber(String text) {
        try {
            return new java.math.BigDecimal(text).precision() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns the bytes that count against the limits: body, and name, type and value of every attribute. */
    static int size(String body, Map<String, MessageAttributeValue> attributes) {
        var size = utf8(body).length;
        for (var attribute : attributes.entrySet()) {
            size += utf8(attribute.getKey()).length
                    + utf8(attribute.getValue().dataType()).length
                    + valueOf(attribute.getValue()).length;
        }
        return size;
    }

    static String md5(String body) {
        return HEX.formatHex(digest().digest(utf8(body)));
    }

    /** Returns the digest of attributes as SQS defines it: by name, each part preceded by its length. */
    static @Nullable String md5(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        var digest = digest();
        new TreeMap<>(attributes).forEach((name, value) -> {
            update(digest, utf8(name));
            update(digest, utf8(value.dataType()));
            digest.update((byte) (value.dataType().startsWith("Binary") ? 2 : 1));
            update(digest, valueOf(value));
        });
        return HEX.formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
    }

    private static byte[] valueOf(MessageAttributeValue value) {
        return value.dataType().startsWith("Binary")
                ? value.binaryValue().asByteArrayUnsafe()
                : utf8(value.stringValue());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has MD5", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
