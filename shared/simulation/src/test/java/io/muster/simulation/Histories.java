package io.muster.simulation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import io.muster.aws.store.Items;
import io.muster.aws.store.Subjects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Recorded histories as JSON, one a line, packed: {@code zcat} shows them. Records are written as the table holds them. */
final class Histories {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Histories() {}

    static void write(Path file, List<Recorded> histories) throws IOException {
        Files.createDirectories(file.getParent());
        try (var out = new PrintWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            for (var history : histories) {
                out.println(JSON.writeValueAsString(json(AttributeValue.fromM(Items.write(history)))));
            }
        }
    }

    static List<Recorded> read(Path file) throws IOException {
        var histories = new ArrayList<Recorded>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                histories.add(Items.read(
                        Recorded.class, attribute(JSON.readTree(line)).m()));
            }
        }
        return histories;
    }

    private static JsonNode json(AttributeValue attribute) {
        var nodes = JSON.getNodeFactory();
        return switch (attribute.type()) {
            case S -> nodes.textNode(attribute.s());
            case N -> DecimalNode.valueOf(new BigDecimal(attribute.n()));
            case BOOL -> nodes.booleanNode(attribute.bool());
            case M -> {
                var object = nodes.objectNode();
                new TreeMap<>(attribute.m()).forEach((name, value) -> object.set(name, json(value)));
                yield object;
            }
            case L -> {
                var array = nodes.arrayNode();
                attribute.l().forEach(value -> array.add(json(value)));
                yield array;
            }
            case SS, NS, B, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("no record has " + attribute.type());
        };
    }

    /** Those of the time before there were account campaigns name a bid card, and what it asks for, without saying so. */
    private static Map<String, AttributeValue> asToday(Map<String, AttributeValue> fields) {
        var request = fields.get("request");
        if (request == null || !fields.containsKey("campaign")) {
            return fields.containsKey("status") ? Subjects.named(fields) : fields;
        }
        var brief = new HashMap<>(request.m());
        brief.put("type", AttributeValue.fromS("BidRequest"));
        fields.put("brief", AttributeValue.fromM(brief));
        return fields;
    }

    private static AttributeValue attribute(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> AttributeValue.fromS(node.asText());
            case NUMBER -> AttributeValue.fromN(node.decimalValue().toString());
            case BOOLEAN -> AttributeValue.fromBool(node.asBoolean());
            case OBJECT -> {
                Map<String, AttributeValue> fields = new HashMap<>();
                node.properties().forEach(field -> fields.put(field.getKey(), attribute(field.getValue())));
                yield AttributeValue.fromM(asToday(fields));
            }
            case ARRAY -> {
                var values = new ArrayList<AttributeValue>();
                node.forEach(value -> values.add(attribute(value)));
                yield AttributeValue.fromL(values);
            }
            case BINARY, MISSING, NULL, POJO -> throw new IllegalArgumentException("not of ours: " + node);
        };
    }
}
