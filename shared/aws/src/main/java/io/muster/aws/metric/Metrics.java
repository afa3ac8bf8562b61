package io.muster.aws.metric;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics as lines of a function's log, from which CloudWatch takes them. Ids stand in a line as properties, where
 * they can be searched for, and are never dimensions.
 */
public final class Metrics {

    public static final String NAMESPACE = "Muster";

    private static final JsonFactory JSON = new JsonFactory();

    private final @Nullable String stage;
    private final Time time;
    private final Supplier<PrintStream> out;

    private Metrics(@Nullable String stage, Time time, Supplier<PrintStream> out) {
        this.stage = stage;
        this.time = time;
        this.out = out;
    }

    /** Returns the metrics of an installation, which writes none where it has no stage. */
    public static Metrics of(Platform platform) {
        return new Metrics(platform.installation().stage(), platform.time(), () -> System.out);
    }

    /**
     * Counts one.
     *
     * @param about ids, by name
     * @param words one for each dimension of the metric, in order
     */
    public void count(Metric metric, Map<String, String> about, Enum<?>... words) {
        put(metric, 1, about, words);
    }

    /** Writes a value, as {@link #count} writes one. */
    public void put(Metric metric, double value, Map<String, String> about, Enum<?>... words) {
        if (stage != null) {
            write(stage, Map.of(metric, value), metric.dimensions(), List.of(words), about);
        }
    }

    /** Writes values that have no dimensions of their own, in one line. */
    public void put(Map<Metric, Double> values) {
        if (stage != null) {
            write(stage, values, List.of(), List.of(), Map.of());
        }
    }

    private void write(
            String installed,
            Map<Metric, Double> values,
            List<Metric.Dimension> dimensions,
            List<Enum<?>> words,
            Map<String, String> about) {
        check(values, dimensions, words);
        var line = new StringWriter();
        var now = time.machine();
        try (var json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("level", "INFO");
            json.writeStringField("timestamp", now.toString());
            json.writeStringField("event", "metric");
            for (var id : about.entrySet()) {
                json.writeStringField(id.getKey(), id.getValue());
            }
            json.writeStringField(Metric.STAGE, installed);
            for (int i = 0; i < words.size(); i++) {
                json.writeStringField(dimensions.get(i).wire(), Metric.word(words.get(i)));
            }
            for (var value : values.entrySet()) {
                json.writeNumberField(value.getKey().wire(), value.getValue());
            }
            directive(json, now, values, dimensions);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        out.get().println(line);
    }

    /** Tells CloudWatch which members of the line are metrics, and by which they are told apart. */
    private static void directive(
            JsonGenerator json, Instant now, Map<Metric, Double> values, List<Metric.Dimension> dimensions)
            throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", now.toEpochMilli());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        json.writeString(Metric.STAGE);
        for (var dimension : dimensions) {
            json.writeString(dimension.wire());
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (var metric : values.keySet()) {
            json.writeStartObject();
            json.writeStringField("Name", metric.wire());
            json.writeStringField("Unit", metric.unit().wire());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void check(Map<Metric, Double> values, List<Metric.Dimension> dimensions, List<Enum<?>> words) {
        boolean fits = words.size() == dimensions.size()
                && values.keySet().stream()
                        .allMatch(metric -> metric.dimensions().equals(dimensions));
        for (int i = 0; fits && i < words.size(); i++) {
            fits = dimensions.get(i).has(words.get(i));
        }
        if (!fits) {
            throw new IllegalArgumentException(values.keySet() + " are not told apart by " + words);
        }
    }
}
