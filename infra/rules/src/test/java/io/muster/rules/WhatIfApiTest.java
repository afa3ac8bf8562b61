package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.domain.touch.Channel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A preview with simulated lives; every answer is held against the contract on its way. */
class WhatIfApiTest {

    private static final String REQUEST = """
        {"bidCardId": "bc_lawn", "projectType": "lawn care", "location": {"state": "TX"}, "bidsNeeded": 4,
         "urgency": "urgent", "timelineHours": 24}\
        """;

    private static final String COSTED = """
        {"bidCardId": "bc_lawn", "projectType": "lawn care", "location": {"state": "TX"}, "bidsNeeded": 4,
         "urgency": "urgent", "timelineHours": 24, "costs": {"perContact": 1, "missingBid": 100, "surplusBid": 5}}\
        """;

    private final Handlers handlers = new Handlers();
    private final Calls calls = new Calls(handlers);

    @AfterEach
    void close() {
        handlers.close();
    }

    @Test
    void the_same_request_is_answered_the_same_to_the_last_byte() {
        var answer = preview("?simulate=200", REQUEST);
        assertEquals(answer.toString(), preview("?simulate=200", REQUEST).toString());
        long seed = answer.at("/simulation/seed").asLong();
        assertEquals(
                answer.toString(),
                preview("?simulate=200&seed=" + seed, REQUEST).toString());
        assertNotEquals(
                answer.at("/simulation/bidsOverTime"),
                preview("?simulate=200&seed=" + (seed ^ 1), REQUEST).at("/simulation/bidsOverTime"));
        assertNotEquals(
                seed, preview("?simulate=200", COSTED).at("/simulation/seed").asLong());
    }

    @Test
    void lives_tell_of_the_campaign_that_the_strategy_plans() {
        var answer = preview("?simulate=500&seed=1", REQUEST);
        var simulation = answer.path("simulation");
        assertEquals(500, simulation.path("simulations").asInt());
        assertTrue(
                simulation.at("/interval/high").asDouble()
                        >= answer.path("pSuccess").asDouble(),
                simulation.toString());
        assertEquals(answer.path("startAt"), simulation.at("/bidsOverTime/0/at"));
        assertEquals(answer.path("deadline"), simulation.at("/bidsOverTime/24/at"));
        assertEquals(8, simulation.at("/sendsPerHour/0/mean").asDouble());
        assertEquals(8, simulation.at("/contacted/p5").asInt());
        assertTrue(simulation.at("/contacted/mean").asDouble() > 8, "check-ins add some");
        assertTrue(simulation.path("cost").isMissingNode());
    }

    @Test
    void what_other_campaigns_have_left_of_a_cap_is_all_that_there_is() {
        calls.put("/settings/caps.email.perDay", "{\"value\": 10}");
        var counter = new HashMap<>(
                Keys.cap("acme", Channel.EMAIL, LocalDate.of(2026, 6, 1), 0).attributes());
        counter.put("used", AttributeValue.fromN("8"));
        new Table(handlers.platform().dynamoDb(), "muster").put(counter);
        var simulation = preview("?simulate=100", REQUEST).path("simulation");
        var because = new ArrayList<String>();
        simulation
                .path("heldBack")
                .forEach(held -> because.add(held.path("because").asText()));
        assertTrue(because.contains("channel_cap"), because.toString());
        assertTrue(simulation.at("/sendsPerHour/0/most").asInt() <= 2, simulation.toString());
    }

    @Test
    void costs_are_expected_where_the_request_names_them() {
        var cost = preview("?simulate=100", COSTED).at("/simulation/cost");
        assertTrue(cost.at("/mean/total").asDouble() > 0, cost.toString());
        assertTrue(cost.path("p5").asDouble() <= cost.path("p95").asDouble(), cost.toString());
    }

    @Test
    void nothing_is_stored_and_without_simulate_nothing_is_simulated() {
        preview("?simulate=10", REQUEST);
        assertTrue(calls.get("/campaigns").each("id").isEmpty());
        assertTrue(preview("", REQUEST).path("simulation").isMissingNode());
    }

    @Test
    void wrong_parameters_are_refused_by_name_all_at_once() {
        assertEquals(Map.of("simulation", "is not a parameter of this request"), refused("?simulation=10"));
        assertEquals(Map.of("limit", "is not a parameter of this request"), refused("?limit=10"));
        for (var simulate : new String[] {"0", "10001", "-1", "1.5", "many", "", "99999999999999999999"}) {
            assertEquals(Map.of("simulate", "is out of range"), refused("?simulate=" + simulate), simulate);
        }
        assertEquals(Map.of("simulate", "is out of range", "seed", "is out of range"), refused("?simulate=0&seed=-1"));
        assertEquals(Map.of("seed", "is out of range"), refused("?simulate=1&seed=9007199254740992"));
        assertEquals(Map.of("seed", "is of no use without simulate"), refused("?seed=7"));
    }

    private Map<String, String> refused(String query) {
        var answer = calls.post("/campaigns/preview" + query, REQUEST);
        assertEquals(422, answer.status());
        return answer.violations();
    }

    private JsonNode preview(String query, String body) {
        var answer = calls.post("/campaigns/preview" + query, body);
        assertEquals(200, answer.status(), () -> answer.body().toString());
        return answer.body();
    }
}
