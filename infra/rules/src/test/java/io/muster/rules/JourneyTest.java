package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.local.issuer.Issuer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives every operation of the contract over HTTP with the contract's own examples, and holds each answer against it. */
class JourneyTest {

    /** The touch of the contract's examples. */
    private static final String TOUCH = "01JZ0000000000000000000001-1-0-2";

    private final Set<String> driven = new TreeSet<>();

    @TempDir
    private Path folder;

    @Test
    void every_operation_does_with_its_own_example_what_the_contract_says() throws IOException {
        try (var served = new Served(folder)) {
            served.contractors(60);
            new Tour(served).through();
        }
        var promised = new TreeSet<String>();
        Contract.operations()
                .forEach(operation ->
                        promised.add(operation.node().path("operationId").asText()));
        assertEquals(promised, driven);
    }

    /** The way through the API, in an order in which each step finds what it needs. */
    private final class Tour {

        private final Served served;
        private final Map<String, String> ids = new HashMap<>();
        private int requests;

        Tour(Served served) {
            this.served = served;
        }

        void through() {
            settings();
            contacts();
            tasks();
            templates();
            cards();
            formerPaths();
            campaign();
            people();
            troubles();
            account();
            rights();
            drive("readHealth");
        }

        private void settings() {
            drive("listSettings");
            drive("readSetting");
            drive("changeSetting");
            drive("listSettingChanges");
            drive("resetSetting");
        }

        private void contacts() {
            drive("importContacts");
            drive("createContact");
            ids.put("contact", drive("listContacts").at("/items/0/id").asText());
            drive("readContact", "contact");
            drive("readEligibility", "contact");
            drive("exportContacts");
            ids.put("import", drive("uploadContacts").path("id").asText());
            drive("listImports");
            drive("readImport", "import");
            drive("readImportErrors", "import");
            ids.put("suppression", drive("suppress").at("/items/0/id").asText());
            drive("listSuppressions");
            drive("readSuppression", "suppression");
            drive("liftSuppression", "suppression");
            drive("replaceContact", "contact");
        }

        /** The example changes version 2, so that there are two before it. */
        private void templates() {
            drive("listTemplates");
            drive("readTemplate");
            for (int version = 0; version < 2; version++) {
                var words = "{\"version\": " + version
                        + ", \"text\": \"{{senderName}}: {{source}}. Reply STOP to opt out.\"}";
                served.good("PUT", "/templates/sms.invitation", "application/json", words);
            }
            drive("changeTemplate");
            drive("listTemplateVersions");
            drive("readTemplateVersion");
            drive("previewTemplate");
            drive("testTemplate");
            drive("restoreTemplate");
        }

        private void cards() {
            ids.put("potential", drive("savePotentialBidCard").path("id").asText());
            convert("convertBidCard");
            drive("listPotentialBidCards");
            ids.put(
                    "potential",
                    served.good("POST", "/potential-bid-cards", "application/json", """
                        {"title": "Hedges", "projectType": "hedge trimming", "location": {"state": "TX"}}\
                        """)
                            .path("id")
                            .asText());
            convert("formerConvert");
            var saved = drive("saveBidCard");
            ids.put("card", saved.path("id").asText());
            ids.put("campaign", saved.at("/campaign/id").asText());
            drive("cancelCampaign", "campaign");
            drive("listBidCards");
            drive("readBidCard", "card");
        }

        private void convert(String operation) {
            drive("readPotentialBidCard", "potential");
            ids.put("campaign", drive(operation, "potential").at("/campaign/id").asText());
            drive("cancelCampaign", "campaign");
        }

        private void formerPaths() {
            for (var create : new String[] {"formerCreateIntelligent", "formerIntelligentCampaign"}) {
                ids.put("campaign", drive(create).path("id").asText());
                drive("requestCheckIn", "campaign");
                for (var path : new String[] {"formerCheckIn", "formerStatus", "formerEscalate", "formerMonitoring"}) {
                    drive(path, "campaign");
                }
                drive("cancelCampaign", "campaign");
            }
        }

