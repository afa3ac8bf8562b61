package io.muster.functions.strategy.contacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads JSON lines: an object a line, by the same names as the headings of a CSV file. Objects within it count as if
 * their fields stood outside; lists are what a cell with several specialties is.
 */
final class JsonRows {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonRows() {}

    static void forEach(BufferedReader text, Consumer<RawRow> sink) throws IOException {
        long number = 0;
        for (var line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (!line.isBlank()) {
                sink.accept(rawRow(number, line));
            }
        }
    }

    private static RawRow rawRow(long number, String line) {
        try {
            JsonNode node = JSON.readValue(line);
            if (!node.isObject()) {
                return RawRow.defective(number, "is not a JSON object");
            }
            Map<Field, String> cells = new EnumMap<>(Field.class);
            collect(node, cells);
            return new RawRow(number, cells, null);
        } catch (JsonProcessingException e) {
            return RawRow.defective(number, "is not JSON");
        }
    }

    private static void collect(JsonNode object, Map<Field, String> cells) {
        for (var property : object.properties()) {
            var value = property.getValue();
            if (value.isObject()) {
                collect(value, cells);
            } else if (!value.isNull()) {
                Field.of(property.getKey()).ifPresent(field -> cells.putIfAbsent(field, text(value)));
            }
        }
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> parts = new ArrayList<>();
        value.forEach(part -> parts.add(part.asText()));
        return String.join(";", parts);
    }
}
