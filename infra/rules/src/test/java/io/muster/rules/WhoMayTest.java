package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.local.issuer.Issuer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contract, asked by those who may not: it gives nothing away and changes nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class WhoMayTest {

    private static final String RIVAL = "rival";

    /** What only the home workspace knows. */
    private static final List<String> SECRETS = List.of("hedge 4711", "dana4711@example.com");

    private final Map<String, String> ids = new HashMap<>();
    private Served served;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        served = new Served(folder);
        served.contractors(60);
        var saved = served.good("POST", "/bid-cards", "application/json", """
            {"id": "bc_4711", "title": "The hedge 4711", "projectType": "lawn care", "bidsNeeded": 2, "timelineHours": 24,
             "location": {"state": "TX"}, "requester": {"name": "Dana", "email": "dana4711@example.com"}}\
            """);
        ids.put("/bid-cards/", saved.path("id").asText());
        ids.put("/campaigns/", saved.at("/campaign/id").asText());
        ids.put("/contacts/", first("/contacts"));
        served.good("POST", "/suppressions", "application/json", "{\"address\": \"dana4711@example.com\"}");
        ids.put("/suppressions/", first("/suppressions"));
        ids.put("/contacts/imports/", made("/contacts/imports", "{\"format\": \"csv\", \"bytes\": 10}"));
        served.poison("reporting", "lost");
        served.await(
                "the message is a dead letter", () -> !first("/dead-letters").isEmpty());
        ids.put("/dead-letters/", first("/dead-letters"));
        ids.put("/eaa/campaigns/", ids.getOrDefault("/campaigns/", ""));
        ids.put("/api/campaigns/", ids.getOrDefault("/campaigns/", ""));
        var potential = served.good("POST", "/potential-bid-cards", "application/json", "{\"title\": \"Lawn\"}");
        ids.put("/potential-bid-cards/", potential.path("id").asText());
        ids.put("/api/cia/potential-bid-cards/", potential.path("id").asText());
    }

    private String made(String resource, String body) {
        return served.good("POST", resource, "application/json", body)
                .path("id")
                .asText();
    }

    private String first(String list) {
        return served.good("GET", list, "application/json", "")
                .at("/items/0/id")
                .asText();
    }

    @AfterAll
    void close() {
        served.close();
    }

    static Stream<Contract.Operation> guarded() {
        return Contract.operations().stream()
                .filter(operation -> !operation.scope().equals("open"));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void without_a_token_nothing_is_answered(Contract.Operation operation) {
        assertEquals(401, untouched(operation, "").status());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void with_every_scope_but_the_one_it_asks_for_nothing_is_answered(Contract.Operation operation) {
        var others = Issuer.SCOPES.stream()
                .filter(scope -> !scope.equals(operation.scope()))
                .toList();
        assertEquals(
                403, untouched(operation, served.bearer(Served.HOME, others)).status());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void a_token_that_does_not_hold_is_answered_by_nothing(Contract.Operation operation) {
        var before = served.stored();
        served.tokens()
                .forgeries(Served.HOME)
                .forEach((wrong, token) ->
                        assertEquals(401, send(operation, token).status(), wrong));
        assertEquals(before, served.stored());
    }

    /** These hold at the gateway, which knows neither kinds of token nor groups; the functions refuse them. */
    @ParameterizedTest
    @MethodSource("guarded")
    void a_token_that_holds_opens_no_more_than_it_says(Contract.Operation operation) {
        var before = served.stored();
        var tokens = served.tokens();
        var others = Issuer.SCOPES.stream()
                .filter(scope -> !scope.equals(operation.scope()))
                .toList();
        refused("no_access_token", operation, tokens.id(Served.HOME));
        refused("several_workspaces", operation, tokens.torn(Served.HOME, RIVAL));
        refused("several_workspaces", operation, person(List.of(Served.HOME, RIVAL), Issuer.SCOPES));
        refused("no_workspace", operation, tokens.person(List.of()));
        refused("no_workspace", operation, person(List.of(), Issuer.SCOPES));
        refused("missing_scope", operation, person(List.of(Served.HOME), others));
        assertEquals(before, served.stored());
    }

    private void refused(String code, Contract.Operation operation, String token) {
        var answer = send(operation, token);
        assertEquals(403, answer.status(), answer.toString());
        assertEquals(code, answer.json().path("code").asText());
    }

    private String person(List<String> workspaces, List<String> rights) {
        return served.tokens().person(groups(workspaces, rights));
    }

    private static List<String> groups(List<String> workspaces, List<String> rights) {
        return Stream.concat(
                        workspaces.stream().map("workspace/"::concat),
                        rights.stream().map("muster/"::concat))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void tokens_in_the_forms_of_cognito_read_what_others_read(Contract.Operation operation) {
        var usual = send(operation, served.bearer(Served.HOME, List.of("read"))).status();
        assertTrue(usual < 500, operation.key());
        for (var token : List.of(
                served.tokens().machine(Served.HOME, List.of("read")), person(List.of(Served.HOME), List.of("read")))) {
            assertEquals(usual, send(operation, token).status(), operation.key());
        }
    }

    @Test
    void tokens_in_the_forms_of_cognito_make_and_find_things_in_their_workspace() {
        var machine = served.tokens().machine(Served.HOME, List.of("operate"));
        var headers = Map.of("Content-Type", "application/json", "Authorization", machine);
        var made = served.send("POST", "/potential-bid-cards", headers, "{\"title\": \"Fence\"}");
        assertEquals(201, made.status(), made.toString());
        var path = "/potential-bid-cards/" + made.json().path("id").asText();
        var person = person(List.of(Served.HOME), List.of("read"));
        assertEquals(
                200,
                served.send("GET", path, Map.of("Authorization", person), "").status());
        var rival = person(List.of(RIVAL), List.of("read"));
        assertEquals(
                404,
                served.send("GET", path, Map.of("Authorization", rival), "").status());
    }

    static Stream<Contract.Operation> reads() {
        return guarded().filter(operation -> operation.method().equals("GET"));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void another_workspace_reads_nothing_of_this_one(Contract.Operation operation) {
        var before = served.stored();
        for (var token : rivals()) {
            var answer = send(operation, token);
            SECRETS.forEach(secret -> assertFalse(answer.text().contains(secret), answer.toString()));
            if (ids.keySet().stream().anyMatch(resource -> operation.path().startsWith(resource + "{"))) {
                assertEquals(404, answer.status(), answer.toString());
            }
        }
        assertEquals(before, served.stored());
    }

    /** Returns tokens with every right in the other workspace, in every form. */
    private List<String> rivals() {
        return List.of(
                served.bearer(RIVAL, Issuer.SCOPES),
                served.tokens().machine(RIVAL, Issuer.SCOPES),
                person(List.of(RIVAL), Issuer.SCOPES));
    }

    static Stream<Contract.Operation> writes() {
        return guarded()
                .filter(operation -> !operation.method().equals("GET"))
                .filter(operation -> operation.path().contains("{"));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void another_workspace_changes_nothing_of_this_one(Contract.Operation operation) {
        var before = home();
        for (var token : rivals()) {
            var answer = send(operation, token);
            assertTrue(answer.status() < 500, answer.toString());
        }
        assertEquals(before, home());
    }

    private Map<?, ?> home() {
        var stored = served.stored();
        stored.keySet().removeIf(key -> key.getFirst().startsWith("W#" + RIVAL + "#"));
        return stored;
    }

    private Served.Answer untouched(Contract.Operation operation, String authorization) {
        var before = served.stored();
        var answer = send(operation, authorization);
        assertEquals(before, served.stored(), operation.key());
        return answer;
    }

    private Served.Answer send(Contract.Operation operation, String authorization) {
        var content = operation.node().at("/requestBody/content").properties().stream()
                .findFirst();
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", content.map(Map.Entry::getKey).orElse("application/json"));
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        var example = content.map(entry -> entry.getValue().path("example"));
        var body = example.map(value -> value.isTextual() ? value.asText() : value.toString());
        return served.send(operation.method(), path(operation), headers, body.orElse(""));
    }

    private String path(Contract.Operation operation) {
        var id = ids.entrySet().stream()
                .filter(resource -> operation.path().startsWith(resource.getKey() + "{"))
                .map(Map.Entry::getValue)
                .findFirst();
        return operation.target(id.orElse(""));
    }
}
