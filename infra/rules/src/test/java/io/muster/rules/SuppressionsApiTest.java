package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.SuppressionStore.Wish;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsApiTest {

    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);
    private static final String INFO = "{\"address\": \"Info@Turf.example.com\"}";

    private final Handlers handlers = new Handlers();
    private final Calls calls = new Calls(handlers);
    private final Table table = new Table(handlers.platform().dynamoDb(), "muster");
    private final SuppressionStore store = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));

    @BeforeEach
    void two_firms_share_a_mailbox() {
        new ContactStore(table)
                .save(
                        "acme",
                        List.of(
                                contact("c1", "info@turf.example.com", "+15125550101"),
                                contact("c2", "info@turf.example.com", null)));
    }

    @AfterEach
    void close() {
        handlers.close();
    }

    private static Contact contact(String id, String email, @Nullable String phone) {
        return new Contact(
                id,
                Tier.GENERAL,
                new Profile(null, "Firm " + id, email, phone, null, null),
                Set.of("lawn-care"),
                new Place("Austin", "TX", "78701", "US", null, null, ZoneId.of("America/Chicago")),
                Credentials.UNKNOWN,
                "import",
                Map.of());
    }

    private Set<Channel> closed(String contactId) {
        return new GateStore(table).find("acme", contactId).suppressed();
    }

    @Test
    void an_address_is_suppressed_for_everybody_who_has_it_and_again_is_nothing_new() {
        var first = calls.post("/suppressions", INFO);
        assertEquals(201, first.status());
        assertEquals(List.of("info@turf.example.com"), first.each("address"));
        assertEquals(List.of("operator"), first.each("reason"));
        assertEquals(List.of("ada"), first.each("source"));
        assertEquals(ALL, closed("c1"));
        assertEquals(ALL, closed("c2"));
        var second = calls.post("/suppressions", INFO);
        assertEquals(200, second.status());
        assertEquals(first.body(), second.body());
        assertEquals(
                List.of("info@turf.example.com"), calls.get("/suppressions").each("address"));
        assertEquals(List.of(), calls.in("other").get("/suppressions").each("address"));
    }

    @Test
    void all_addresses_of_a_contact_are_suppressed() {
        var answer = calls.post("/suppressions", "{\"contactId\": \"c1\", \"channels\": [\"sms\"]}");
        assertEquals(2, answer.each("id").size());
        assertEquals(Set.of(Channel.SMS), closed("c1"));
        assertEquals(Set.of(Channel.SMS), closed("c2"));
        assertEquals(2, calls.get("/suppressions?channel=sms").each("id").size());
        assertEquals(0, calls.get("/suppressions?channel=email").each("id").size());
        assertEquals(2, calls.get("/suppressions?reason=operator").each("id").size());
        assertEquals(0, calls.get("/suppressions?reason=complaint").each("id").size());
        var page = calls.get("/suppressions?limit=1");
        var rest = calls.get(
                "/suppressions?limit=1&cursor=" + page.body().path("next").asText());
        assertEquals(
                Set.copyOf(answer.each("id")),
                Set.of(page.each("id").getFirst(), rest.each("id").getFirst()));
    }

    @Test
    void only_an_administrator_lifts_a_suppression_and_says_why_and_the_history_stays() {
        var id = calls.post("/suppressions", INFO).each("id").getFirst();
        assertEquals(
                403,
                calls.scoped("read operate approve")
                        .delete("/suppressions/" + id + "?reason=x")
                        .status());
        assertEquals(
                Map.of("reason", "is required"),
                calls.delete("/suppressions/" + id).violations());
        assertEquals(
                404,
                calls.in("other").delete("/suppressions/" + id + "?reason=x").status());
        assertEquals(ALL, closed("c1"));
        var lifted = calls.delete("/suppressions/" + id + "?reason=consent");
        assertEquals(0, lifted.body().path("channels").size());
        assertEquals("consent", lifted.body().at("/history/0/note").asText());
        assertEquals("operator", lifted.body().at("/history/1/reason").asText());
        assertEquals(Set.of(), closed("c1"));
        assertEquals(Set.of(), closed("c2"));
        assertEquals(Map.of(), store.suppressed("acme", Set.of("info@turf.example.com")));
        assertEquals(
                404, calls.delete("/suppressions/" + id + "?reason=consent").status());
        assertEquals(List.of(), calls.get("/suppressions").each("id"));
        calls.post("/suppressions", INFO);
        assertEquals(3, calls.get("/suppressions/" + id).body().path("history").size());
        assertEquals(ALL, closed("c2"));
    }

    @Test
    void what_another_suppression_closes_stays_closed() {
        calls.post("/suppressions", "{\"address\": \"+1 (512) 555-0101\", \"channels\": [\"sms\"]}");
        var id = calls.post("/suppressions", INFO).each("id").getFirst();
        calls.delete("/suppressions/" + id + "?reason=mistake");
        assertEquals(Set.of(Channel.SMS), closed("c1"));
        assertEquals(Set.of(), closed("c2"));
    }

    @Test
    void of_two_suppressions_at_once_with_different_channels_neither_is_lost() throws Exception {
        for (int round = 0; round < 20; round++) {
            var address = "info" + round + "@turf.example.com";
            try (var sources = Executors.newFixedThreadPool(ALL.size())) {
                var wishes = ALL.stream()
                        .map(channel -> (Callable<Boolean>) () -> store.suppress(new Wish(
                                "acme",
                                null,
                                Set.of(address),
                                Set.of(channel),
                                Suppression.Reason.HARD_BOUNCE,
                                "touch",
                                null,
                                Handlers.START)))
                        .toList();
                for (var wish : sources.invokeAll(wishes)) {
                    assertTrue(wish.get());
                }
            }
            assertEquals(Map.of(address, ALL), store.suppressed("acme", Set.of(address)));
        }
        assertTrue(store.list("acme").stream().allMatch(one -> one.channels().equals(ALL)));
    }

    @Test
    void the_same_key_gives_the_same_answer_and_another_body_is_a_conflict() {
        var first = calls.keyed("k1").post("/suppressions", INFO);
        assertEquals(201, first.status());
        assertEquals(first, calls.keyed("k1").post("/suppressions", INFO));
        assertEquals(
                "idempotency_key_reused",
                calls.keyed("k1")
                        .post("/suppressions", "{\"address\": \"b@example.com\"}")
                        .code());
        assertEquals(1, calls.get("/suppressions").each("id").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"address\": \"\"}",
                "{\"address\": \"  \", \"note\": \"asked on the phone\"}",
                "{\"contactId\": \" \"}",
                "{}",
                "{\"address\": \"dana\"}",
                "{\"address\": \"5125550101\"}",
                "{\"address\": \"a@example.com\", \"contactId\": \"c1\"}",
                "{\"address\": \"a@example.com\", \"channels\": [\"pigeon\"]}",
                "{\"address\": \"a@example.com\", \"reason\": \"stop_word\"}",
                "{\"address\": 5}"
            })
    void what_is_no_suppression_is_refused_and_nothing_is_stored(String body) {
        assertEquals(422, calls.post("/suppressions", body).status());
        assertEquals(List.of(), calls.get("/suppressions").each("id"));
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertEquals(
                404, calls.post("/suppressions", "{\"contactId\": \"nobody\"}").status());
        assertEquals(404, calls.get("/suppressions/nothing").status());
        assertEquals(
                Map.of("reason", "is not one of the values allowed"),
                calls.get("/suppressions?reason=x").violations());
        assertEquals(
                Map.of("address", "is not a parameter of this request"),
                calls.get("/suppressions?address=x").violations());
        assertEquals(
                Map.of("cursor", "is not one of this list"),
                calls.get("/suppressions?cursor=x").violations());
        assertEquals(
                Map.of("limit", "is out of range"),
                calls.get("/suppressions?limit=101").violations());
    }
}
