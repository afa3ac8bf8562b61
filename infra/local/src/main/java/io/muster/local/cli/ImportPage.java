package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.LocalApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends a file of contractors and tells what became of it. */
final class ImportPage {

    private static final int MOST_SHOWN = 5;

    private ImportPage() {}

    static JsonNode send(LocalApi api, Path file) {
        try {
            var type = file.toString().endsWith(".json") ? "application/json" : "text/csv";
            return api.post("/contacts/import", type, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new BidCardFile.Unusable(file + " cannot be read; give the path of a CSV or JSON file such as"
                    + " events/samples/contractors.csv");
        }
    }

    static void print(JsonNode report, Console console) {
        console.line("   " + report.path("rows").asInt() + " rows: "
                + report.path("imported").asInt() + " imported, "
                + report.path("merged").asInt() + " merged, "
                + report.path("failed").asInt() + " refused");
        int shown = 0;
        for (var error : report.path("errors")) {
            if (shown++ < MOST_SHOWN) {
                console.line("   line " + error.path("line").asInt() + ": "
                        + (error.hasNonNull("field") ? error.path("field").asText() + " " : "")
                        + error.path("reason").asText());
            }
        }
        if (report.path("errorCount").asInt() > MOST_SHOWN) {
            console.line("   and " + (report.path("errorCount").asInt() - MOST_SHOWN) + " more such notes");
        }
    }
}
