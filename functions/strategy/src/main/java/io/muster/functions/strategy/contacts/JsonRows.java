package io.muster.functions.strategy.contacts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON lines: an object a line, by the same names as the headings of a CSV file. Objects within it count as if
 * their fields stood outside; lists are what a cell with several specialties is.
 */
final class JsonRows implements Rows {
    private static final int DEEPEST = 20;
    private static final int MOST_TOLD = 50;
    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final Lines lines;
    private final Set<String> unmapped = new TreeSet<>();

    JsonRows(Lines lines) {
        this.lines = lines;
    }

    @Override
    public List<String> unmapped() {
        return List.copyOf(unmapped);
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        var line = lines.next();
        while (line != null && line.text().isBlank()) {
            line = lines.next();
        }
        return line == null ? null : rawRow(line);
    }

    private RawRow rawRow(Lines.Line line) {
        if (!line.whole()) {
            return RawRow.defective(line.number(), "is longer than " + ContactFile.LONGEST_LINE + " characters");
        }
        try {
            JsonNode node = JSON.readValue(line.text());
            if (!node.isObject()) {
                return RawRow.defective(line.number(), "is not a JSON object");
            }
            Map<Field, String> cells = new EnumMap<>(Field.class);
            collect(node, cells);
            return new RawRow(line.number(), cells, null);
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
            return RawRow.defective(line.number(), "is not JSON");
        } catch (BadCell wrong) {
            return RawRow.defective(line.number(), wrong.reason());
        }
    }

    private void collect(JsonNode object, Map<Field, String> cells) {
        for (var property : object.properties()) {
            var value = property.getValue();
            var field = Field.of(property.getKey());
            if (value.isObject()) {
                int before = cells.size();
                collect(value, cells);
                if (field.isPresent() && cells.size() == before) {
                    throw new BadCell("has an object where " + field.get().key() + " is expected");
                }
            } else if (field.isEmpty()) {
                note(property.getKey());
            } else if (!value.isNull()) {
                cells.putIfAbsent(field.get(), text(field.get(), value));
            }
        }
    }

    private void note(String name) {
        if (unmapped.size() < MOST_TOLD) {
            unmapped.add(Headings.told(name));
        }
    }

    private static String text(Field field, JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> parts = new ArrayList<>();
        for (var part : value) {
            if (part.isContainerNode()) {
                throw new BadCell("has a list of more than words where " + field.key() + " is expected");
            }
            if (!part.isNull()) {
                parts.add(part.asText());
            }
        }
        return String.join(";", parts);
    }
}
