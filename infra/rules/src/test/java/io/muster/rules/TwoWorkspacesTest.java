package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.local.issuer.Issuer;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Two workspaces that work on the same account, over HTTP: each has its own campaign and people, and finds nothing else. */
@TestInstance(Lifecycle.PER_CLASS)
class TwoWorkspacesTest {

    private static final String RIVAL = "rival";
    private static final List<String> OF_ONE = List.of("/campaigns/{", "/contacts/{", "/suppressions/{");
    private static final String ACCOUNT = """
        {"kind": "account", "accountId": "acme", "timeZone": "America/Chicago",
         "lead": {"name": "Dana 4711", "email": "dana4711@example.com", "phone": "+15125550141", "title": "COO"},
         "accountContacts": [{"name": "Lee 4711", "email": "lee4711@example.com", "title": "Director"}]}\
        """;

    private Served served;
    private String campaign = "";
    private String contact = "";
    private String suppression = "";

    @BeforeAll
    void open(@TempDir Path folder) {
        served = new Served(folder);
        campaign = made(Served.HOME).path("id").asText();
        contact = member(Served.HOME, campaign);
        served.good("POST", "/suppressions", "application/json", "{\"address\": \"gone4711@example.com\"}");
        suppression = served.good("GET", "/suppressions", "application/json", "")
                .at("/items/0/id")
                .asText();
    }

    @AfterAll
    void close() {
        served.close();
    }

    private Served.Answer send(String workspace, String method, String path, String body) {
        var headers =
                Map.of("Authorization", served.bearer(workspace, Issuer.SCOPES), "Content-Type", "application/json");
        return served.send(method, path, headers, body);
    }

    private JsonNode made(String workspace) {
        var made = send(workspace, "POST", "/campaigns", ACCOUNT);
        assertEquals(201, made.status(), made.toString());
        return made.json();
    }

    private String member(String workspace, String of) {
        var found = send(workspace, "GET", "/campaigns/" + of, "");
        assertEquals(200, found.status(), found.toString());
        return found.json().at("/request/members/0/contactId").asText();
    }

    /** Returns every operation about one campaign, contact or address. */
    static Stream<Contract.Operation> operations() {
        return Contract.operations().stream()
                .filter(operation -> OF_ONE.stream().anyMatch(operation.path()::startsWith));
    }

    private String target(Contract.Operation operation) {
        if (operation.path().startsWith("/campaigns/")) {
            return operation.target(campaign);
        }
        return operation.target(operation.path().startsWith("/contacts/") ? contact : suppression);
    }

    /** Everything that is stored but for what the other workspace has of its own. */
    private Map<?, ?> home() {
        var stored = served.stored();
        stored.keySet().removeIf(key -> key.getFirst().startsWith("W#" + RIVAL + "#"));
        return stored;
    }

    /** The example of a request, about the other workspace's contact where it is about one. */
    private String body(Contract.Operation operation) {
        var example = operation
                .node()
                .at("/requestBody/content/application~1json/example")
                .deepCopy();
        if (example.has("contactId")) {
            ((ObjectNode) example).put("contactId", contact);
        }
        return example.isMissingNode() ? "" : example.toString();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void what_another_workspace_has_is_not_there_and_stays_as_it_was(Contract.Operation operation) {
        var before = home();
        var answer = send(RIVAL, operation.method(), target(operation), body(operation));
        assertEquals(404, answer.status(), operation.key() + ": " + answer);
        assertFalse(answer.text().contains("4711"), answer.toString());
        assertEquals(before, home());
    }

    @Test
    void there_is_such_an_operation_for_everything_that_is_asked_about_an_account() {
        var keys = operations().map(Contract.Operation::key).toList();
        for (var key : List.of(
                "GET /campaigns/{id}/plan",
                "POST /campaigns/{id}/next-touch",
                "POST /campaigns/{id}/meetings",
                "POST /campaigns/{id}/deals",
                "POST /campaigns/{id}/touches/{touchId}/settle",
                "POST /campaigns/{id}/responses",
                "GET /contacts/{id}/export",
                "GET /contacts/{id}/eligibility",
                "DELETE /contacts/{id}")) {
            assertTrue(keys.contains(key), key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/campaigns", "/contacts", "/suppressions", "/tasks", "/contacts/imports"})
    void lists_of_another_workspace_are_empty(String list) {
        var answer = send("nobody", "GET", list, "");
        assertEquals(200, answer.status());
        assertEquals(0, answer.json().path("items").size());
    }

    @Test
    void the_same_account_in_two_workspaces_is_two_campaigns_with_people_of_their_own() {
        var theirs = made(RIVAL).path("id").asText();
        assertNotEquals(campaign, theirs);
        assertNotEquals(contact, member(RIVAL, theirs));
        var again = send(Served.HOME, "POST", "/campaigns", ACCOUNT);
        assertEquals(409, again.status());
        assertTrue(again.text().contains(campaign) && !again.text().contains(theirs), again.toString());
        assertEquals(
                200,
                send(RIVAL, "POST", "/campaigns/" + theirs + "/cancel", "{}").status());
        assertEquals(
                "active",
                send(Served.HOME, "GET", "/campaigns/" + campaign, "")
                        .json()
                        .path("status")
                        .asText());
    }

    /** Who opted out in one workspace is no secret of it that the other could read, and none that it must heed. */
    @Test
    void an_address_that_is_suppressed_in_one_workspace_is_open_in_the_other() {
        var theirs = made("third").path("id").asText();
        var lead = "/contacts/" + member("third", theirs);
        assertEquals(200, send("third", "DELETE", lead, "").status());
        assertEquals(200, send(Served.HOME, "GET", "/contacts/" + contact, "").status());
        var eligible = send(Served.HOME, "GET", "/contacts/" + contact + "/eligibility?channel=email", "");
        assertFalse(eligible.text().contains("suppressed"), eligible.toString());
    }
}
