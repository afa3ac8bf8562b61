package io.muster.aws.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON object in a request's body, read strictly: what is not understood is refused, never skipped. */
public final class Body {

    /** The most bytes that a body may have. */
    public static final int MOST_BYTES = 256 * 1024;

    private static final int DEEPEST = 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Body() {}

    /**
     * Returns what the reader makes of the body's fields, or refuses the request with everything that is wrong with it,
     * fields that the reader never asked for included.
     */
    public static <T> T read(ApiRequest request, Function<Fields, T> reader) {
        var fields = new Fields(parse(request));
        var read = reader.apply(fields);
        fields.refuseIfWrong();
        return read;
    }

    /** As {@link #read}, for requests that may come without a body. */
    public static <T> T readOptional(ApiRequest request, Function<Fields, T> reader) {
        if (!request.body().isEmpty()) {
            return read(request, reader);
        }
        return reader.apply(new Fields(JSON.createObjectNode()));
    }

    /** Returns what a reader makes of a body that was accepted and stored before. */
    public static <T extends @Nullable Object> T stored(String json, Function<Fields, T> reader) {
        try {
            return reader.apply(new Fields((ObjectNode) JSON.readTree(json)));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("a stored body cannot be read", wrong);
        }
    }

    /** Returns a digest of what is asked, by which a repeated request is told from another one under the same key. */
    public static String digest(ApiRequest request) {
        var asked = (request.routeKey() + "\n" + request.path() + "\n").getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256(asked, bytes(request)));
    }

    /** Returns the SHA-256 of these bytes, one after the other. */
    static byte[] sha256(byte[]... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha.update(part);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * Returns which of a list a field of the body names, where how to read the rest follows from that; refuses a word that
     * is none of them, and says nothing of the rest.
     */
    public static <E extends Enum<E>> Optional<E> sort(ApiRequest request, String name, Class<E> type) {
        return object(request).map(body -> new Fields(body.retain(name))).flatMap(fields -> {
            var sort = fields.choice(name, type);
            fields.refuseIfWrong();
            return Optional.ofNullable(sort);
        });
    }

    /** Returns the body's object, if it is one that {@link #read} would look into. */
    static Optional<ObjectNode> object(ApiRequest request) {
        try {
            return request.body().isEmpty() ? Optional.empty() : Optional.of(parse(request));
        } catch (ProblemException refused) {
            return Optional.empty();
        }
    }

    private static ObjectNode parse(ApiRequest request) {
        if (bytes(request).length > MOST_BYTES) {
            throw Problem.refused(413, "body_too_large", "The body is too large", "A body may have 256 KB at most.")
                    .thrown();
        }
        if (!isJson(request)) {
            throw Problem.refused(415, "not_json", "The content type is not supported", "Send application/json.")
                    .thrown();
        }
        if (!isUtf8(request)) {
            throw malformed("The body is not UTF-8, in which JSON is written.");
        }
        if (parseTree(request) instanceof ObjectNode object) {
            return object;
        }
        throw malformed("The body must be one JSON object.");
    }

    private static JsonNode parseTree(ApiRequest request) {
        try {
            return JSON.readTree(request.body());
        } catch (JsonProcessingException wrong) {
            var place = wrong.getLocation();
            var where = place == null ? "" : " See line " + place.getLineNr() + ", column " + place.getColumnNr() + ".";
            throw malformed("The body is not JSON of at most " + DEEPEST
                    + " levels in which no field is repeated and nothing follows." + where);
        } catch (ArithmeticException | NumberFormatException exponent) {
            throw malformed("The body holds a number whose exponent is out of all bounds.");
        }
    }

    private static byte[] bytes(ApiRequest request) {
        return request.body().getBytes(StandardCharsets.UTF_8);
    }

    /** The gateway hands on a body that is no UTF-8 as bytes; as a text it would have lost what nobody could read. */
    private static boolean isUtf8(ApiRequest request) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(request.bytes()));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static boolean isJson(ApiRequest request) {
        var type = request.header("content-type")
                .orElse("")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.equals("application/json");
    }

    private static ProblemException malformed(String detail) {
        return Problem.refused(400, "malformed_json", "The body cannot be read", detail)
                .thrown();
    }
}
