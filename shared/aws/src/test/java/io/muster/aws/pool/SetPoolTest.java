package io.muster.aws.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.aws.settings.Registry;
import io.muster.aws.settings.SettingsStore;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators set decides how a campaign is planned. */
@Tag("ports")
class SetPoolTest {

    private final Stack stack = new Stack();
    private final SettingsStore settings = new SettingsStore(stack.platform);
    private final ContactStore contacts = new ContactStore(stack.table);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void check_ins_and_channels_are_those_that_were_set() {
        settings.set("acme", Registry.checkIns(Urgency.URGENT), List.of(0.5, 1.0), "dana");
        settings.set("acme", Registry.CHANNELS_ENABLED, Set.of(Channel.EMAIL, Channel.SMS), "dana");
        var pool = pool();
        assertEquals(List.of(0.5, 1.0), pool.checkIns());
        assertEquals(Set.of(Channel.EMAIL), pool.enabled());
    }

    @Test
    void a_contact_saved_again_is_found_by_what_its_words_mean_now() {
        var mower = contact("mower", "grass cutting");
        contacts.save("acme", List.of(mower));
        assertEquals(List.of(), found());
        settings.set("acme", Registry.CATEGORIES, new Categories(Map.of("lawn-care", Set.of("grass"))), "dana");
        assertEquals(Map.of("mower", ContactStore.Saved.UPDATED), contacts.save("acme", List.of(mower)));
        assertEquals(List.of("mower"), found());
        assertEquals(Map.of("mower", ContactStore.Saved.UNCHANGED), contacts.save("acme", List.of(mower)));
        settings.set("acme", Registry.CATEGORIES, new Categories(Map.of("roofing", Set.of("roof"))), "dana");
        contacts.save("acme", List.of(mower));
        assertEquals(List.of(), found());
    }

    private List<String> found() {
        return pool().prospects().stream().map(Prospect::contactId).toList();
    }

    private static Contact contact(String id, String category) {
        return new Contact(
                id,
                Tier.GENERAL,
                new Profile("Firm " + id, null, id + "@example.com", null, null, null),
                Set.of(category),
                new Place("Austin", "TX", "78701", "US", null, null, ZoneId.of("America/Chicago")),
                Credentials.UNKNOWN,
                "import",
                Map.of());
    }

    private Pool pool() {
        var draft = CampaignDecider.create(Sample.requested(Sample.KEY, "bc_1", Stack.START, true));
        return new TableProspectFinder(stack.platform).find(draft.state(), Stack.START);
    }
}
