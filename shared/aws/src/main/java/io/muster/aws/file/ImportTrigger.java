package io.muster.aws.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.error.Malformed;
import io.muster.aws.store.Keys;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the import queue says: that a file of an import has come, in the words of S3, or that an import goes on, in ours.
 * How far it is stands in the table, so that either may come twice.
 */
public record ImportTrigger(String workspace, String importId) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "imports/";
    private static final String FILE = "/file";

    public ImportTrigger {
        Keys.importJob(workspace, importId);
    }

    /** A body says nothing about imports. What it holds is not repeated: it may be anybody's data. */
    public static final class MalformedTrigger extends RuntimeException implements Malformed {
        private static final long serialVersionUID = 1;

        MalformedTrigger() {
            super("the body is neither an event of S3 nor a continued import");
        }
    }

    /** Returns the key of the uploaded file. */
    public String file() {
        return FOLDER + workspace + "/" + importId + FILE;
    }

    /** Returns the key of the list of bad rows from a row on. */
    public String complaints(long row) {
        return FOLDER + workspace + "/" + importId + "/errors/" + row + ".csv";
    }

    /** Returns the message that an import goes on at a row. */
    public String goesOn(long row) {
        return JSON.createObjectNode()
                .put("type", "ImportGoesOn")
                .put("id", importId + "/row/" + row)
                .put("workspace", workspace)
                .put("importId", importId)
                .put("row", row)
                .toString();
    }

    /** Returns what S3 says of the uploaded file, in the fields that are read here. */
    public String uploaded(String bucket, long bytes, String at) {
        var event = JSON.createObjectNode();
        var entry = event.putArray("Records").addObject();
        entry.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("eventTime", at);
        entry.put("eventName", "ObjectCreated:Put");
        var s3 = entry.putObject("s3").put("s3SchemaVersion", "1.0");
        s3.putObject("bucket").put("name", bucket);
        s3.putObject("object").put("key", file()).put("size", bytes);
        return event.toString();
    }

    /** Returns which imports a message is about: none for a test event of S3, or for files of another kind. */
    public static List<ImportTrigger> read(String body) {
        var message = tree(body);
        if (message.path("type").asText().equals("ImportGoesOn")) {
            return List.of(new ImportTrigger(
                    message.path("workspace").asText(), message.path("importId").asText()));
        }
        if (message.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        if (!message.path("Records").isArray()) {
            throw new MalformedTrigger();
        }
        return StreamSupport.stream(message.path("Records").spliterator(), false)
                .filter(entry -> entry.path("eventName").asText().startsWith("ObjectCreated:"))
                .flatMap(entry -> ofKey(entry.at("/s3/object/key").asText()).stream())
                .toList();
    }

    private static JsonNode tree(String body) {
        try {
            return Objects.requireNonNullElseGet(JSON.readTree(body), JSON::nullNode);
        } catch (JsonProcessingException wrong) {
            throw new MalformedTrigger();
        }
    }

    /** Returns the import whose uploaded file has this key, encoded as in a URL or not. */
    public static Optional<ImportTrigger> ofKey(String encoded) {
        var parts = URLDecoder.decode(encoded, StandardCharsets.UTF_8).split("/", -1);
        return Stream.of(parts.length)
                .filter(length -> length == 4 && parts[0].equals("imports") && parts[3].equals("file"))
                .map(_ -> new ImportTrigger(parts[1], parts[2]))
                .findFirst();
    }
}
