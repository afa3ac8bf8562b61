package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.domain.error.Category;
import io.muster.domain.error.Circuit;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Circuits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lists with their filters, and what a single contact can be asked. */
class ListsTest {

    private static final String FIRM = """
        {"tier": 2, "profile": {"company": "Barton Turf", "email": "Info@BartonTurf.example.com", "phone": "(512) 555-0101"},
         "categories": ["Lawn Care"], "place": {"city": "Austin", "state": "Texas", "postalCode": "78704"},
         "credentials": {"leadScore": 58, "rating": 4.5, "reviews": 12}}\
        """;

    private final Handlers handlers = new Handlers();
    private final Calls calls = new Calls(handlers);

    @AfterEach
    void close() {
        handlers.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/campaigns",
                "/bid-cards",
                "/potential-bid-cards",
                "/contacts",
                "/tasks",
                "/suppressions",
                "/settings",
                "/settings/categories/history"
            })
    void every_list_refuses_a_bad_limit_a_bad_cursor_and_an_unknown_parameter_by_name(String path) {
        assertEquals(
                Map.of("limit", "is out of range"),
                calls.get(path + "?limit=101").violations());
        assertEquals(
                Set.of("limit"), calls.get(path + "?limit=many").violations().keySet());
        assertEquals(
                Map.of("cursor", "is not one of this list"),
                calls.get(path + "?cursor=bm8").violations());
        assertEquals(
                Map.of("colour", "is not a parameter of this request"),
                calls.get(path + "?colour=red").violations());
    }

    @Test
    void campaigns_are_found_by_status_urgency_and_bid_card() {
        var urgent = campaign("bc_1", "urgent");
        handlers.pass(Duration.ofSeconds(1));
        var flexible = campaign("bc_2", "flexible");
        assertEquals(List.of(flexible, urgent), calls.get("/campaigns").each("id"));
        assertEquals(
                List.of(urgent),
                calls.get("/campaigns?urgency=urgent&status=active").each("id"));
        assertEquals(List.of(flexible), calls.get("/campaigns?bidCardId=bc_2").each("id"));
        assertEquals(List.of(), calls.get("/campaigns?result=goal_met").each("id"));
        assertEquals(
                Set.of("result"),
                calls.get("/campaigns?result=won").violations().keySet());
        var first = calls.get("/campaigns?limit=1&status=active");
        assertEquals(
                List.of(urgent),
                calls.get("/campaigns?limit=1&status=active&cursor="
                                + first.body().path("next").asText())
                        .each("id"));
    }

    private String campaign(String card, String urgency) {
        return calls.post("/campaigns", """
            {"bidCardId": "%s", "projectType": "lawn care", "location": {"state": "TX"}, "urgency": "%s"}\
            """.formatted(card, urgency))
                .body()
                .path("id")
                .asText();
    }

    @Test
    void potential_bid_cards_are_listed_until_they_are_confirmed() {
        var card = "{\"id\": \"%s\", \"projectType\": \"lawn care\", \"location\": {\"state\": \"TX\"}}";
        calls.post("/potential-bid-cards", card.formatted("bc_1"));
        calls.post("/potential-bid-cards", card.formatted("bc_2"));
        assertEquals(List.of("bc_1", "bc_2"), calls.get("/potential-bid-cards").each("id"));
        calls.post("/potential-bid-cards/bc_1/convert-to-bid-card", "{}");
        assertEquals(List.of("bc_2"), calls.get("/potential-bid-cards").each("id"));
        assertEquals(List.of("bc_1"), calls.get("/bid-cards").each("id"));
    }

    @Test
    void a_campaign_for_a_bid_card_that_is_not_here_says_so_first_where_it_cannot_do_without() {
        var refused = calls.post("/campaigns", "{\"bidCardId\": \"bc_lawn\", \"bidsNeeded\": 4}");
        assertEquals("bidCardId", refused.body().at("/violations/0/field").asText());
        assertTrue(refused.body().at("/violations/0/message").asText().startsWith("is no bid card of this workspace"));
        assertEquals(
                Set.of("bidCardId", "projectType", "location"),
                refused.violations().keySet());
        assertEquals(
                refused.violations(),
                calls.post("/campaigns/preview", "{\"bidCardId\": \"bc_lawn\"}").violations());
    }

    @Test
    void a_plan_that_nothing_could_save_says_nothing_of_how_many_are_missing() {
        var plan = calls.post("/campaigns", """
            {"bidCardId": "bc_1", "projectType": "lawn care", "location": {"state": "TX"}, "bidsNeeded": 50,
             "timelineHours": 0.01, "channels": ["email"]}\
            """).body().path("plan");
        assertFalse(plan.path("feasible").asBoolean());
        assertFalse(plan.has("missing"), plan.toString());
    }

    @Test
    void contacts_are_made_one_by_one_known_again_and_replaced() {
        var first = calls.keyed("k1").post("/contacts", FIRM);
        assertEquals(201, first.status());
        assertEquals(
                "info@bartonturf.example.com", first.body().at("/profile/email").asText());
        assertEquals("+15125550101", first.body().at("/profile/phone").asText());
        assertEquals("TX", first.body().at("/place/state").asText());
        assertEquals("[\"lawn-care\"]", first.body().path("categories").toString());
        assertEquals(first, calls.keyed("k1").post("/contacts", FIRM));
        assertEquals(
                "idempotency_key_reused",
                calls.keyed("k1").post("/contacts", FIRM.replace("58", "59")).code());
        var again = calls.post(
                "/contacts", FIRM.replace("\"tier\": 2", "\"tier\": 3").replace("Lawn Care", "Roofing"));
        assertEquals(200, again.status());
        assertEquals(2, again.body().path("tier").asInt());
        assertEquals(
                "[\"lawn-care\",\"roofing\"]", again.body().path("categories").toString());
        var id = first.body().path("id").asText();
        var replaced = calls.put("/contacts/" + id, "{\"tier\": 3, \"profile\": {\"email\": \"new@example.com\"}}");
        assertEquals(3, replaced.body().path("tier").asInt());
        assertEquals(
                "{\"email\":\"new@example.com\"}",
                replaced.body().path("profile").toString());
        assertEquals("api", replaced.body().path("source").asText());
        var read = (ObjectNode) calls.get("/contacts/" + id).body();
        read.retain(replaced.body().properties().stream().map(Map.Entry::getKey).toList());
        assertEquals(replaced.body(), read);
        assertEquals(404, calls.in("other").put("/contacts/" + id, FIRM).status());
        assertEquals(404, calls.in("other").get("/contacts/" + id).status());
    }

    @Test
    void contacts_are_found_by_tier_state_category_and_source() {
        var turf = calls.post("/contacts", FIRM).body().path("id").asText();
        var roof = calls.post("/contacts", """
            {"tier": 1, "profile": {"email": "roof@example.com"}, "categories": ["roofing"], "source": "fair",
             "place": {"state": "FL"}}\
            """).body().path("id").asText();
        assertEquals(List.of(roof), calls.get("/contacts?tier=1").each("id"));
        assertEquals(List.of(turf), calls.get("/contacts?state=tx").each("id"));
        assertEquals(
                List.of(turf),
                calls.get("/contacts?category=lawn-care&state=TX").each("id"));
        assertEquals(List.of(roof), calls.get("/contacts?source=fair").each("id"));
        assertEquals(List.of(), calls.get("/contacts?source=fair&tier=2").each("id"));
        assertEquals(Set.of("tier"), calls.get("/contacts?tier=4").violations().keySet());
    }

    @Test
    void all_that_is_wrong_with_a_contact_is_named_at_once() {
        assertEquals(
                Set.of("tier", "credentials.rating", "colour", "profile.age"),
                calls.post("/contacts", """
                    {"tier": 4, "profile": {"email": "a@example.com", "age": 5}, "credentials": {"rating": 9}, "colour": 1}\
                    """).violations().keySet());
        assertEquals(
                Set.of("profile.email", "profile.phone", "place.timeZone"),
                calls.post("/contacts", """
                    {"profile": {"email": "nobody", "phone": "12"}, "place": {"timeZone": "Mars"}}\
                    """).violations().keySet());
        assertEquals(
                Set.of("profile"),
                calls.post("/contacts", "{\"profile\": {\"name\": \"Ann\"}}")
                        .violations()
                        .keySet());
        assertEquals(List.of(), calls.get("/contacts").each("id"));
    }

    @Test
    void a_contact_can_be_asked_what_holds_it_back_and_until_when() {
        var id = calls.post("/contacts", FIRM).body().path("id").asText();
        assertEquals(List.of(), gates(id, "channel=email"));
        assertTrue(calls.get("/contacts/" + id + "/eligibility?channel=email")
                .body()
                .path("eligible")
                .asBoolean());
        assertEquals(List.of("channel_disabled"), gates(id, "channel=sms"));
        assertEquals(List.of("no_consent"), gates(id, "channel=phone"));
        handlers.pass(Duration.ofHours(10));
        var night = calls.get("/contacts/" + id + "/eligibility?channel=email").body();
        assertEquals("quiet_hours", night.at("/gates/0/gate").asText());
        assertEquals("2026-06-02T14:00:00Z", night.path("next").asText());
        calls.put("/settings/caps.email.perDay", "{\"value\": 0}");
        assertEquals(List.of("quiet_hours", "channel_cap"), gates(id, "channel=email"));
        var campaign = campaign("bc_1", "urgent");
        assertEquals(List.of("channel_cap"), gates(id, "channel=email&campaignId=" + campaign));
        calls.post("/campaigns/" + campaign + "/pause", "{}");
        calls.post("/suppressions", "{\"address\": \"info@bartonturf.example.com\"}");
        assertEquals(
                List.of("campaign_not_sending", "suppressed", "channel_cap"),
                gates(id, "channel=email&campaignId=" + campaign));
        assertEquals(
                404,
                calls.get("/contacts/" + id + "/eligibility?channel=email&campaignId=x")
                        .status());
        assertEquals(
                404,
                calls.in("other")
                        .get("/contacts/" + id + "/eligibility?channel=email")
                        .status());
        assertEquals(
                Set.of("channel"),
                calls.get("/contacts/" + id + "/eligibility").violations().keySet());
    }

    /** Half past eight of an evening: calls are open in New York until nine, and closed in Florida since eight. */
    @Test
    void a_number_without_an_address_keeps_the_hours_of_the_state_that_it_is_of() {
        var miami = callable("(305) 555-0101");
        var newYork = callable("(212) 555-0101");
        var tollFree = callable("(800) 555-0101");
        handlers.pass(Duration.ofMinutes(630));
        assertEquals(List.of("quiet_hours"), gates(miami, "channel=phone"));
        assertEquals(
                "2026-06-02T12:00:00Z",
                calls.get("/contacts/" + miami + "/eligibility?channel=phone")
                        .body()
                        .path("next")
                        .asText());
        assertEquals(List.of(), gates(newYork, "channel=phone"));
        assertEquals(List.of("zone_unknown"), gates(tollFree, "channel=phone"));
    }

    private String callable(String phone) {
        return calls.post("/contacts", """
            {"tier": 2, "profile": {"phone": "%s"}, "categories": ["lawn care"],
             "consents": {"phone": {"source": "fair", "at": "2026-05-01T12:00:00Z"}}}\
            """.formatted(phone)).body().path("id").asText();
    }

    @Test
    void a_sender_that_has_sent_its_minutes_messages_holds_a_contact_back_until_the_next() {
        var id = calls.post("/contacts", FIRM).body().path("id").asText();
        var count =
                new HashMap<>(Keys.minute("acme", Channel.EMAIL, Handlers.START).attributes());
        count.put("used", AttributeValue.fromN("2"));
        table().put(count);
        calls.put("/settings/sender.perMinute.email", "{\"value\": 3}");
        assertEquals(List.of(), gates(id, "channel=email"));
        calls.put("/settings/sender.perMinute.email", "{\"value\": 2}");
        assertEquals(List.of("sender_rate"), gates(id, "channel=email"));
        assertEquals("2026-06-01T14:01:00Z", next(id));
        handlers.pass(Duration.ofMinutes(1));
        assertEquals(List.of(), gates(id, "channel=email"));
    }

    @Test
    void a_provider_that_is_left_alone_holds_a_contact_back_until_it_is_asked_again() {
        var id = calls.post("/contacts", FIRM).body().path("id").asText();
        var open = Circuit.CLOSED.failed(Category.PERMISSION, Handlers.START);
        table().put(Items.write(Keys.circuits(), new Circuits(Map.of(Channel.EMAIL, open), 1)));
        assertEquals(List.of("provider_down"), gates(id, "channel=email"));
        assertEquals(String.valueOf(open.until()), next(id));
        handlers.pass(Duration.between(Handlers.START, Objects.requireNonNull(open.until())));
        assertEquals(List.of(), gates(id, "channel=email"));
    }

    private Table table() {
        return new Table(handlers.platform().dynamoDb(), "muster");
    }

    private String next(String id) {
        return calls.get("/contacts/" + id + "/eligibility?channel=email")
                .body()
                .path("next")
                .asText();
    }

    private List<String> gates(String id, String query) {
        var answer = calls.get("/contacts/" + id + "/eligibility?" + query);
        return answer.body().path("gates").findValuesAsText("gate");
    }

    @Test
    void health_names_the_parts_it_asked_and_nothing_else() {
        var health = calls.get("/health");
        assertEquals(200, health.status());
        assertEquals(
                List.of(
                        "table",
                        "dispatch queue",
                        "check-in queue",
                        "escalation queue",
                        "reporting queue",
                        "feedback queue"),
                health.body().path("parts").findValuesAsText("name"));
        handlers.platform()
                .sqs()
                .deleteQueue(delete -> delete.queueUrl(
                        handlers.platform().installation().queues().dispatch().url()));
        assertEquals(health, calls.get("/health"));
        handlers.pass(Duration.ofSeconds(5));
        var failing = calls.get("/health");
        assertEquals(503, failing.status());
        assertEquals("failing", failing.body().path("status").asText());
        assertEquals(
                List.of("ok", "failing", "ok", "ok", "ok", "ok"),
                failing.body().path("parts").findValuesAsText("status"));
    }
}
