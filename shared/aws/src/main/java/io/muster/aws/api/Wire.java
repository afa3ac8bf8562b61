package io.muster.aws.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.domain.campaign.Event;
import io.muster.domain.contact.Tier;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The API's JSON: camelCase fields, words of closed lists in lower case, tiers as numbers, instants in ISO-8601, absent
 * fields left out, and the kind of an event in its {@code type}.
 */
public final class Wire {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(words())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addMixIn(Event.class, Typed.class)
            .build();

    static {
        Arrays.stream(Event.class.getPermittedSubclasses())
                .map(type -> new NamedType(type, snake(type.getSimpleName())))
                .forEach(JSON::registerSubtypes);
    }

    private Wire() {}

    /** Returns the value as JSON. */
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("an answer of type " + value.getClass() + " cannot be written", wrong);
        }
    }

    /** Returns how a word of a closed list is spelt. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns how the kind of an event is spelt. */
    public static String kind(Event event) {
        return snake(event.getClass().getSimpleName());
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static SimpleModule words() {
        var module = new SimpleModule();
        module.addSerializer(Enum.class, new Word());
        module.addKeySerializer(Enum.class, new WordAsKey());
        module.addSerializer(Tier.class, new TierNumber());
        module.addKeySerializer(Tier.class, new TierNumberAsKey());
        return module;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    @SuppressWarnings("rawtypes")
    private static final class Word extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(name(value));
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class WordAsKey extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeFieldName(name(value));
        }
    }

    private static final class TierNumber extends JsonSerializer<Tier> {
        @Override
        public void serialize(Tier value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(value.number());
        }
    }

    private static final class TierNumberAsKey extends JsonSerializer<Tier> {
        @Override
        public void serialize(Tier value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeFieldName(Integer.toString(value.number()));
        }
    }
}
