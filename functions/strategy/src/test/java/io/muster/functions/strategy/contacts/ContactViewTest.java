package io.muster.functions.strategy.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Table;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a contact's page says of its interest. */
class ContactViewTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant ANSWERED = Desk.START.minus(Duration.ofDays(6));

    private final Desk desk = new Desk();
    private final Table table = new Table(desk.platform.dynamoDb(), "muster");

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_contact_that_nobody_has_asked_is_not_interested_and_has_no_last_response() throws Exception {
        save();
        assertEquals(JSON.readTree("""
            {"level": "low", "points": 0, "interested": false, "engagement": 0.0, "attempts": 0,
             "responses": 0, "positives": 0}\
            """), told());
    }

    @Test
    void what_it_did_is_counted_and_judged_as_of_now() throws Exception {
        save();
        answered();
        assertEquals(JSON.readTree("""
            {"level": "very_high", "points": 8, "interested": true, "engagement": 60.0, "attempts": 6,
             "responses": 2, "positives": 2, "lastResponseAt": "2026-05-26T14:00:00Z"}\
            """), told());
        desk.now = Desk.START.plus(Duration.ofDays(90));
        assertEquals(JSON.readTree("""
            {"level": "high", "points": 6, "interested": false, "engagement": 0.0, "attempts": 6,
             "responses": 2, "positives": 2, "lastResponseAt": "2026-05-26T14:00:00Z"}\
            """), told());
    }

    @Test
    void what_its_credentials_are_worth_is_told_with_what_is_missing() throws Exception {
        save();
        assertEquals(JSON.readTree("""
            {"verdict": "enriched", "score": 47.0,
             "missing": ["licence", "insurance", "established", "specialties"]}\
            """), read().path("qualification"));
    }

    private void save() {
        new ContactStore(table)
                .save(
                        "acme",
                        List.of(new Contact(
                                "ct_1",
                                Tier.GENERAL,
                                new Profile("Ann", "Firm", "ann@example.com", null, null, null),
                                Set.of("lawn-care"),
                                Place.UNKNOWN,
                                new Credentials(58, 3.1, 30, null, null, null),
                                "import",
                                Map.of())));
    }

    /** Six touches, the first of them longer ago than counts; three of the five others were answered. */
    private void answered() {
        var old = new Gate.Recent(Desk.START.minus(Duration.ofDays(91)), "c0", ANSWERED);
        var answered = new Gate.Recent(ANSWERED, "c1", ANSWERED);
        var silent = new Gate.Recent(ANSWERED, "c2");
        var past = new Gate.Past(6, 3, 1, 0, 2, 2, ANSWERED, ANSWERED);
        var gate =
                new Gate("ct_1", Set.of(), null, List.of(old, answered, answered, answered, silent, silent), past, 0);
        var transaction = table.transaction();
        GateStore.put(transaction, "acme", gate);
        transaction.commit();
    }

    /** The part of the answer that tells of interest, flat. */
    private JsonNode told() throws JsonProcessingException {
        var read = read();
        var told = JSON.createObjectNode();
        told.setAll((ObjectNode) read.path("interest"));
        for (var name : List.of("engagement", "attempts", "responses", "positives", "lastResponseAt")) {
            if (read.has(name)) {
                told.set(name, read.path(name));
            }
        }
        return told;
    }

    private JsonNode read() throws JsonProcessingException {
        var answer = desk.call("GET /contacts/{id}", Map.of("id", "ct_1"), Map.of(), Map.of(), null);
        assertEquals(200, answer.status(), answer.body());
        return JSON.readTree(answer.body());
    }
}
