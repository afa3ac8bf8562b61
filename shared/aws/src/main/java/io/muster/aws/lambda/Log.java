package io.muster.aws.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.aws.message.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A function's log: one line of JSON per thing worth knowing. Ids and words of ours only: of a foreign exception the type
 * and the place, never its text, which may quote what somebody wrote. Lambda takes a line's level and time from the members
 * {@code level} and {@code timestamp}, and calls everything INFO that lacks one of them.
 */
public final class Log {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int FRAMES = 8;

    /** Where the runtime leaves the id of the trace that an invocation belongs to. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    /** How grave a line is. */
    public enum Severity {
        INFO,
        WARN,
        ERROR
    }

    private final String function;
    private final Supplier<PrintStream> out;

    /** Returns the log of a function on what standard output is at the time, where Lambda picks it up. */
    public static Log of(String function) {
        return new Log(function, () -> System.out);
    }

    public Log(String function, PrintStream out) {
        this(function, () -> out);
    }

    private Log(String function, Supplier<PrintStream> out) {
        this.function = function;
        this.out = out;
    }

    /** Notes something normal. */
    public void info(String event, Map<String, ?> fields) {
        write(Severity.INFO, event, fields);
    }

    /** Notes something that heals by itself. */
    public void warn(String event, Map<String, ?> fields) {
        write(Severity.WARN, event, fields);
    }

    /** Notes something that may need a person. */
    public void error(String event, Map<String, ?> fields) {
        write(Severity.ERROR, event, fields);
    }

    /** Notes something that failed, with the reason's type and place. */
    public void failed(Severity severity, String event, Map<String, ?> fields, Throwable failure) {
        var all = new LinkedHashMap<String, Object>(fields);
        all.put("error", failure.getClass().getName());
        if (failure.getClass().getName().startsWith("io.muster.") && failure.getMessage() != null) {
            all.put("detail", failure.getMessage());
        }
        all.put("at", place(failure));
        var cause = failure.getCause();
        if (cause != null) {
            all.put("cause", cause.getClass().getName());
            all.put("causeAt", place(cause));
        }
        write(severity, event, all);
    }

    /** Returns the fields that say which message a line is about. */
    public static Map<String, Object> fields(Message message) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("workspace", message.workspace());
        fields.put("campaign", message.campaignId());
        fields.put("message", message.id());
        return fields;
    }

    private void write(Severity severity, String event, Map<String, ?> fields) {
        var line = new StringWriter();
        try (var json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("level", severity.name());
            json.writeStringField("timestamp", Instant.now().toString());
            json.writeStringField("function", function);
            var trace = System.getProperty(TRACE);
            if (trace != null) {
                json.writeStringField("trace", trace);
            }
            json.writeStringField("event", event);
            for (var field : fields.entrySet()) {
                write(json, field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        out.get().println(line);
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        switch (value) {
            case Integer number -> json.writeNumberField(name, number);
            case Long number -> json.writeNumberField(name, number);
            default -> json.writeStringField(name, value.toString());
        }
    }

    private static String place(Throwable failure) {
        return String.join(
                " < ",
                Arrays.stream(failure.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                        .toList());
    }
}
