package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.muster.local.issuer.Issuer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of bad input that is listed in {@code bad-input.yaml} gets its status and a problem that says what to do,
 * and leaves nothing behind.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {

    private static final JsonNode CORPUS = corpus();

    /** What no answer may let out: names from the inside. */
    private static final List<String> INSIDE = List.of("Exception", "io.muster", "java.", "software.amazon", "\tat ");

    private final Map<String, String> names = new HashMap<>();
    private Served served;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        served = new Served(folder);
        served.contractors(60);
        var saved = served.good("POST", "/bid-cards", "application/json", Served.sample("bid-cards/lawn-care.json"));
        names.put("{card}", saved.path("id").asText());
        names.put("{campaign}", saved.at("/campaign/id").asText());
        names.put(
                "{contact}",
                served.good("GET", "/contacts?limit=1", "application/json", "")
                        .at("/items/0/id")
                        .asText());
        names.put("{stranger}", stranger());
        var cancelled = served.good("POST", "/campaigns", "application/json", """
            {"bidCardId": "bc_over", "projectType": "lawn care", "location": {"state": "TX"}, "draft": true}\
            """);
        names.put("{cancelled}", cancelled.path("id").asText());
        served.good("POST", "/campaigns/" + cancelled.path("id").asText() + "/cancel", "application/json", "{}");
    }

    /** Returns the id of a contact that another workspace made. */
    private String stranger() {
        var headers =
                Map.of("Authorization", served.bearer("rival", Issuer.SCOPES), "Content-Type", "application/json");
        var made = served.send("POST", "/contacts", headers, """
            {"profile": {"company": "Elsewhere Lawns", "email": "info@elsewhere.example.com"}}\
            """);
        assertEquals(201, made.status(), made.toString());
        return made.json().path("id").asText();
    }

    @AfterAll
    void close() {
        served.close();
    }

    static Stream<Kind> kinds() {
        return StreamSupport.stream(CORPUS.path("kinds").spliterator(), false).map(Kind::new);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bad_input_is_refused_by_its_name_and_nothing_is_stored(Kind kind) {
        var request = kind.node().path("send").asText().split(" ", 2);
        var before = served.stored();
        var answer = served.send(request[0], named(request[1]), headers(kind), body(kind));
        assertEquals(kind.node().path("status").asInt(), answer.status(), answer.toString());
        assertEquals(before, served.stored(), "nothing is stored");
        INSIDE.forEach(word -> assertFalse(answer.text().contains(word), answer.text()));
        if (kind.node().has("code")) {
            problem(kind, answer);
        }
    }

    private static void problem(Kind kind, Served.Answer answer) {
        assertEquals("application/problem+json", answer.type(), answer.toString());
        var problem = answer.json();
        assertEquals(Set.of(), Contract.violations(Contract.at("/components/schemas/Problem"), problem));
        assertEquals(kind.node().path("code").asText(), problem.path("code").asText(), answer.toString());
        assertTrue(problem.path("detail").asText().length() > 10, "it says what to do: " + problem);
        var fields = new TreeSet<String>();
        problem.path("violations")
                .forEach(violation -> fields.add(violation.path("field").asText()));
        var expected = new TreeSet<String>();
        kind.node().path("fields").forEach(field -> expected.add(field.asText()));
        assertEquals(expected, fields, answer.toString());
    }

    @Test
    void there_are_many_kinds_each_with_a_name_of_its_own() {
        var kinds = kinds().map(Kind::toString).toList();
        assertEquals(kinds.size(), Set.copyOf(kinds).size());
        assertTrue(kinds.size() >= 60, () -> kinds.size() + " kinds");
    }

    @Test
    void whatever_the_corpus_changes_was_good_before() {
        for (var base : CORPUS.path("bases").properties()) {
            var send = base.getValue().path("send").asText();
            if (!send.isEmpty()) {
                var request = send.split(" ", 2);
                served.good(
                        request[0],
                        named(request[1]),
                        "application/json",
                        base.getValue().path("body").toString());
            }
        }
    }

    private Map<String, String> headers(Kind kind) {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/json");
        var scopes = new ArrayList<String>();
        kind.node().path("scopes").forEach(scope -> scopes.add(scope.asText()));
        headers.put(
                "Authorization",
                served.bearer(
                        kind.node().path("workspace").asText(Served.HOME),
                        kind.node().has("scopes") ? scopes : Issuer.SCOPES));
        kind.node().path("headers").properties().forEach(header -> {
            if (header.getValue().isNull()) {
                headers.remove(header.getKey());
            } else {
                headers.put(header.getKey(), named(header.getValue().asText()));
            }
        });
        return headers;
    }

    /** A body as it is written, or a good one with some fields changed; {@code repeat} makes a text longer. */
    private String body(Kind kind) {
        var node = kind.node();
        if (node.has("repeat")) {
            return node.path("body")
                    .asText()
                    .replace(
                            "%",
                            node.at("/repeat/text")
                                    .asText()
                                    .repeat(node.at("/repeat/times").asInt()));
        }
        if (node.has("body")) {
            return named(node.path("body").asText());
        }
        if (!node.has("base")) {
            return "";
        }
        var body = (ObjectNode) CORPUS.path("bases")
                .path(node.path("base").asText())
                .path("body")
                .deepCopy();
        node.path("set").properties().forEach(field -> body.set(field.getKey(), field.getValue()));
        node.path("without").forEach(field -> body.remove(field.asText()));
        return named(body.toString());
    }

    private String named(String text) {
        var result = text;
        for (var name : names.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        return result;
    }

    private static JsonNode corpus() {
        try (var yaml = BadInputTest.class.getResourceAsStream("bad-input.yaml")) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** One kind of bad input. */
    record Kind(JsonNode node) {

        @Override
        public String toString() {
            return node.path("kind").asText();
        }
    }
}
