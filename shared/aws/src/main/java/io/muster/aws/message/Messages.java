package io.muster.aws.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.aws.error.Malformed;
import io.muster.aws.store.Keys;

/** Messages as JSON: fields that a reader does not know are passed over, so that versions may mix. */
public final class Messages {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static {
        for (var type : Message.class.getPermittedSubclasses()) {
            JSON.registerSubtypes(type);
        }
    }

    private static final ObjectWriter WRITER = JSON.writerFor(Message.class);
    private static final ObjectReader READER = JSON.readerFor(Message.class);

    private Messages() {}

    /** A body is no message of ours. What it holds is not repeated: it may be anybody's data. */
    public static final class MalformedMessage extends RuntimeException implements Malformed {
        private static final long serialVersionUID = 1;

        MalformedMessage(String why) {
            super("The body is no message: " + why);
        }
    }

    /** Returns the message as JSON. */
    public static String write(Message message) {
        try {
            return WRITER.writeValueAsString(message);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("cannot write " + message.id(), wrong);
        }
    }

    /** Returns the message that a body holds. */
    public static Message read(String body) {
        try {
            var message = READER.<Message>readValue(body);
            Keys.meta(message.campaign());
            return message;
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            throw new MalformedMessage(wrong.getClass().getSimpleName());
        }
    }
}
