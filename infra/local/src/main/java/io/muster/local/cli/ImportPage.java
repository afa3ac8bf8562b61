package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.LocalApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends a file of contractors and tells what became of it. */
final class ImportPage {

    private static final int MOST_SHOWN = 5;
    private static final long LARGEST_IN_REQUEST = 5L << 20;

    private ImportPage() {}

    /** Imports a file of any size and tells how it goes: small ones with the request, others by upload. */
    static void load(LocalApi api, Path file, Console console) throws InterruptedException {
        if (size(file) > LARGEST_IN_REQUEST) {
            UploadPage.load(api, file, isJson(file), console);
        } else {
            print(send(api, file), console);
        }
    }

    static JsonNode send(LocalApi api, Path file) {
        try {
            var type = isJson(file) ? "application/jsonl" : "text/csv";
            return api.post("/contacts/import", type, Files.readAllBytes(file));
        } catch (IOException e) {
            throw unusable(file);
        }
    }

    /** JSON lines, packed or not. */
    private static boolean isJson(Path file) {
        return file.toString().matches("(?i).*\\.(json|jsonl|ndjson)(\\.gz)?");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unusable(file);
        }
    }

    private static CampaignFile.Unusable unusable(Path file) {
        return new CampaignFile.Unusable(file + " cannot be read; give the path of a CSV or JSON lines file such as"
                + " events/samples/contractors.csv");
    }

    static void print(JsonNode report, Console console) {
        console.line("   " + report.path("rows").asInt() + " rows: "
                + report.path("imported").asInt() + " imported, "
                + report.path("merged").asInt() + " merged, "
                + report.path("failed").asInt() + " refused"
                + suppressed(report.path("suppressed").asInt()));
        errors(report, console);
        if (report.path("errorCount").asInt() > MOST_SHOWN) {
            console.line("   and " + (report.path("errorCount").asInt() - MOST_SHOWN) + " more such notes");
        }
    }

    static String suppressed(int rows) {
        return rows == 0 ? "" : ", " + rows + " not to be contacted";
    }

    /** Tells the first bad rows, and the headings of which nothing was made. */
    static void errors(JsonNode report, Console console) {
        int shown = 0;
        for (var error : report.path("errors")) {
            if (shown++ < MOST_SHOWN) {
                console.line("   line " + error.path("line").asInt() + ": "
                        + (error.hasNonNull("field") ? error.path("field").asText() + " " : "")
                        + error.path("reason").asText());
            }
        }
        for (var heading : report.path("unmapped")) {
            console.line("   nothing is made of the heading " + heading.asText());
        }
    }
}