        private void campaign() {
            drive("previewCampaign");
            var draft = served.good("POST", "/campaigns", "application/json", """
                {"bidCardId": "bc_draft", "projectType": "lawn care", "location": {"state": "TX"}, "draft": true}\
                """);
            ids.put("draft", draft.path("id").asText());
            drive("launchCampaign", "draft");
            ids.put("campaign", drive("createCampaign").path("id").asText());
            drive("listCampaigns");
            for (var read : new String[] {"readCampaign", "readStatus", "readMonitoring", "readTimeline"}) {
                drive(read, "campaign");
            }
            drive("requestCheckIn", "campaign");
            drive("readCheckIn", "campaign");
            drive("escalateCampaign", "campaign");
            drive("pauseCampaign", "campaign");
            drive("resumeCampaign", "campaign");
            var whoever = Map.of("contactId", ids.getOrDefault("contact", ""));
            drive("recordBid", "campaign", whoever);
            drive("recordResponse", "campaign", whoever);
        }

        /** Whoever is to be called is somebody's task. */
        private void tasks() {
            served.good("POST", "/contacts", "application/json", """
                {"profile": {"company": "Ridge Roofing", "phone": "+15125550177"}, "categories": ["roofing"],
                 "place": {"city": "Austin", "state": "TX", "postalCode": "78701"},
                 "consents": {"phone": {"source": "fair", "at": "2026-05-01T12:00:00Z"}}}\
                """);
            var campaign = served.good("POST", "/campaigns", "application/json", """
                {"bidCardId": "bc_calls", "projectType": "roofing", "location": {"state": "TX"}, "channels": ["phone"],
                 "urgency": "urgent", "bidsNeeded": 1}\
                """);
            served.await("people have work", () -> !task().isEmpty());
            drive("listTasks");
            ids.put("task", task());
            drive("readTask", "task");
            drive("assignTask", "task");
            var path = "/tasks/" + ids.get("task") + "/complete";
            served.good("POST", path, "application/json", "{\"outcome\": \"other\"}");
            drive("reopenTask", "task");
            drive("completeTask", "task");
            served.good("POST", "/campaigns/" + campaign.path("id").asText() + "/cancel", "application/json", "{}");
        }

        /** Time passes until a mail has a link and the campaign is reported. */
        private void people() {
            served.await("somebody is written to", () -> !token().isEmpty());
            ids.put("token", token());
            drive("askOptOut", "token");
            drive("optOut", "token");
            drive("cancelCampaign", "campaign");
            served.await("the campaign is reported", () -> reported(ids.getOrDefault("campaign", "")));
            drive("readReport", "campaign");
        }

        private void rights() {
            drive("exportContact", "contact");
            drive("eraseContact", "contact");
            drive("eraseContact", "contact");
        }

        /** Two messages that nobody can read die: one is sent again, the other thrown away. */
        private void troubles() {
            served.poison("reporting", "lost1");
            served.poison("reporting", "lost2");
            served.await(
                    "both messages are dead letters",
                    () -> drive("listDeadLetters").path("items").size() == 2);
            var letters = drive("listDeadLetters").path("items");
            ids.put("letter", letters.at("/0/id").asText());
            drive("readDeadLetter", "letter");
            drive("redriveDeadLetter", "letter");
            ids.put("letter", letters.at("/1/id").asText());
            drive("discardDeadLetter", "letter");
            drive("redriveDeadLetters");
            drive("summariseErrors");
        }

