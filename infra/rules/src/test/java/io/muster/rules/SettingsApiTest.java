package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsApiTest {

    private final Handlers handlers = new Handlers();
    private final Calls calls = new Calls(handlers);

    @AfterEach
    void close() {
        handlers.close();
    }

    @Test
    void every_setting_is_listed_with_kind_range_default_and_value() {
        var all = calls.get("/settings?limit=100");
        assertEquals(200, all.status());
        assertTrue(all.each("key").containsAll(List.of("caps.email.perDay", "quiet-hours.byState", "categories")));
        var first = calls.get("/settings?limit=3");
        assertEquals(all.each("key").subList(0, 3), first.each("key"));
        var second = calls.get(
                "/settings?limit=100&cursor=" + first.body().path("next").asText());
        assertEquals(all.each("key").subList(3, all.each("key").size()), second.each("key"));
        var cap = calls.get("/settings/caps.email.perDay").body();
        assertEquals(50, cap.path("default").asInt());
        assertEquals(50, cap.path("value").asInt());
        assertEquals("0 to 1000000", cap.path("range").asText());
        assertEquals(0, cap.path("version").asInt());
    }

    @Test
    void a_change_says_who_made_it_and_when_and_is_kept_in_the_history() {
        var changed = calls.put("/settings/cool-off.hours", "{\"value\": 24, \"version\": 0}");
        assertEquals(24, changed.body().path("value").asInt());
        assertEquals("ada", changed.body().path("changedBy").asText());
        assertEquals("2026-06-01T14:00:00Z", changed.body().path("changedAt").asText());
        handlers.pass(Duration.ofHours(1));
        var back = calls.delete("/settings/cool-off.hours");
        assertEquals(72, back.body().path("value").asInt());
        assertEquals(2, back.body().path("version").asInt());
        assertEquals(
                List.of("2", "1"), calls.get("/settings/cool-off.hours/history").each("version"));
        assertEquals(
                List.of(),
                calls.in("other").get("/settings/cool-off.hours/history").each("version"));
        assertEquals(
                72,
                calls.in("other")
                        .get("/settings/cool-off.hours")
                        .body()
                        .path("value")
                        .asInt());
    }

    @Test
    void only_an_administrator_changes_settings() {
        var operator = calls.scoped("read operate approve");
        assertEquals(
                403, operator.put("/settings/cool-off.hours", "{\"value\": 24}").status());
        assertEquals(403, operator.delete("/settings/cool-off.hours").status());
        assertEquals(
                72,
                operator.get("/settings/cool-off.hours").body().path("value").asInt());
    }

    @Test
    void a_change_of_what_somebody_else_has_changed_meanwhile_is_a_conflict() {
        calls.put("/settings/cool-off.hours", "{\"value\": 24}");
        var late = calls.put("/settings/cool-off.hours", "{\"value\": 12, \"version\": 0}");
        assertEquals("changed_meanwhile", late.code());
        assertEquals(
                24, calls.get("/settings/cool-off.hours").body().path("value").asInt());
    }

    @Test
    void there_is_no_setting_of_another_name() {
        assertEquals(404, calls.get("/settings/caps.pigeon.perDay").status());
        assertEquals(
                404, calls.put("/settings/caps.pigeon.perDay", "{\"value\": 1}").status());
        assertEquals(404, calls.get("/settings/x/history").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "caps.contact.perDay | 0",
                "caps.contact.perDay | \"3\"",
                "caps.contact.perDay | 1.5",
                "caps.email.perDay | 99999999999999999999",
                "cool-off.hours | -1",
                "campaign.confidence | 0.4",
                "operator.email | \"dana\"",
                "operator.email | \"\"",
                "operator.email | null",
                "quiet-hours.usual | \"21:00-08:00\"",
                "quiet-hours.usual | \"8 to 9\"",
                "quiet-hours.usual | 8",
                "quiet-hours.byState | []",
                "categories | \"lawn\"",
            })
    void a_value_that_is_not_of_the_settings_kind_and_range_is_refused(String key, String value) {
        var refused = calls.put("/settings/" + key, "{\"value\": " + value + "}");
        assertEquals(422, refused.status());
        assertEquals(1, refused.violations().size());
        assertTrue(refused.violations().containsKey("value"), refused.toString());
        assertEquals(0, calls.get("/settings/" + key).body().path("version").asInt());
    }

    @Test
    void all_that_is_wrong_is_named_at_once() {
        assertEquals(
                Map.of(
                        "value.Texas", "is not a state of the US",
                        "value.FL.saturday", "is required",
                        "value.FL.sunday", "is no stretch of a day",
                        "value.FL.lunch", "is not a field of this request",
                        "why", "is not a field of this request"),
                calls.put("/settings/quiet-hours.byState", """
                    {"value": {"Texas": {"weekdays": "08:00-20:00", "saturday": "08:00-20:00", "sunday": "08:00-20:00"},
                               "FL": {"weekdays": "08:00-20:00", "sunday": "20:00-08:00", "lunch": "x"}}, "why": 1}\
                    """).violations());
        assertEquals(
                Map.of("value[0]", "is out of range", "value[1]", "is not a number"),
                calls.put("/settings/check-ins.fractions.urgent", "{\"value\": [0, \"x\", 1]}")
                        .violations());
        assertEquals(
                Map.of("value", "does not rise to 1"),
                calls.put("/settings/check-ins.fractions.urgent", "{\"value\": [0.5, 0.5, 1]}")
                        .violations());
        assertEquals(
                Map.of("value[1]", "is not one of the values allowed"),
                calls.put("/settings/adviser.levels", "{\"value\": [\"mild\", \"bad\"]}")
                        .violations());
        assertEquals(
                Map.of("value.Lawn Care", "is not a category's key"),
                calls.put("/settings/categories", "{\"value\": {\"Lawn Care\": [\"lawn\"]}}")
                        .violations());
        assertEquals(
                Map.of("limt", "is not a parameter of this request"),
                calls.get("/settings?limt=1").violations());
    }

    @Test
    void a_campaign_is_planned_with_the_settings_of_its_workspace() {
        calls.put("/settings/check-ins.fractions.urgent", "{\"value\": [0.5, 1]}");
        calls.put("/settings/categories", "{\"value\": {\"lawn-care\": [\"lawn\"], \"gardens\": [\"lawn care\"]}}");
        calls.put("/settings/campaign.bidsNeeded", "{\"value\": 2}");
        var card = """
            {"id": "bc_1", "projectType": "lawn care", "timelineHours": 24, "urgency": "urgent",
             "location": {"state": "TX"}, "channels": ["email"]}\
            """;
        var preview = calls.post("/campaigns/preview", card.replace("\"id\"", "\"bidCardId\""))
                .body();
        assertEquals(2, preview.path("bidsNeeded").asInt());
        assertEquals("[\"lawn-care\",\"gardens\"]", preview.path("categories").toString());
    }
}
