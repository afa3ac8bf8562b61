package io.muster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a running stack is reached; it stands in the state folder, so that the command line finds it.
 *
 * @param api base address of the API, the inbox page and the issuer
 * @param aws base address of the AWS endpoints
 * @param smtpPort of the inbox, on 127.0.0.1
 * @param pid of the process
 */
public record Addresses(String api, String aws, int smtpPort, long pid) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the address of the inbox page. */
    public String inbox() {
        return api + "/inbox";
    }

    static Path file(Path folder) {
        return folder.resolve("stack.json");
    }

    /** Returns the addresses of the stack that runs on a folder, if one does. */
    public static Optional<Addresses> of(Path folder) {
        var file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(file.toFile());
            var addresses = new Addresses(
                    node.path("api").asText(),
                    node.path("aws").asText(),
                    node.path("smtpPort").asInt(),
                    node.path("pid").asLong());
            return Optional.of(addresses)
                    .filter(found -> ProcessHandle.of(found.pid).isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be read: " + file, e);
        }
    }

    void store(Path folder) {
        var node = JSON.createObjectNode();
        node.put("api", api).put("aws", aws).put("smtpPort", smtpPort).put("pid", pid);
        try {
            PrivateFile.write(file(folder), node.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the addresses cannot be stored in " + folder, e);
        }
    }
}