        /** A sequence whose people have had their time to answer gets a touch on demand, a meeting and a deal. */
        private void account() {
            var asked = served.good("POST", "/campaigns", "application/json", """
                {"kind": "account", "accountId": "barton-foods", "responseTimeoutHours": 1, "timeZone": "America/Chicago",
                 "lead": {"name": "Dana Reed", "email": "dana@bartonfoods.example.com", "title": "COO"}}\
                """);
            ids.put("account", asked.path("id").asText());
            drive("readPlan", "account");
            drive("readStatus", "account");
            drive("readCampaign", "account");
            served.await("the first touch has been sent", () -> sentAt().isPresent());
            var patient = sentAt().orElseThrow().plus(Duration.ofHours(1));
            served.await(
                    "the time for an answer is over",
                    () -> !served.stack().time().business().isBefore(patient));
            drive("requestNextTouch", "account");
            ids.put("touch", served.unknown(ids.getOrDefault("account", "")));
            drive("settleTouch", "account");
            drive("recordMeeting", "account");
            drive("removeMeeting", "account");
            drive("recordDeal", "account");
            drive("cancelCampaign", "account");
            drive("readTimeline", "account");
            served.await("the sequence is reported", () -> reported(ids.getOrDefault("account", "")));
            drive("readReport", "account");
        }

        private Optional<Instant> sentAt() {
            var touch =
                    served.stack().api().get("/campaigns/" + ids.get("account")).at("/touches/0");
            return touch.has("sentAt")
                    ? Optional.of(Instant.parse(touch.path("sentAt").asText()))
                    : Optional.empty();
        }

        /** Returns a call that is to be made. */
        private String task() {
            return served.good("GET", "/tasks?kind=call", "application/json", "")
                    .at("/items/0/id")
                    .asText();
        }

        private boolean reported(String campaign) {
            var timeline = served.stack()
                    .api()
                    .get("/campaigns/" + campaign + "/timeline")
                    .path("items");
            return timeline.path(timeline.size() - 1).at("/event/type").asText().equals("reported");
        }

        private String token() {
            return served.stack().mailbox().all().stream()
                    .flatMap(mail -> mail.header("List-Unsubscribe").stream())
                    .map(link -> link.replaceAll(".*/u/|>", ""))
                    .findFirst()
                    .orElse("");
        }

        private JsonNode drive(String operationId) {
            return drive(operationId, "");
        }

        /** Sends the example of an operation, about what an earlier answer named. */
        private JsonNode drive(String operationId, String about) {
            return drive(operationId, about, Map.of());
        }

        /** Sends the example with some fields of its body changed to what exists here. */
        private JsonNode drive(String operationId, String about, Map<String, String> changed) {
            var operation = Contract.operations().stream()
                    .filter(one -> one.node().path("operationId").asText().equals(operationId))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the contract has no " + operationId));
            var method = operation.method();
            var path = operation.target(ids.getOrDefault(about, "")).replace(TOUCH, ids.getOrDefault("touch", TOUCH));
            var content = operation.node().at("/requestBody/content");
            JsonNode answer = MissingNode.getInstance();
            if (content.isMissingNode()) {
                answer = send(operation, method, path, "application/json", "");
            }
            for (var sent : content.properties()) {
                var example = sent.getValue().path("example").deepCopy();
                changed.forEach((field, value) -> ((ObjectNode) example).put(field, value));
                var body = example.isTextual() ? example.asText() : example.toString();
                answer = send(operation, method, path, sent.getKey(), body);
            }
            driven.add(operationId);
            return answer;
        }

        private JsonNode send(Contract.Operation operation, String method, String path, String type, String body) {
            var headers = Map.of(
                    "Authorization",
                    served.bearer(Served.HOME, Issuer.SCOPES),
                    "Content-Type",
                    type,
                    "Idempotency-Key",
                    "request-" + requests++);
            var answer = served.send(method, path, headers, body);
            assertTrue(answer.status() < 300, operation.key() + ": " + answer);
            var said = operation.answer(answer.status()).path("content").path(answer.type());
            assertTrue(said.path("schema").isObject(), operation.key() + " may not answer " + answer);
            if (answer.type().equals("application/json")) {
                assertEquals(Set.of(), Contract.violations(said.path("schema"), answer.json()), operation.key());
            }
            return answer.json();
        }
    }
}
