package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.local.LocalApi;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Uploads a file of contractors that is too large for a request, and follows its import. */
final class UploadPage {

    private static final long GLANCE_MILLIS = 250;

    private UploadPage() {}

    static void load(LocalApi api, Path file, boolean json, Console console) throws InterruptedException {
        var made = api.post("/contacts/imports", wish(file, json), null);
        console.line("   uploading " + made.path("bytes").asLong() / (1 << 20) + " MB");
        try {
            var address = made.path("upload");
            api.upload(URI.create(address.path("url").asText()), headers(address.path("headers")), file);
        } catch (FileNotFoundException gone) {
            throw new CampaignFile.Unusable(file + " cannot be read");
        }
        var path = "/contacts/imports/" + made.path("id").asText();
        var status = api.get(path);
        while (!status.path("status").asText().matches("done|failed")) {
            console.live("   " + line(status));
            Thread.sleep(GLANCE_MILLIS);
            status = api.get(path);
        }
        console.endLive();
        console.line("   " + line(status));
        ImportPage.errors(status, console);
        if (status.hasNonNull("reason")) {
            throw new IllegalArgumentException(status.path("reason").asText());
        }
        if (status.at("/counts/refused").asInt() > 0) {
            console.line("   all refused rows: GET " + path + "/errors");
        }
    }

    /** How far an import is, in a line. */
    static String line(JsonNode status) {
        var counts = status.path("counts");
        return status.path("percent").asInt() + " %: " + counts.path("rows").asInt() + " rows, "
                + counts.path("created").asInt() + " new, "
                + counts.path("updated").asInt() + " updated, "
                + counts.path("unchanged").asInt() + " unchanged, "
                + counts.path("merged").asInt() + " merged, "
                + counts.path("refused").asInt() + " refused"
                + ImportPage.suppressed(counts.path("suppressed").asInt());
    }

    private static JsonNode wish(Path file, boolean json) {
        try {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("format", json ? "json_lines" : "csv")
                    .put("bytes", Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(JsonNode said) {
        var headers = new HashMap<String, String>();
        said.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }
}
