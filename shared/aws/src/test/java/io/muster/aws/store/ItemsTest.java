package io.muster.aws.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.aws.Generated;
import io.muster.aws.settings.Settings;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.WavePlan;
import io.muster.domain.contact.Contact;
import io.muster.domain.strategy.Observed;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Slice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemsTest {

    static Stream<Class<? extends Record>> stored() {
        return Stream.of(
                Campaign.class,
                BidRequest.class,
                Slice.class,
                Response.class,
                History.class,
                CampaignState.class,
                HumanTask.class,
                Gate.class,
                Observed.class,
                Contact.class,
                Settings.class,
                BidCardStore.BidCard.class,
                Idempotency.Entry.class);
    }

    @ParameterizedTest
    @MethodSource("stored")
    void every_record_comes_back_as_it_was(Class<? extends Record> type) {
        var generated = new Generated(new SplittableRandom(7));
        for (int i = 0; i < 300; i++) {
            Record value = generated.of(type);
            assertEquals(value, Items.read(type, Items.write(value)));
        }
    }

    @Test
    void every_kind_of_event_comes_back_as_it_was() {
        var generated = new Generated(new SplittableRandom(8));
        for (var kind : Event.class.getPermittedSubclasses()) {
            for (int i = 0; i < 50; i++) {
                Record event = generated.of(kind.asSubclass(Record.class));
                assertEquals(event, Items.read(Event.class, Items.attribute(Event.class, event)));
            }
        }
    }

    @Test
    void what_is_null_or_empty_is_left_out() {
        var response = new Response(
                "c1",
                null,
                Response.Answer.DECLINED,
                Instant.parse("2026-06-01T14:00:00Z"),
                Instant.parse("2026-06-01T15:00:00Z"),
                null);
        assertEquals(
                Map.of(
                        "contactId", AttributeValue.fromS("c1"),
                        "answer", AttributeValue.fromS("DECLINED"),
                        "firstAt", AttributeValue.fromS("2026-06-01T14:00:00Z"),
                        "at", AttributeValue.fromS("2026-06-01T15:00:00Z")),
                Items.write(response));
        assertEquals(
                Map.of("type", AttributeValue.fromS("Rerouted")),
                Items.attribute(Event.class, new Event.Rerouted(Map.of())).m());
    }

    @Test
    void a_map_keeps_its_order() {
        var reasons = new LinkedHashMap<String, String>();
        List.of("z", "a", "m").forEach(contact -> reasons.put(contact, "reason of " + contact));
        var plan = new WavePlan(1, Map.of(), reasons, Map.of(), 0.9, true, 0, List.of(), List.of());
        var read = Items.read(WavePlan.class, Items.write(plan));
        assertEquals(List.of("z", "a", "m"), List.copyOf(read.reasons().keySet()));
    }

    @Test
    void an_item_may_carry_more_than_its_record_knows() {
        var item = Items.write(new Observed(1, 2, 3));
        item.put("later", AttributeValue.fromS("something new"));
        item.remove("silent");
        assertEquals(new Observed(1, 2, 0), Items.read(Observed.class, item));
    }

    @Test
    void a_word_that_is_not_known_is_refused() {
        var item = Items.write(new Idempotency.Entry("f", "r"));
        var event = AttributeValue.fromM(Map.of("type", AttributeValue.fromS("Exploded")));
        assertThrows(IllegalArgumentException.class, () -> Items.read(Event.class, event));
        item.remove("result");
        assertThrows(IllegalArgumentException.class, () -> Items.text(item, "result"));
    }
}
