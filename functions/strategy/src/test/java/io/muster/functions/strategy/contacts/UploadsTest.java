package io.muster.functions.strategy.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.muster.aws.file.ImportTrigger;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that come by upload: what is asked, how they are read bit by bit, and what is told of it. */
class UploadsTest {

    private static final Path EVENTS = Path.of(System.getProperty("muster.root", "../.."), "events");

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void an_address_is_given_for_one_file_and_the_import_waits_for_it() throws IOException {
        var made = json(create("{\"format\": \"csv\", \"bytes\": 1234, \"source\": \"fair\"}", Map.of()));
        assertEquals("waiting", made.path("status").asText());
        assertEquals("PUT", made.at("/upload/method").asText());
        assertEquals("1234", made.at("/upload/headers/x-length").asText());
        assertEquals("2026-06-01T15:00:00Z", made.at("/upload/until").asText());
        var id = made.path("id").asText();
        assertEquals(id, list().path("items").path(0).path("id").asText());
        assertTrue(status(id).path("upload").isMissingNode(), "the address is told once");
    }

    @Test
    void what_is_too_large_or_not_said_is_refused_before_anything_is_sent() throws IOException {
        var tooLarge = json(create("{\"bytes\": 52428801}", Map.of()));
        assertEquals(422, tooLarge.path("status").asInt());
        assertEquals("bytes", tooLarge.at("/violations/0/field").asText());
        assertEquals(
                422, create("{\"format\": \"xlsx\", \"bytes\": 1}", Map.of()).status());
        assertEquals(422, create("{}", Map.of()).status());
        assertEquals(0, list().path("items").size());
    }

    @Test
    void a_file_that_is_too_large_for_a_request_is_sent_to_the_upload() {
        var announced = desk.call(
                "POST /contacts/import",
                Map.of(),
                Map.of(),
                Map.of("content-type", "text/csv", "content-length", "6000000"),
                "email\n".getBytes(UTF_8));
        assertEquals(413, announced.status());
        assertTrue(announced.body().contains("POST /contacts/imports"), announced.body());
    }

    @Test
    void the_same_key_finds_the_import_that_it_made() throws IOException {
        var key = Map.of("idempotency-key", "k1");
        var first = json(create("{\"bytes\": 10}", key));
        var again = json(create("{\"bytes\": 10}", key));
        assertEquals(first.path("id"), again.path("id"));
        assertEquals(409, create("{\"bytes\": 11}", key).status());
        assertEquals(1, list().path("items").size());
    }

    @Test
    void a_file_that_never_comes_has_failed_by_the_end_of_its_address() throws IOException {
        var id = json(create("{\"bytes\": 10}", Map.of())).path("id").asText();
        desk.now = Desk.START.plus(Duration.ofMinutes(61));
        assertEquals("failed", status(id).path("status").asText());
        desk.now = Desk.START.plus(Duration.ofDays(31));
        assertEquals(404, read("GET /contacts/imports/{id}", id).status());
    }

    @Test
    void a_file_is_imported_when_s3_tells_of_it_and_its_bad_rows_are_a_list() throws IOException {
        var trigger = uploaded("""
            email,company,Do Not Contact,Shoe Size
            a@lee.example.com,Lee,,42
            broken,"Kim ""K"" Co",,
            b@lee.example.com,,yes,
            a@lee.example.com,Lee,,
            """);
        assertTrue(desk.deliver(event(trigger)));
        var done = status(trigger.importId());
        assertEquals("done", done.path("status").asText());
        assertEquals(100, done.path("percent").asInt());
        assertEquals(
                "{\"rows\":4,\"created\":1,\"updated\":0,\"unchanged\":0,\"merged\":1,\"suppressed\":1,\"refused\":1}",
                done.path("counts").toString());
        assertEquals("[\"Shoe Size\"]", done.path("unmapped").toString());
        assertEquals(3, done.at("/errors/0/line").asInt());
        var errors = read("GET /contacts/imports/{id}/errors", trigger.importId());
        assertEquals("line,field,reason\r\n3,email,\"is not an email address\"\r\n", errors.body());
        assertFalse(errors.headers().containsKey("link"));
        assertFalse(desk.files.containsKey(trigger.file()), "a file that is imported is not kept");
        var tokens = new SignedTokens(new KeyRing(table()));
        assertEquals(
                Set.of("b@lee.example.com"),
                new SuppressionStore(table(), tokens)
                        .suppressed("acme", List.of("b@lee.example.com"))
                        .keySet());
        assertEquals(
                Suppression.Reason.IMPORT,
                new SuppressionStore(table(), tokens).list("acme").getFirst().reason());
        assertEquals(List.of(), new ContactStore(table()).contactsWith("acme", "b@lee.example.com"));
    }

