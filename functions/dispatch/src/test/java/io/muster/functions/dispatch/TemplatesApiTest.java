package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.invitation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.TemplateVersion;
import io.muster.aws.store.Texts;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.Status;
import io.muster.domain.error.Category;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import io.muster.functions.dispatch.template.Template;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SMS = "{{senderName}}: a bid for {{projectTitle}}? {{source}}. Reply STOP to end.";
    private static final String TEXT =
            "Hi {{recipientName}}, {{senderName}}, {{postalAddress}}, {{source}}, {{optOutUrl}}";
    private static final String HTML = "<p>" + TEXT + "</p>";

    private Stage stage;
    private TemplatesApi api;

    @BeforeEach
    void open() {
        stage = new Stage();
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        stage.contact("c1", "c1@example.com", "+15125550101");
        stage.contact("c2", "c2@example.com", "+15125550102");
        api = api(Remote.immortal());
    }

    private TemplatesApi api(Remote remote) {
        return new TemplatesApi(stage.platform("templates-api", remote), stage.outlets("templates-api", remote));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** What came back. */
    private record Answer(int status, JsonNode body) {

        String code() {
            return body.path("code").asText();
        }

        Set<String> wrong() {
            var fields = new TreeSet<String>();
            body.path("violations")
                    .forEach(one -> fields.add(one.path("field").asText() + " "
                            + one.path("message").asText()));
            return fields;
        }
    }

    @Test
    void all_templates_are_listed_page_by_page_in_order_with_what_they_may_name() {
        var ids = new ArrayList<String>();
        String cursor = null;
        do {
            var query = cursor == null ? Map.of("limit", "5") : Map.of("limit", "5", "cursor", cursor);
            var page = call("GET /templates", null, query, null, Map.of()).body();
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            cursor =
                    page.path("next").isMissingNode() ? null : page.path("next").asText();
        } while (cursor != null);
        assertEquals(Template.values().length, ids.size());
        assertEquals(ids.stream().sorted().toList(), ids);
        var mail = get("GET /templates/{id}", "email.invitation");
        assertEquals("email", mail.path("channel").asText());
        assertEquals("invitation", mail.path("kind").asText());
        assertEquals(0, mail.path("version").asInt());
        assertFalse(mail.path("edited").asBoolean());
        assertEquals("[\"subject\",\"text\",\"html\"]", mail.path("parts").toString());
        var required = new TreeSet<String>();
        mail.path("variables").forEach(one -> {
            if (one.path("required").asBoolean()) {
                required.add(one.path("name").asText());
            }
        });
        assertEquals(Set.of("senderName", "postalAddress", "optOutUrl", "source"), required);
        assertTrue(mail.at("/texts/text").asText().contains("HOW TO BID"));
    }

    @Test
    void every_version_is_kept_with_who_and_when_and_an_older_one_comes_back_as_a_new_one() {
        var first = put("sms.invitation", 0, SMS);
        assertEquals(200, first.status());
        assertEquals(1, first.body().path("version").asInt());
        assertEquals("ada", first.body().path("changedBy").asText());
        assertEquals("2026-11-24T18:00:00Z", first.body().path("changedAt").asText());
        stage.pass(Duration.ofMinutes(1));
        assertEquals(200, put("sms.invitation", 1, SMS + " Thanks.").status());
        var old = get("GET /templates/{id}/versions/{version}", "sms.invitation", "1");
        assertEquals(SMS, old.at("/texts/text").asText());
        assertEquals(
                200, put("sms.invitation", 2, old.at("/texts/text").asText()).status());
        var restored = call("DELETE /templates/{id}", "sms.invitation", Map.of("version", "3"), null, Map.of());
        assertEquals(4, restored.body().path("version").asInt());
        assertFalse(restored.body().path("edited").asBoolean());
        assertEquals(List.of("4 true", "3 false", "2 false", "1 false", "0 true"), versions("sms.invitation", 50));
        assertEquals(versions("sms.invitation", 50), versions("sms.invitation", 2));
        assertEquals(versions("sms.invitation", 50), versions("sms.invitation", 5));
        assertEquals(versions("sms.invitation", 50), versions("sms.invitation", 4));
        var builtIn = get("GET /templates/{id}/versions/{version}", "sms.invitation", "0");
        assertEquals(
                builtIn.path("texts"),
                get("GET /templates/{id}/versions/{version}", "sms.invitation", "4")
                        .path("texts"));
        assertEquals(200, put("sms.invitation", 4, SMS).status());
        assertEquals(
                5, get("GET /templates/{id}", "sms.invitation").path("version").asInt());
        assertEquals(
                0, get("GET /templates/{id}", "sms.reminder").path("version").asInt());
    }

    @Test
    void who_knows_an_older_version_changes_nothing_and_who_repeats_a_change_makes_it_once() {
        assertEquals(200, put("sms.invitation", 0, SMS).status());
        assertEquals(1, put("sms.invitation", 0, SMS).body().path("version").asInt());
        assertEquals(
                "changed_meanwhile", put("sms.invitation", 0, SMS + " Now.").code());
        assertEquals(
                "changed_meanwhile", put("sms.invitation", 7, SMS + " Now.").code());
        var stale = call("DELETE /templates/{id}", "sms.invitation", Map.of("version", "0"), null, Map.of());
        assertEquals("changed_meanwhile", stale.code());
        assertEquals(200, put("sms.invitation", 1, SMS + " Now.").status());
        assertEquals(409, put("sms.invitation", 0, SMS).status(), "it is not in use any more");
        assertEquals(List.of("2 false", "1 false", "0 true"), versions("sms.invitation", 50));
        var untouched = call("DELETE /templates/{id}", "sms.reminder", Map.of("version", "0"), null, Map.of());
        assertEquals(200, untouched.status());
        assertEquals(List.of("0 true"), versions("sms.reminder", 50));
    }

    @Test
    void everything_wrong_is_named_at_once_and_nothing_is_stored() {
        var wrong = call("PUT /templates/{id}", "email.invitation", Map.of(), """
            {"version": -1, "subject": "a\\nb", "text": "{{nobody}}", "sms": "x", "html": "<script>{{{x}}}</script>"}\
            """, Map.of());
        assertEquals(422, wrong.status());
        assertEquals(
                Set.of(
                        "version is out of range",
                        "subject has the control character U+000A",
                        "sms is not a field of this request",
                        "text names the unknown variable nobody (line 1)",
                        "html has a script element (line 1)",
                        "html has a {{{ tag (line 1)",
                        "html names the unknown variable x (line 1)"),
                wrong.wrong());
        var empty = call("PUT /templates/{id}", "email.invitation", Map.of(), "{}", Map.of());
        assertEquals(
                Set.of("version is required", "subject is required", "text is required", "html is required"),
                empty.wrong());
        assertEquals(List.of("0 true"), versions("email.invitation", 50));
    }

    @Test
    void what_the_law_asks_for_cannot_be_left_out() {
        var wrong = put("email.invitation", 0, "A bid?", "Hi {{recipientName}}", "<p>Hi</p>");
        assertEquals(
                Set.of(
                        "text does not always say senderName",
                        "text does not always say postalAddress",
                        "text does not always say optOutUrl",
                        "text does not always say source",
                        "html does not always say senderName",
                        "html does not always say postalAddress",
                        "html does not always say optOutUrl",
                        "html does not always say source"),
                wrong.wrong());
        assertEquals(
                Set.of("text does not say how to opt out"),
                put("sms.invitation", 0, "{{senderName}} {{source}}").wrong());
    }

    @ParameterizedTest
    @CsvSource({
        "GET /templates/{id}, email.nothing, 404",
        "GET /templates/{id}/versions, email.nothing, 404",
        "GET /templates/{id}/versions/{version}, email.alert, 404",
        "PUT /templates/{id}, email.nothing, 404",
        "DELETE /templates/{id}, email.nothing, 404",
        "DELETE /templates/{id}, email.alert, 422",
        "POST /templates/{id}/preview, email.nothing, 404",
        "POST /templates/{id}/test-send, email.nothing, 404",
        "POST /templates/{id}/test-send, phone.invitation, 409",
        "POST /templates/{id}/test-send, linkedin.invitation, 409"
    })
    void what_is_not_there_is_said_so(String route, String id, int status) {
        assertEquals(
                status,
                call(route, id, Map.of(), "{\"to\": \"a@example.com\"}", Map.of())
                        .status());
    }

    @Test
    void another_workspace_has_its_own_words() {
        put("sms.invitation", 0, SMS);
        var there = call("GET /templates/{id}", "sms.invitation", Map.of(), null, Map.of(), "other", "read");
        assertEquals(0, there.body().path("version").asInt());
        var version = call(
                "GET /templates/{id}/versions/{version}", "sms.invitation", Map.of(), null, Map.of(), "other", "read");
        assertEquals(404, version.status());
    }

    @Test
    void reading_needs_read_and_changing_and_sending_need_operate() {
        for (var route : List.of("PUT /templates/{id}", "DELETE /templates/{id}", "POST /templates/{id}/test-send")) {
            assertEquals(
                    403,
                    call(route, "sms.invitation", Map.of(), "{}", Map.of(), "acme", "read")
                            .status());
        }
        assertEquals(
                403,
                call("GET /templates", null, Map.of(), null, Map.of(), "acme", "operate")
                        .status());
    }

    // -- preview

    @Test
    void a_preview_shows_the_version_in_use_or_a_draft_with_examples() {
        var shown =
                post("POST /templates/{id}/preview", "email.invitation", "{}").body();
        assertEquals(
                "Bid wanted by Tuesday, November 24, 2:00 PM CST: Weekly lawn care for a family home in Austin, TX"
                        + " 78704",
                shown.path("subject").asText());
        assertTrue(shown.path("text").asText().contains("Green & Co\n1 Main St, Austin, TX 78701"));
        assertEquals(1, shown.path("warnings").size());
        var draft =
                post("POST /templates/{id}/preview", "email.invitation", """
                    {"subject": "For {{recipientName}}", "variables": {"recipientName": "<b>Ana</b>\\nBcc: x {{source}}"}}\
                    """).body();
        assertEquals("For <b>Ana</b> Bcc: x {{source}}", draft.path("subject").asText());
        assertTrue(draft.path("html").asText().contains("Hello &lt;b&gt;Ana&lt;/b&gt; Bcc: x {{source}},"));
        assertEquals(
                0,
                get("GET /templates/{id}", "email.invitation").path("version").asInt());
    }

    @Test
    void a_preview_counts_what_a_text_message_costs_and_warns() {
        var plain = post("POST /templates/{id}/preview", "sms.invitation", "{}").body();
        assertEquals("gsm7", plain.at("/sms/encoding").asText());
        assertEquals(2, plain.at("/sms/segments").asInt());
        assertEquals("[]", plain.path("warnings").toString());
        assertTrue(plain.path("subject").isMissingNode());
        var wide = post(
                        "POST /templates/{id}/preview",
                        "sms.invitation",
                        "{\"variables\": {\"projectTitle\": \"\\u8349\\u5208\\u308a\"}}")
                .body();
        assertEquals("ucs2", wide.at("/sms/encoding").asText());
        assertEquals(2, wide.path("warnings").size(), wide.toString());
    }

    @Test
    void a_preview_for_a_campaign_and_a_contact_says_what_the_message_would_and_opts_nobody_out() {
        var shown = post(
                        "POST /templates/{id}/preview",
                        "email.invitation",
                        "{\"campaignId\": \"camp1\", \"contactId\": \"c1\", \"variables\": {\"budget\": \"EUR 9\"}}")
                .body();
        assertEquals(
                "Bid wanted by Wednesday, November 25, 12:00 AM CST: Lawn care, spring in Austin, TX 78701",
                shown.path("subject").asText());
        var text = shown.path("text").asText();
        assertTrue(text.contains("Hello Firm c1,") && text.contains("up to EUR 9"), text);
        assertTrue(text.contains("https://muster.example.com/u/example"), text);
        assertEquals(
                404,
                post("POST /templates/{id}/preview", "email.invitation", "{\"campaignId\": \"camp2\"}")
                        .status());
        assertEquals(
                404,
                post("POST /templates/{id}/preview", "email.invitation", "{\"contactId\": \"c9\"}")
                        .status());
    }

    @Test
    void a_preview_with_a_hole_or_an_unknown_variable_is_refused() {
        var hole = post(
                "POST /templates/{id}/preview", "email.invitation", "{\"variables\": {\"senderName\": \"\\u202e\"}}");
        assertEquals(422, hole.status());
        assertTrue(
                hole.wrong().iterator().next().contains("senderName"),
                hole.wrong().toString());
        var unknown = post("POST /templates/{id}/preview", "email.invitation", "{\"variables\": {\"phone\": \"1\"}}");
        assertEquals(Set.of("variables.phone is not a field of this request"), unknown.wrong());
        var draft = post("POST /templates/{id}/preview", "email.invitation", "{\"text\": \"{{phone}}\"}");
        assertEquals(Set.of("text names the unknown variable phone (line 1)"), draft.wrong());
    }

    // -- test sends

    @Test
    void a_test_goes_once_under_its_key_marked_as_one_with_nobodys_opt_out() {
        var sent = testSend("k1", "{\"to\": \"me@example.com\"}");
        assertEquals("accepted", sent.body().path("outcome").asText());
        assertEquals(sent, testSend("k1", "{\"to\": \"me@example.com\"}"));
        assertEquals(
                "idempotency_key_reused",
                testSend("k1", "{\"to\": \"you@example.com\"}").code());
        assertEquals(1, stage.provider.accepted.size());
        var message = stage.provider.accepted.getFirst();
        assertTrue(message.subject().startsWith("[Test] Bid wanted by "), message.subject());
        assertEquals("me@example.com", message.to().address());
        assertEquals(sent.body().path("id").asText(), message.touchId());
        assertNull(message.optOutUrl());
        assertTrue(message.text().contains("https://muster.example.com/u/example"), message.text());
        assertEquals(0, stage.used(Channel.EMAIL, LocalDate.parse("2026-11-24")));
        testSend("k2", "{\"to\": \"me@example.com\"}");
        assertEquals(2, stage.provider.accepted.size());
    }

    @Test
    void wherever_a_life_ends_a_test_is_never_sent_twice_under_its_key() {
        var whole = Remote.immortal();
        testSend(api(whole), "k0", "{\"to\": \"me@example.com\"}");
        int calls = whole.calls.size();
        assertTrue(whole.calls.contains("send") && calls >= 4, whole.calls.toString());
        for (var death : Remote.Death.values()) {
            for (int last = 1; last <= calls; last++) {
                var key = death + "-" + last;
                var before = stage.provider.accepted.size();
                try {
                    testSend(api(new Remote(last, death)), key, "{\"to\": \"me@example.com\"}");
                } catch (Killed gone) {
                    assertTrue(death.name().endsWith("_CALL"), key);
                }
                var again = testSend(key, "{\"to\": \"me@example.com\"}");
                assertEquals(200, again.status(), key);
                int sent = stage.provider.accepted.size() - before;
                assertTrue(sent <= 1, key + " sent " + sent);
                assertEquals(again, testSend(key, "{\"to\": \"me@example.com\"}"), key);
                if (again.body().path("outcome").asText().equals("accepted")) {
                    assertEquals(1, sent, key);
                }
            }
        }
    }

    @Test
    void what_the_provider_says_of_a_test_is_the_answer() {
        stage.provider.behaviour = message -> new Receipt.Refused(Category.API, "SES answered 429", null);
        var refused = testSend("k1", "{\"to\": \"me@example.com\"}").body();
        assertEquals("refused", refused.path("outcome").asText());
        assertEquals("SES answered 429", refused.path("reason").asText());
        stage.provider.behaviour = message -> new Receipt.Ambiguous("no answer");
        assertEquals(
                "unknown",
                testSend("k2", "{\"to\": \"me@example.com\"}")
                        .body()
                        .path("outcome")
                        .asText());
    }

    @Test
    void a_suppressed_address_gets_no_test_and_no_key_is_spent_on_it() {
        var suppressions = new SuppressionStore(stage.table, new SignedTokens(new KeyRing(stage.table)));
        suppressions.suppress(new SuppressionStore.Wish(
                "acme",
                "c1",
                Set.of("c1@example.com"),
                Set.of(Channel.EMAIL),
                Suppression.Reason.ONE_CLICK,
                "camp1-1-0-0",
                Stage.NOON));
        assertEquals(
                "suppressed", testSend("k1", "{\"to\": \"C1@Example.com\"}").code());
        assertEquals(200, testSend("k1", "{\"to\": \"me@example.com\"}").status());
        assertEquals(1, stage.provider.offered.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"to\": \"me@example.com\\r\\nBcc: all@example.com\"}|to has the control character U+000D",
                "{\"to\": \"me\"}|to is not an address of this channel",
                "{\"to\": \"me@example.com, you@example.com\"}|to is not an address of this channel",
                "{\"to\": \"Me <me@example.com>\"}|to is not an address of this channel",
                "{}|to is required",
                "{\"to\": \"me@example.com\", \"text\": \"{{x}}\"}|text names the unknown variable x (line 1)"
            })
    void a_test_that_is_not_valid_goes_nowhere(String body, String wrong) {
        assertEquals(Set.of(wrong), testSend("k1", body).wrong());
        assertEquals(List.of(), stage.provider.offered);
    }

    @Test
    void a_test_without_a_key_goes_nowhere() {
        var refused = post("POST /templates/{id}/test-send", "email.invitation", "{\"to\": \"me@example.com\"}");
        assertEquals(Set.of("Idempotency-Key is required"), refused.wrong());
        assertEquals(List.of(), stage.provider.offered);
    }

    @Test
    void a_test_goes_by_text_and_by_the_machine_that_calls_where_there_are_such() {
        stage.machineCalls = true;
        var calling = api(Remote.immortal());
        for (var template : List.of("sms.invitation", "phone.invitation")) {
            var sent = call(
                    calling,
                    "POST /templates/{id}/test-send",
                    template,
                    "1",
                    Map.of(),
                    "{\"to\": \"+15125550123\"}",
                    Map.of("Idempotency-Key", template),
                    "acme",
                    "read operate");
            assertEquals("accepted", sent.body().path("outcome").asText(), sent.toString());
        }
        assertEquals(1, stage.provider.accepted.size());
    }

    // -- in use

    @Test
    void a_changed_template_is_what_the_very_next_message_says() {
        stage.slice(invitation("c1", Channel.EMAIL));
        assertEquals(
                200,
                put("email.invitation", 0, "For {{recipientName}}", TEXT, HTML).status());
        stage.dispatch();
        assertEquals("For Firm c1", stage.provider.accepted.getFirst().subject());
        put("email.invitation", 1, "Once more, {{recipientName}}", TEXT, HTML);
        stage.slice(invitation("c2", Channel.EMAIL));
        stage.dispatch();
        assertEquals("Once more, Firm c2", stage.provider.accepted.getLast().subject());
    }

    @Test
    void a_template_that_cannot_be_filled_in_fails_its_touch_clearly_and_no_other() {
        put("email.invitation", 0, "For {{recipientName}}", TEXT, HTML);
        var broken = new TemplateVersion("email.invitation", 1, new Texts("x", "{{gone}}", "<p>"), "ada", Stage.NOON);
        stage.table.put(Items.write(Keys.templateVersion("acme", "email.invitation", 1), broken));
        stage.slice(
                invitation("c1", Channel.EMAIL),
                Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.ALERT, Stage.NOON));
        stage.dispatch();
        var touches = stage.stored().touches();
        assertEquals(TouchState.FAILED, touches.getFirst().state());
        assertEquals("TEMPLATE_BROKEN email.invitation/1", touches.getFirst().reason());
        assertEquals(TouchState.SENT, touches.get(1).state());
        assertEquals(1, stage.provider.accepted.size());
    }

    @Test
    void new_words_are_read_once_and_templates_that_nobody_changed_never() {
        var unchanged = Remote.immortal();
        stage.slice(invitation("c1", Channel.EMAIL));
        stage.deliver(stage.handler(unchanged), Stage.wave());
        put("email.invitation", 0, "For {{recipientName}}", TEXT, HTML);
        var changed = Remote.immortal();
        var handler = stage.handler(changed);
        stage.slice(invitation("c2", Channel.EMAIL));
        stage.deliver(handler, Stage.wave());
        long first = reads(changed);
        assertEquals(reads(unchanged) + 1, first);
        stage.contact("c3", "c3@example.com", null);
        stage.slice(invitation("c3", Channel.EMAIL));
        stage.deliver(handler, Stage.wave());
        assertEquals(2 * first - 1, reads(changed));
        assertEquals("For Firm c3", stage.provider.accepted.getLast().subject());
    }

    private static long reads(Remote remote) {
        return remote.calls.stream().filter("batchGetItem"::equals).count();
    }

    @Test
    void a_machine_that_calls_says_only_what_is_to_be_said() {
        stage.machineCalls = true;
        stage.slice(invitation("c1", Channel.PHONE));
        stage.dispatch();
        var spoken = stage.provider.accepted.getFirst().text();
        assertTrue(spoken.startsWith("Hello, this is a message from Green & Co, on behalf of Sam."), spoken);
        assertFalse(spoken.contains("08:00") || spoken.contains("..."), spoken);
        assertEquals(List.of(), stage.tasks());
    }

    @Test
    void a_task_is_written_with_the_built_in_words_when_the_workspaces_own_are_broken() {
        var texts = JSON.createObjectNode()
                .put("version", 0)
                .put("subject", "Ring {{recipientName}}")
                .put("text", "{{senderName}} calls");
        assertEquals(
                200,
                call("PUT /templates/{id}", "phone.invitation", Map.of(), texts.toString(), Map.of())
                        .status());
        stage.slice(invitation("c1", Channel.PHONE));
        stage.dispatch();
        assertEquals("Ring Firm c1", stage.tasks().getFirst().subject());
        var broken = new TemplateVersion("phone.invitation", 1, new Texts("x", "{{gone}}", null), "ada", Stage.NOON);
        stage.table.put(Items.write(Keys.templateVersion("acme", "phone.invitation", 1), broken));
        stage.slice(invitation("c2", Channel.PHONE));
        stage.dispatch();
        assertEquals(
                List.of("Call Firm c2: Lawn care, spring"),
                stage.tasks().stream().map(HumanTask::subject).toList());
    }

    // -- calling

    private List<String> versions(String id, int limit) {
        var all = new ArrayList<String>();
        String cursor = null;
        do {
            var query = new HashMap<>(Map.of("limit", String.valueOf(limit)));
            if (cursor != null) {
                query.put("cursor", cursor);
            }
            var page = call("GET /templates/{id}/versions", id, query, null, Map.of())
                    .body();
            page.path("items")
                    .forEach(one -> all.add(one.path("version").asInt() + " "
                            + one.path("builtIn").asBoolean()));
            cursor =
                    page.path("next").isMissingNode() ? null : page.path("next").asText();
        } while (cursor != null);
        return all;
    }

    private Answer put(String id, int version, String text) {
        var body = JSON.createObjectNode().put("version", version).put("text", text);
        return call("PUT /templates/{id}", id, Map.of(), body.toString(), Map.of());
    }

    private Answer put(String id, int version, String subject, String text, String html) {
        ObjectNode body = JSON.createObjectNode()
                .put("version", version)
                .put("subject", subject)
                .put("text", text)
                .put("html", html);
        return call("PUT /templates/{id}", id, Map.of(), body.toString(), Map.of());
    }

    private JsonNode get(String route, String id) {
        return get(route, id, "1");
    }

    private JsonNode get(String route, String id, String version) {
        return call(api, route, id, version, Map.of(), null, Map.of(), "acme", "read operate")
                .body();
    }

    private Answer post(String route, String id, String body) {
        return call(route, id, Map.of(), body, Map.of());
    }

    private Answer testSend(String key, String body) {
        return testSend(api, key, body);
    }

    private static Answer testSend(TemplatesApi on, String key, String body) {
        return call(
                on,
                "POST /templates/{id}/test-send",
                "email.invitation",
                "1",
                Map.of(),
                body,
                Map.of("Idempotency-Key", key),
                "acme",
                "read operate");
    }

    private Answer call(
            String route,
            @Nullable String id,
            Map<String, String> query,
            @Nullable String body,
            Map<String, String> headers) {
        return call(route, id, query, body, headers, "acme", "read operate");
    }

    private Answer call(
            String route,
            @Nullable String id,
            Map<String, String> query,
            @Nullable String body,
            Map<String, String> headers,
            String workspace,
            String scopes) {
        return call(api, route, id, "1", query, body, headers, workspace, scopes);
    }

    private static Answer call(
            TemplatesApi on,
            String route,
            @Nullable String id,
            String version,
            Map<String, String> query,
            @Nullable String body,
            Map<String, String> headers,
            String workspace,
            String scopes) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        var jwt = Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", workspace, "sub", "ada", "scope", scopes))
                .build();
        var event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey(route)
                .withHeaders(all)
                .withQueryStringParameters(query)
                .withPathParameters(id == null ? Map.of() : Map.of("id", id, "version", version))
                .withRequestContext(RequestContext.builder()
                        .withRequestId("r1")
                        .withAuthorizer(Authorizer.builder().withJwt(jwt).build())
                        .build())
                .withBody(body)
                .build();
        var response = on.handleRequest(event, new NoContext());
        try {
            return new Answer(response.getStatusCode(), JSON.readTree(response.getBody()));
        } catch (JsonProcessingException wrong) {
            throw new AssertionError("no JSON: " + response.getBody(), wrong);
        }
    }
}
