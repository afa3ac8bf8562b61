package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.issuer.Issuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two contacts in whose every field there is a word that is nowhere else: it must come out where people read, and may be
 * found neither in what is stored, nor in logs, dead letters and metrics, nor in any file once they are erased.
 */
class CanaryTest {

    private static final String WORD = "canary";
    private static final String PHONE = "5125550142";
    private static final List<String> WORDS = List.of(WORD, PHONE, PHONE.substring(3));

    private final PrintStream out = System.out;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        System.setOut(out);
    }

    @Test
    void what_is_personal_is_read_by_people_alone_and_by_nobody_once_it_is_erased() throws IOException {
        System.setOut(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try (var served = new Served(folder)) {
            served.contractors(40);
            var asked = asked(served);
            var called = called(served);
            answered(served, asked);
            troubled(served);
            assertEquals(List.of(), found(served), "lies in the clear");
            erased(served, asked, called);
            assertEquals(List.of(), found(served), "lies in the clear after the erasure");
            assertEquals(List.of(), files(folder), "lies in the clear in a file");
        }
        var lines = logged.toString(StandardCharsets.UTF_8);
        for (var event : List.of("\"contact_erased\"", "\"dead_letter_filed\"", "\"metric\"")) {
            assertTrue(lines.contains(event), event + " was logged: " + lines);
        }
        assertEquals(List.of(), in(logged.toByteArray()), "was logged");
        assertEquals(List.of(), files(folder), "lies in the clear in a file when all has stopped");
    }

    /** Somebody who is mailed, bids, writes and texts. */
    private static Told asked(Served served) {
        served.good("POST", "/contacts/import?source=fair", "text/csv", """
            name,company,email,phone,website,profileUrl,trade,tier,city,state,zip,smsConsentAt
            Canary One,Canary Lawns,one@canary.example.com,(512) 555-0142,https://canary.example.com,\
            https://example.com/in/canary,Lawn Care,1,Canaryville,TX,78704,2026-01-05
            """);
        var contact = only(served.good("GET", "/contacts?source=fair", "application/json", ""));
        assertEquals("Canary One", contact.at("/profile/name").asText());
        assertEquals("Canaryville", contact.at("/place/city").asText());
        var created = served.good("POST", "/campaigns", "application/json", """
            {"bidCardId": "bc_1", "projectType": "lawn care", "location": {"state": "TX"}, "channels": ["email"],
             "urgency": "emergency"}\
            """);
        var names = new ArrayList<String>();
        created.path("contractors").forEach(one -> names.add(one.path("name").asText()));
        assertTrue(names.contains("Canary Lawns"), names.toString());
        served.await(
                "somebody is written to",
                () -> served.stack().mailbox().all().stream()
                        .anyMatch(mail -> mail.recipients().contains("one@canary.example.com")));
        return new Told(contact.path("id").asText(), created.path("id").asText());
    }

    /** Somebody who is called, which is work for people. */
    private static Told called(Served served) {
        var headers = Map.of(
                "Authorization",
                served.bearer(Served.HOME, Issuer.SCOPES),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "two@canary.example.com");
        var body = """
            {"profile": {"name": "Canary Two", "phone": "+15125550143", "profileUrl": "https://example.com/in/canary2"},
             "categories": ["roofing"], "place": {"city": "Canaryville", "state": "TX"},
             "consents": {"phone": {"source": "fair", "at": "2026-05-01T12:00:00Z"}}}\
            """;
        var contact = served.send("POST", "/contacts", headers, body).json();
        assertEquals(contact, served.send("POST", "/contacts", headers, body).json());
        var campaign = served.good("POST", "/campaigns", "application/json", """
            {"bidCardId": "bc_2", "projectType": "roofing", "location": {"state": "TX"}, "channels": ["phone"],
             "urgency": "emergency", "bidsNeeded": 1}\
            """);
        served.await(
                "people have work",
                () -> served.good("GET", "/tasks?kind=call", "application/json", "")
                        .path("items")
                        .valueStream()
                        .anyMatch(task -> task.toString().contains("Canary Two")));
        return new Told(contact.path("id").asText(), campaign.path("id").asText());
    }

    private record Told(String contact, String campaign) {}

    private static void answered(Served served, Told told) {
        var headers = Map.of(
                "Authorization",
                served.bearer(Served.HOME, Issuer.SCOPES),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "bid-of-canary-one");
        var bid = served.send(
                "POST",
                "/campaigns/" + told.campaign + "/bids",
                headers,
                "{\"contactId\": \"" + told.contact
                        + "\", \"bidId\": \"b-1\", \"note\": \"Ask for the canary at 5125550142\"}");
        assertEquals(200, bid.status(), bid.text());
        served.good(
                "POST",
                "/campaigns/" + told.campaign + "/responses",
                "application/json",
                "{\"contactId\": \"" + told.contact + "\", \"text\": \"Yes please, says the canary\"}");
        var report = served.good("GET", "/campaigns/" + told.campaign + "/report", "application/json", "");
        assertEquals(
                "Ask for the canary at 5125550142",
                report.at("/bids/0/bid/note").asText(),
                report.toString());
        served.stack().topic().publish("""
            {"originationNumber": "+15125550142", "destinationNumber": "+15125550199", "messageBody": "the canary asks",
             "inboundMessageId": "text-1"}\
            """);
        served.good("POST", "/suppressions", "application/json", "{\"address\": \"other@canary.example.com\"}");
        served.await("time passes", () -> true);
    }

    /** Events that nobody can make anything of, with somebody's address in them. */
    private static void troubled(Served served) {
        served.stack().topic().publish("{\"workspace\": \"" + Served.HOME + "\", \"to\": \"one@canary.example.com\"}");
        served.poison("reporting", "lost");
        served.await(
                "both are dead letters",
                () -> served.good("GET", "/dead-letters", "application/json", "")
                                .path("items")
                                .size()
                        == 2);
        var letters =
                served.good("GET", "/dead-letters", "application/json", "").toString();
        assertEquals(List.of(), in(letters.getBytes(StandardCharsets.UTF_8)));
        var errors = served.good("GET", "/errors", "application/json", "").toString();
        assertEquals(List.of(), in(errors.getBytes(StandardCharsets.UTF_8)));
    }

    private static void erased(Served served, Told asked, Told called) {
        var dossier = served.good("GET", "/contacts/" + asked.contact + "/export", "application/json", "");
        assertEquals("Canary One", dossier.at("/contact/profile/name").asText());
        assertTrue(
                dossier.at("/campaigns").toString().contains("Ask for the canary at 5125550142"), dossier.toString());
        var task = only(served.good("GET", "/tasks?kind=call", "application/json", ""));
        for (var contact : List.of(asked.contact, called.contact)) {
            for (int again = 0; again < 2; again++) {
                assertTrue(served.good("DELETE", "/contacts/" + contact, "application/json", "")
                        .path("erased")
                        .asBoolean());
            }
        }
        served.await("time passes", () -> true);
        var after = served.good("GET", "/tasks/" + task.path("id").asText(), "application/json", "");
        assertEquals("erased", after.path("instructions").asText());
        assertEquals("cancelled", after.path("state").asText());
        assertEquals("the contact was erased", after.path("closedBecause").asText());
        var report = served.good("GET", "/campaigns/" + asked.campaign + "/report", "application/json", "");
        assertEquals("erased", report.at("/bids/0/bid/note").asText(), report.toString());
        var suppressed = served.good("GET", "/suppressions?reason=erasure", "application/json", "");
        assertEquals(3, suppressed.path("items").size(), suppressed.toString());
        suppressed.path("items").forEach(one -> assertFalse(one.has("address"), one.toString()));
        var operators = only(served.good("GET", "/suppressions?reason=operator", "application/json", ""));
        assertEquals("other@canary.example.com", operators.path("address").asText());
    }

    private static JsonNode only(JsonNode page) {
        assertEquals(1, page.path("items").size(), page.toString());
        return page.path("items").get(0);
    }

    /** Returns where in the tables one of the words lies in the clear. */
    private static List<String> found(Served served) {
        var found = new ArrayList<String>();
        for (var table : List.of("muster", "muster-keys")) {
            served.stored(table).forEach((key, item) -> {
                if (!in(bytes(item)).isEmpty()) {
                    found.add(key + " " + item);
                }
            });
        }
        return found;
    }

    private static byte[] bytes(Map<String, AttributeValue> item) {
        var all = new ByteArrayOutputStream();
        item.forEach((name, value) -> {
            all.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            all.writeBytes(
                    value.b() == null
                            ? value.toString().getBytes(StandardCharsets.UTF_8)
                            : value.b().asByteArray());
        });
        return all.toByteArray();
    }

    /** Returns the files in which one of the words is; what was sent lies in its recipients' inbox, and is theirs. */
    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("inbox")))
                    .filter(file -> !in(read(file)).isEmpty())
                    .map(Path::toString)
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> in(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return WORDS.stream().filter(text::contains).toList();
    }
}