    @Test
    void a_call_whose_time_ends_hands_on_and_the_next_goes_on_where_it_was() throws IOException {
        var trigger = uploaded(rows(3_500));
        assertTrue(desk.deliver(event(trigger), 30_000, 20_000, 9_000));
        assertEquals(2_000, status(trigger.importId()).at("/counts/rows").asInt());
        assertEquals("running", status(trigger.importId()).path("status").asText());
        var handedOn = desk.told();
        assertEquals(List.of(trigger.goesOn(2_000)), handedOn);
        assertTrue(desk.deliver(handedOn.getFirst(), 30_000));
        assertEquals(List.of(), desk.told());
        assertEquals(3_500, status(trigger.importId()).at("/counts/created").asInt());
        assertEquals("done", status(trigger.importId()).path("status").asText());
        assertTrue(desk.deliver(event(trigger)), "what comes late does no harm");
        assertEquals(3_500, status(trigger.importId()).at("/counts/rows").asInt());
    }

    @Test
    void whatever_dies_in_between_repeats_a_group_and_nothing_comes_twice_or_is_lost() throws IOException {
        var trigger = uploaded(rows(2_200));
        var transactions = new AtomicInteger();
        int deaths = 0;
        for (int fatal = 5; !status(trigger.importId()).path("status").asText().equals("done"); fatal += 10) {
            var when = fatal;
            transactions.set(0);
            desk.breaking(call -> call.equals("transactWriteItems") && transactions.incrementAndGet() >= when);
            deaths += desk.deliver(event(trigger)) ? 0 : 1;
            desk.breaking(_ -> false);
        }
        assertTrue(deaths >= 3, deaths + " deaths");
        var counts = status(trigger.importId()).path("counts");
        assertEquals(2_200, counts.path("rows").asInt());
        assertEquals(
                2_200, counts.path("created").asInt() + counts.path("unchanged").asInt());
        assertEquals(2_200, contacts());
    }

    @Test
    void the_same_file_once_more_writes_nothing_but_its_own_progress() throws IOException {
        desk.deliver(event(uploaded(rows(2_000))));
        var again = uploaded(rows(2_000));
        desk.requests();
        desk.deliver(event(again));
        var requests = desk.requests();
        assertEquals(3, requests.get("transactWriteItems"), "two groups and the end: " + requests);
        assertEquals(
                62,
                requests.get("batchGetItem"),
                "twenty each, with their keys, one for the settings, and ten for their addresses: " + requests);
        assertEquals(2_000, status(again.importId()).at("/counts/unchanged").asInt());
    }

    @Test
    void a_new_contact_costs_a_fraction_of_a_request() throws IOException {
        var trigger = uploaded(rows(2_000));
        desk.requests();
        desk.deliver(event(trigger));
        int requests =
                desk.requests().values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(requests <= 2_000 * 0.08, requests + " requests for 2,000 contacts");
    }

    @Test
    void two_deliveries_at_once_do_not_count_rows_twice() throws IOException {
        var trigger = uploaded(rows(3_000));
        var both = List.of(event(trigger), event(trigger)).parallelStream()
                .map(desk::deliver)
                .toList();
        assertTrue(both.stream().allMatch(done -> done), "the one that is behind stops");
        var counts = status(trigger.importId()).path("counts");
        assertEquals(3_000, counts.path("rows").asInt());
        assertEquals(3_000, contacts());
    }

    @Test
    void more_rows_than_a_file_may_have_end_it_with_a_reason_and_what_was_read_stays() throws IOException {
        var trigger = uploaded("email\n" + "broken\n".repeat(100_001));
        desk.deliver(event(trigger));
        var status = status(trigger.importId());
        assertEquals("failed", status.path("status").asText());
        assertEquals(
                "The file has more than 100000 rows; split it.",
                status.path("reason").asText());
        assertEquals(100_000, status.at("/counts/refused").asInt());
        assertEquals(20, status.path("errors").size());
        var first = read("GET /contacts/imports/{id}/errors", trigger.importId());
        assertTrue(first.body().length() > 2 << 20 && first.body().length() < 3 << 20);
        assertTrue(first.headers().getOrDefault("link", "").contains("cursor="), "the rest is a page of its own");
    }

    @Test
    void a_file_that_is_no_list_fails_with_its_reason() throws IOException {
        var trigger = uploaded("PK\u0003\u0004 a workbook");
        assertTrue(desk.deliver(event(trigger)));
        var status = status(trigger.importId());
        assertEquals("failed", status.path("status").asText());
        assertEquals(
                "The file is a workbook or an archive; save it as CSV.",
                status.path("reason").asText());
        assertTrue(desk.files.isEmpty());
    }

    @Test
    void what_is_no_import_is_passed_over_and_what_is_no_message_lies_in_the_dead_letters() throws IOException {
        assertTrue(desk.deliver("{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"x\"}"));
        assertTrue(desk.deliver(new ImportTrigger("acme", "unknown").uploaded("b", 1, "2026-06-01T14:00:00Z")));
        assertTrue(desk.deliver(event(new ImportTrigger("acme", "x")).replace("/file", "/errors/0.csv")));
        for (var body : List.of("", "{", "null", "[]", "{}", "{\"type\": \"WavePlanned\"}")) {
            assertFalse(desk.deliver(body), body);
        }
    }

