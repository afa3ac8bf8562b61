package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers of the systems that Muster replaces change nothing but the host. */
class FormerPathsTest {

    private static final String REQUEST = """
        {"bid_card_id": "bc_7", "project_type": "lawn care", "location": {"state": "TX", "postal_code": "78704"},
         "bids_needed": 4, "timeline_hours": 24, "urgency": "urgent", "channels": ["email"]}\
        """;

    private final Handlers handlers = new Handlers();
    private final Calls calls = new Calls(handlers);

    @AfterEach
    void close() {
        handlers.close();
    }

    @Test
    void a_campaign_is_created_watched_and_escalated_by_the_former_paths_as_by_todays() {
        var created = calls.keyed("k1").post("/eaa/campaigns/create-intelligent", REQUEST);
        assertEquals(201, created.status());
        assertEquals(created, calls.keyed("k1").post("/api/campaigns/intelligent", REQUEST));
        var id = created.body().path("id").asText();
        assertEquals(calls.get("/campaigns/" + id + "/status"), calls.get("/eaa/campaigns/" + id + "/status"));
        assertEquals(calls.get("/campaigns/" + id + "/monitoring"), calls.get("/api/campaigns/" + id + "/monitoring"));
        assertEquals(404, calls.get("/eaa/campaigns/" + id + "/check-in").status());
        assertEquals(
                "severe",
                calls.post("/eaa/campaigns/" + id + "/escalate", "{\"level\": \"severe\"}")
                        .body()
                        .at("/event/checkIn/level")
                        .asText());
        assertEquals(calls.get("/campaigns/" + id + "/check-in"), calls.get("/eaa/campaigns/" + id + "/check-in"));
    }

    @Test
    void a_potential_bid_card_is_converted_by_the_former_path() {
        calls.post("/potential-bid-cards", """
            {"id": "bc_1", "projectType": "lawn care", "location": {"state": "TX"}, "timelineHours": 24}\
            """);
        var converted = calls.post("/api/cia/potential-bid-cards/bc_1/convert-to-bid-card", "{\"bids_needed\": 2}");
        assertEquals(2, converted.body().at("/campaign/bidsNeeded").asInt());
    }

    @Test
    void what_is_wrong_is_named_as_the_caller_named_it() {
        assertEquals(
                Map.of(
                        "bids_needed", "is out of range",
                        "mystery_field", "is not a field of this request",
                        "location.radius_km", "is not a number",
                        "location.Odd_One", "is not a field of this request",
                        "channels[1]", "is not one of the values allowed"),
                calls.post("/api/campaigns/intelligent", """
                    {"bid_card_id": "bc_7", "bids_needed": 0, "mystery_field": 1, "channels": ["email", "pigeon"],
                     "location": {"state": "TX", "radius_km": "far", "Odd_One": 2}}\
                    """).violations());
        assertEquals(
                Map.of("bid_card_id", "is required"),
                calls.post("/api/campaigns/intelligent", "{\"project_type\": \"lawn care\"}")
                        .violations());
        assertEquals(
                Map.of("bidsNeeded", "is stated twice, in two spellings"),
                calls.post("/api/campaigns/intelligent", """
                    {"bid_card_id": "bc_7", "bids_needed": 3, "bidsNeeded": 4}\
                    """).violations());
        assertEquals(
                "malformed_json",
                calls.post("/api/campaigns/intelligent", "{\"a\"").code());
        assertEquals(List.of(), calls.get("/campaigns").each("id"));
    }

    @Test
    void the_former_paths_ask_for_the_same_scopes() {
        assertEquals(
                403,
                calls.scoped("read")
                        .post("/eaa/campaigns/create-intelligent", REQUEST)
                        .status());
        assertEquals(403, calls.scoped("operate").get("/eaa/campaigns/x/status").status());
    }
}