    @Test
    void another_workspaces_import_cannot_be_read() throws IOException {
        var trigger = uploaded("email\na@lee.example.com\n");
        assertTrue(desk.deliver(event(new ImportTrigger("other", trigger.importId()))));
        assertEquals("waiting", status(trigger.importId()).path("status").asText());
    }

    @Test
    void the_sample_delivery_tells_of_an_upload_and_of_an_import_that_goes_on() throws IOException {
        var json = new JsonMapper();
        var delivery = json.readTree(Files.readString(EVENTS.resolve("samples/lambda/import-delivery.json")));
        var expected = new ImportTrigger("acme", "01JZ000000000000000000001A");
        for (var record : delivery.path("Records")) {
            assertEquals(
                    List.of(expected), ImportTrigger.read(record.path("body").asText()));
        }
        assertEquals(
                json.readTree(expected.goesOn(41_000)),
                json.readTree(delivery.at("/Records/1/body").asText()));
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(json.readTree(Files.readString(EVENTS.resolve("schemas/import-goes-on.json"))));
        assertEquals(Set.of(), schema.validate(json.readTree(expected.goesOn(0))));
        assertFalse(
                schema.validate(json.readTree("{\"type\": \"ImportGoesOn\"}")).isEmpty());
    }

    @Test
    void an_export_of_any_size_comes_in_pages_that_fit_an_answer_and_can_be_imported_again() throws IOException {
        var long1 = "Lee " + "x".repeat(150);
        var text = new StringBuilder("email,name,company,website,profileUrl,city\n");
        for (int i = 0; i < 4_500; i++) {
            text.append("p%d@lee.example.com,=%s,%s,lee.example.com/%s,lee.example.com/%s,Austin\n"
                    .formatted(i, "n".repeat(100), long1, "w".repeat(180), "v".repeat(180)));
        }
        desk.deliver(event(uploaded(text.toString())));
        var cursor = "";
        int rows = 0;
        int pages = 0;
        do {
            var query = cursor.isEmpty() ? Map.<String, String>of() : Map.of("cursor", cursor);
            var page = desk.call("GET /contacts/export", Map.of(), query, Map.of(), null);
            assertTrue(page.body().length() < 3 << 20, "a page fits an answer");
            assertFalse(page.body().contains(",=n"), "no cell is a formula");
            rows += (int) page.body().lines().count() - 1;
            pages++;
            var again = uploaded(page.body());
            desk.deliver(event(again));
            var counts = status(again.importId()).path("counts");
            assertEquals(counts.path("rows"), counts.path("unchanged"));
            cursor = page.headers().getOrDefault("link", "").replaceAll(".*cursor=([^>]*)>.*", "$1");
        } while (!cursor.isEmpty());
        assertEquals(4_500, rows);
        assertTrue(pages > 1, pages + " pages");
    }

    private static String rows(int count) {
        var text = new StringBuilder("email,phone,company,trade,city,state\n");
        for (int i = 0; i < count; i++) {
            text.append("p%d@lee.example.com,,Lee %d,Lawn Care,Austin,TX\n".formatted(i, i));
        }
        return text.toString();
    }

    /** Has an import made whose file has come. */
    private ImportTrigger uploaded(String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        var made = json(create("{\"bytes\": " + bytes.length + "}", Map.of()));
        var trigger = new ImportTrigger("acme", made.path("id").asText());
        desk.files.put(trigger.file(), bytes);
        return trigger;
    }

    private String event(ImportTrigger trigger) {
        var file = desk.files.getOrDefault(trigger.file(), new byte[0]);
        return trigger.uploaded("imports", file.length, "2026-06-01T14:00:00Z");
    }

    private int contacts() {
        var store = new ContactStore(table());
        int count = 0;
        var page = store.list("acme", 100, null);
        count += page.contacts().size();
        while (page.next() != null) {
            page = store.list("acme", 100, page.next());
            count += page.contacts().size();
        }
        return count;
    }

    private Table table() {
        return new Table(desk.platform.dynamoDb(), "muster");
    }

    private Desk.Answer create(String body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("content-type", "application/json");
        return desk.call("POST /contacts/imports", Map.of(), Map.of(), all, body.getBytes(UTF_8));
    }

    private Desk.Answer read(String routeKey, String id) {
        return desk.call(routeKey, Map.of("id", id), Map.of(), Map.of(), null);
    }

    private JsonNode status(String id) throws IOException {
        return json(read("GET /contacts/imports/{id}", id));
    }

    private JsonNode list() throws IOException {
        return json(desk.call("GET /contacts/imports", Map.of(), Map.of(), Map.of(), null));
    }

    private static JsonNode json(Desk.Answer answer) throws IOException {
        return new JsonMapper().readTree(answer.body());
    }
}
